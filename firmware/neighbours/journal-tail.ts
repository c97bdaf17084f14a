import type { Committed } from '../journal/fact';
import type { Runtime } from '../runtime';
import type { ServiceEvent } from '../servicepoint/events';

export type Fact = Committed<ServiceEvent>;

/** Facts read at a stretch, about 1 ms; then whatever else the box has to do comes first. */
const stretch = 200;

/**
 * What is in the journal after a place, and then what comes, page by page, until the signal. Reads from disk only, a turn of the event loop
 * after paper and lamps have had their facts; whoever takes long over a page is waited for and holds up nobody.
 */
export async function* factsAfter(
  { journal, events }: Pick<Runtime, 'journal' | 'events'>,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<readonly Fact[], void> {
  let place = after;
  while (!signal.aborted) {
    const page = journal.read(place, stretch);
    const last = page.at(-1);
    if (last) {
      yield page;
      place = last.sequence;
      await nextTurn();
    } else await told(events, signal);
  }
}

/** A subscriber's place in the journal, which survives restarts. What it has not had is kept for it. */
export class Bookmark {
  readonly #journal: Runtime['journal'];
  readonly #name: string;

  constructor(journal: Runtime['journal'], name: string) {
    this.#journal = journal;
    this.#name = name;
  }

  get place(): number {
    return this.#journal.position(this.#name).sequence;
  }

  keep(): void {
    this.#journal.keepFor(this.#name);
  }

  /** Only forward. After a power cut it may stand a little further back. */
  moveTo(sequence: number): void {
    this.#journal.advance(this.#name, { sequence, number: 0 });
  }
}

function nextTurn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

function told(events: Runtime['events'], signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      events.off('told', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    events.on('told', done);
    signal.addEventListener('abort', done, { once: true });
  });
}
