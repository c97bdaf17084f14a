import { commandLength, DLE, ESC, FS, GS, isLeader } from './command-length';

/** One command, one control code, or one byte of text, cut out of the stream. */
export interface Frame {
  /** As manuals write it: `ESC @`, `GS ( k`, `DLE EOT`, `LF`; `text` for a printable byte; `unknown` for what no manual has. */
  readonly command: string;
  /** The whole command with its leader. */
  readonly bytes: Uint8Array;
  /** What follows the name. */
  readonly parameters: Uint8Array;
  /** Of its first byte, counted from the first byte of the stream. */
  readonly offset: number;
}

/** Bytes; more than any command but pictures has. */
const growth = 1024;

const controls = new Map([
  [0x09, 'HT'],
  [0x0a, 'LF'],
  [0x0c, 'FF'],
  [0x0d, 'CR'],
  [0x18, 'CAN'],
]);

const leaders = new Map([
  [ESC, 'ESC'],
  [GS, 'GS'],
  [FS, 'FS'],
  [DLE, 'DLE'],
]);

const secondNames = new Map([
  [0x04, 'EOT'],
  [0x05, 'ENQ'],
  [0x0c, 'FF'],
  [0x14, 'DC4'],
  [0x20, 'SP'],
  [0xe2, 'E2'],
  [0xe3, 'E3'],
  [0xe5, 'E5'],
]);

/** Commands whose third byte belongs to the name. */
const threeByteNames = ['(', '8', 'v', 'c', 'g', 'z'];

function nameOf(bytes: Uint8Array): { command: string; nameLength: number } {
  const [leader = 0, second = 0, third = 0] = bytes;
  const letter = String.fromCharCode(second);
  const name = `${leaders.get(leader)} ${secondNames.get(second) ?? letter}`;
  const isLong = leader !== DLE && threeByteNames.includes(letter) && name !== 'GS c';
  return isLong
    ? { command: `${name} ${String.fromCharCode(third)}`, nameLength: 3 }
    : { command: name, nameLength: 2 };
}

/** Cuts a byte stream into commands. Keeps its place between calls, as a printer does between two packets or two connections. */
export class Framer {
  private offset = 0;
  private head: number[] = [];
  /** Set once the length of the present command is known. Grows with what arrives: a length of 4 GB is only a claim. */
  private whole: Uint8Array | undefined;
  private length = 0;
  private filled = 0;

  /** True between two commands: a real-time command here is not part of another one. */
  get isIdle(): boolean {
    return this.head.length === 0 && this.whole === undefined;
  }

  next(byte: number): Frame | undefined {
    this.offset += 1;
    if (this.whole) return this.fill(this.whole, byte);
    this.head.push(byte);
    if (this.head.length === 1 && !isLeader(byte)) {
      this.head = [];
      const bytes = Uint8Array.of(byte);
      return { command: simpleName(byte), bytes, parameters: bytes.subarray(1), offset: this.offset - 1 };
    }
    const length = commandLength(this.head);
    if (length === 'more') return undefined;
    if (length === 'unknown') return this.unknown();
    const whole = new Uint8Array(Math.min(length, growth));
    whole.set(this.head);
    this.whole = whole;
    this.length = length;
    this.filled = this.head.length;
    this.head = [];
    return this.filled >= length ? this.complete(whole) : undefined;
  }

  /** Forgets the command in progress, as a cleared buffer or a power cycle does. */
  reset(): void {
    this.head = [];
    this.whole = undefined;
    this.filled = 0;
  }

  private fill(whole: Uint8Array, byte: number): Frame | undefined {
    whole[this.filled] = byte;
    this.filled += 1;
    if (this.filled === this.length) return this.complete(whole);
    if (this.filled === whole.length) {
      this.whole = new Uint8Array(Math.min(this.length, whole.length * 2));
      this.whole.set(whole);
    }
    return undefined;
  }

  private complete(bytes: Uint8Array): Frame {
    this.reset();
    const { command, nameLength } = nameOf(bytes);
    return { command, bytes, parameters: bytes.subarray(nameLength), offset: this.offset - bytes.length };
  }

  /** A printer drops what it does not know up to here and takes the parameters that follow for text. */
  private unknown(): Frame {
    const bytes = Uint8Array.from(this.head);
    this.reset();
    return { command: 'unknown', bytes, parameters: bytes.subarray(1), offset: this.offset - bytes.length };
  }
}

function simpleName(byte: number): string {
  return controls.get(byte) ?? (byte < 0x20 || byte === 0x7f ? 'unknown' : 'text');
}
