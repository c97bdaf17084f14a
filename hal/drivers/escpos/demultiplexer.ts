/** One thing that a printer said. The byte patterns are those of Epson's appendix "Transmission status identification". */
export type Report =
  /** Answer to DLE EOT: 0xx1xx10. To which query, only the order tells. */
  | { readonly report: 'real-time'; readonly byte: number }
  /** Automatic status: 0xx1xx00, then three times 0xx0xxxx. */
  | { readonly report: 'automatic'; readonly bytes: readonly number[] }
  /** Answer to GS r: 0xx0xxxx. */
  | { readonly report: 'queued'; readonly byte: number }
  /** Answer to GS ( H 48: 37 22, four characters, 00. */
  | { readonly report: 'process'; readonly id: string }
  /** Answer to DLE DC4 8: 37 25 00. */
  | { readonly report: 'cleared' }
  /** XON or XOFF; may stand anywhere, even inside the others. */
  | { readonly report: 'flow'; readonly ready: boolean }
  | { readonly report: 'garbage'; readonly bytes: number };

const blockHeader = 0x37;
const processBlock = 0x22;
const clearBlock = 0x25;

/** Takes the one byte stream of a printer apart, in whatever pieces it arrives. Never fails: what fits nowhere is garbage. */
export class Demultiplexer {
  /** The beginning of an automatic status or of a block; never complete. */
  #begun: number[] = [];

  read(bytes: Uint8Array): Report[] {
    const reports: Report[] = [];
    for (const byte of bytes) this.#take(byte, reports);
    return reports;
  }

  /** Gives up what has begun: its rest did not come in time. */
  giveUp(): Report[] {
    const reports: Report[] = [];
    this.#drop(reports);
    return reports;
  }

  #take(byte: number, reports: Report[]): void {
    if (byte === 0x11 || byte === 0x13) {
      reports.push({ report: 'flow', ready: byte === 0x11 });
      return;
    }
    if (this.#begun.length > 0) {
      if (this.#continues(byte)) {
        this.#begun.push(byte);
        const whole = completed(this.#begun);
        if (whole) {
          this.#begun = [];
          reports.push(whole);
        }
        return;
      }
      this.#drop(reports);
    }
    if (byte === blockHeader || (byte & 0x93) === 0x10) this.#begun = [byte];
    else if ((byte & 0x93) === 0x12) reports.push({ report: 'real-time', byte });
    else if ((byte & 0x90) === 0) reports.push({ report: 'queued', byte });
    else reports.push({ report: 'garbage', bytes: 1 });
  }

  #continues(byte: number): boolean {
    const [first, second] = this.#begun;
    if (first !== blockHeader) return (byte & 0x90) === 0;
    const at = this.#begun.length;
    if (at === 1) return byte === processBlock || byte === clearBlock;
    if (second === clearBlock || at === 6) return byte === 0;
    return byte >= 32 && byte <= 126;
  }

  #drop(reports: Report[]): void {
    if (this.#begun.length > 0) reports.push({ report: 'garbage', bytes: this.#begun.length });
    this.#begun = [];
  }
}

function completed(begun: readonly number[]): Report | undefined {
  if (begun[0] !== blockHeader) return begun.length === 4 ? { report: 'automatic', bytes: begun } : undefined;
  if (begun[1] === clearBlock) return begun.length === 3 ? { report: 'cleared' } : undefined;
  if (begun.length < 7) return undefined;
  return { report: 'process', id: String.fromCharCode(...begun.slice(2, 6)) };
}
