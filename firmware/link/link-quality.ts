import type { CatalogueCode } from '../../hal/platform/catalogue';
import type { Time } from '../../hal/platform/time';

/** Connections that ended by themselves within this time, ms, are counted. */
const remembered = 3_600_000;

/** So many of them are told, and no longer told at so many: what swings about a bound is told once. */
const losses = { bad: 4, good: 1 };

/** Answers of the broker that are looked at, and their median, ms. */
const answers = 21;
const delay = { bad: 3_000, good: 1_500 };

/**
 * How good the connection to the broker is while it stands: whether it keeps breaking, and how long an acknowledgement takes. A box that is offline
 * says so by itself; this tells of a line that will not do, before anybody misses anything.
 */
export class LinkQuality {
  readonly #time: Time;
  /** Monotonic ms, the oldest first. */
  #ended: number[] = [];
  #delays: number[] = [];
  #isUnsteady = false;
  #isSlow = false;

  constructor(time: Time) {
    this.#time = time;
  }

  get warnings(): readonly CatalogueCode[] {
    this.#forget();
    return [
      ...(this.#isUnsteady ? (['link-unsteady'] as const) : []),
      ...(this.#isSlow ? (['link-slow'] as const) : []),
    ];
  }

  /** A connection that stood has ended by itself. */
  lost(): void {
    this.#ended.push(this.#time.monotonic());
    this.#delays = [];
    this.#forget();
  }

  /** The broker acknowledged what was sent so many ms ago. */
  answered(after: number): void {
    this.#delays.push(after);
    if (this.#delays.length < answers) return;
    const [median = 0] = [...this.#delays].sort((one, other) => one - other).slice((answers - 1) / 2);
    this.#isSlow = median >= (this.#isSlow ? delay.good : delay.bad);
    this.#delays = [];
  }

  #forget(): void {
    const oldest = this.#time.monotonic() - remembered;
    this.#ended = this.#ended.filter(at => at > oldest).slice(-losses.bad);
    const { length } = this.#ended;
    if (length >= losses.bad) this.#isUnsteady = true;
    else if (length <= losses.good) this.#isUnsteady = false;
  }
}
