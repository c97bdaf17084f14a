import { AsyncLocalStorage } from 'node:async_hooks';
import { Random } from '../../../simulator/random';
import { VirtualTime } from '../../../simulator/time/virtual-time';
import type { Machine } from './machine';

/** Whose code runs: what a program does to the world is done by its machine. */
export const running = new AsyncLocalStorage<Machine>();

/** Real, whatever the globals are replaced by. */
const turn = setImmediate;

/**
 * Everything that one seed decides: when each thing happens, on all machines and wires. What falls on one millisecond happens one after the other,
 * and time moves on when nothing is left to do without it.
 */
export class World {
  readonly clock: VirtualTime;
  readonly random: Random;
  readonly machines: Machine[] = [];
  /** What was put off to the next turn of the event loop and has not run. */
  putOff = 0;
  /** Events so far: a place in a run that a seed leads to again. */
  steps = 0;
  /** By how much the wall clocks are ahead of what was lived, ms: nights in which nothing has power. */
  skipped = 0;
  readonly #settle = async () => {
    do await new Promise<void>(resolve => turn(resolve));
    while (this.putOff > 0);
  };

  /** @param start wall time, ms since 1970-01-01 UTC */
  constructor(seed: number | string, start: number) {
    this.clock = new VirtualTime(start);
    this.random = new Random(seed);
  }

  /** By a clock on the wall that is right. */
  get now(): number {
    return this.clock.now() + this.skipped;
  }

  /** Time passes in which nothing happens. */
  skipTo(now: number): void {
    this.skipped += Math.max(0, now - this.now);
  }

  /** @param now by a clock on the wall that is right */
  async runTo(now: number): Promise<void> {
    const until = now - this.skipped;
    const { clock } = this;
    await this.#settle();
    while (clock.nextDue <= until) {
      clock.advanceTo(clock.nextDue);
      await this.#settle();
    }
    clock.advanceTo(until);
  }
}
