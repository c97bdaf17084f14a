import type { Time } from '../../hal/platform/time';
import type { Shelf } from './shelf';

/** No program of this version ran before, ms since 1970-01-01 UTC. */
const thisVersion = Date.UTC(2026, 10, 1);

const name = 'known-time';

/**
 * What is surely past, for a box without a clock of its own that wakes in 1970. It moves by proof alone: by when certificates began that the
 * region signed. The clock never moves it, or an hour with a wrong clock would end every certificate for good.
 */
export class KnownTime {
  readonly #shelf: Shelf;
  readonly #time: Time;
  #floor = thisVersion;

  constructor(shelf: Shelf, time: Time) {
    this.#shelf = shelf;
    this.#time = time;
  }

  /** Reads what was learnt before. */
  async open(): Promise<void> {
    const kept = Number(await this.#shelf.read(name));
    if (Number.isSafeInteger(kept)) this.#floor = Math.max(thisVersion, kept);
  }

  /** The best there is: the clock, but never before what is proven. ms since 1970-01-01 UTC */
  now(): number {
    return Math.max(this.#time.now(), this.#floor);
  }

  /** Something trusted shows that this instant has passed. */
  async learn(passed: number): Promise<void> {
    if (passed <= this.#floor) return;
    this.#floor = passed;
    await this.#shelf.write(name, String(passed));
  }
}
