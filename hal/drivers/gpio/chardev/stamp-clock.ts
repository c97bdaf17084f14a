import type { Time } from '../../../platform/time';

const attempts = 5;

/**
 * Turns the kernel's stamps into the monotonic time of the program. Both clocks run at one pace, so their distance is taken once, and later
 * stamps are never swapped by an interruption between two readings.
 */
export class StampClock {
  /** Milliseconds from the kernel's clock to the program's. */
  readonly #distance: number;

  constructor(time: Time) {
    let [tightest, distance] = [Number.POSITIVE_INFINITY, 0];
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const before = kernelNow();
      const monotonic = time.monotonic();
      const width = kernelNow() - before;
      if (width >= tightest) continue;
      tightest = width;
      distance = monotonic - before - width / 2;
    }
    this.#distance = distance;
  }

  /** @param stamp CLOCK_MONOTONIC in nanoseconds */
  at(stamp: bigint): number {
    return Number(stamp) / 1e6 + this.#distance;
  }
}

/** CLOCK_MONOTONIC, the clock of the stamps, in milliseconds. */
const kernelNow = () => Number(process.hrtime.bigint()) / 1e6;
