import { Demultiplexer, type Report } from '../../hal/drivers/escpos/demultiplexer';
import { type Facts, factsOfAnswer, factsOfAutomatic } from '../../hal/drivers/escpos/facts';

type Query = Parameters<typeof factsOfAnswer>[0];

const queryNames: Readonly<Record<Query, string>> = {
  1: 'printer',
  2: 'cause of offline',
  3: 'errors',
  4: 'paper',
};

/**
 * What a printer says, byte for byte and in words. What it says again and again, as status bytes are asked for all the time, is told when it
 * changes.
 */
export class PrinterEar {
  readonly #demultiplexer = new Demultiplexer();
  #asked: Query | undefined;
  readonly #last = new Map<string, string>();

  /** A status query stands alone in its write, and one at a time is on its way. */
  sent(bytes: Uint8Array): void {
    const [dle, eot, query] = bytes;
    if (bytes.length === 3 && dle === 0x10 && eot === 0x04 && isQuery(query)) this.#asked = query;
  }

  received(bytes: Uint8Array): string[] {
    return this.#demultiplexer.read(bytes).flatMap(report => this.#news(report));
  }

  #news(report: Report): string[] {
    switch (report.report) {
      case 'real-time':
        return this.#answer(report.byte);
      case 'automatic':
        return this.#changed(
          'automatic',
          `status by itself ${hex(report.bytes)}: ${inWords(factsOfAutomatic(report.bytes))}`,
        );
      case 'queued':
        return [`answer in order ${hex([report.byte])}: everything before it is done`];
      case 'process':
        return [`mark "${report.id}": everything before it is on paper`];
      case 'cleared':
        return ['its buffers are empty'];
      case 'flow':
        return [report.ready ? 'XON: takes data again' : 'XOFF: its buffer is full'];
      case 'garbage':
        return [report.bytes === 1 ? '1 byte that is no status' : `${report.bytes} bytes that are no status`];
    }
  }

  #answer(byte: number): string[] {
    const query = this.#asked;
    if (query === undefined) return [`status byte ${hex([byte])} that nobody asked for`];
    const words = `status ${query} (${queryNames[query]}) ${hex([byte])}: ${inWords(factsOfAnswer(query, byte))}`;
    return this.#changed(`answer ${query}`, words);
  }

  #changed(what: string, words: string): string[] {
    if (this.#last.get(what) === words) return [];
    this.#last.set(what, words);
    return [words];
  }
}

function isQuery(byte: number | undefined): byte is Query {
  return byte !== undefined && byte >= 1 && byte <= 4;
}

/** What each fact is called, when it holds and when it does not. */
const factWords: Readonly<Record<keyof Facts, readonly [yes: string, no: string]>> = {
  offline: ['offline', 'online'],
  coverOpen: ['cover open', 'cover closed'],
  feeding: ['feed button pressed', ''],
  paperOut: ['no paper', 'paper in'],
  paperStop: ['stopped for want of paper', ''],
  paperLow: ['paper near its end', ''],
  error: ['error', 'no error'],
  cutterError: ['cutter stuck', 'cutter fine'],
  mechanicalError: ['mechanical error', ''],
  fatalError: ['error that only switching off clears', ''],
  passingError: ['too hot, or another passing error', ''],
};

function inWords(facts: Facts): string {
  return (Object.keys(factWords) as (keyof Facts)[])
    .flatMap(fact => {
      const holds = facts[fact];
      return holds === undefined ? [] : [factWords[fact][holds ? 0 : 1]];
    })
    .filter(words => words !== '')
    .join(', ');
}

/** Two digits each; a long run is cut short. */
export function hex(bytes: Iterable<number>, most = 64): string {
  const all = [...bytes];
  const shown = all.slice(0, most).map(byte => byte.toString(16).padStart(2, '0'));
  return `${shown.join(' ')}${all.length > most ? ` … and ${all.length - most} more` : ''}`;
}
