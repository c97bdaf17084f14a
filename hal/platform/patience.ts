import { AwakeClock } from './awake-clock';
import type { Time } from './time';

/**
 * Waits for an answer for a limited time. Time in which the program itself was stopped does not exhaust it: what came in meanwhile is read
 * before anything is concluded from silence.
 */
export class Patience {
  readonly #clock: AwakeClock;

  constructor(time: Time, name: string) {
    this.#clock = new AwakeClock(time, name);
  }

  /** Calls `exhausted` after `limit` ms; takes the place of the wait before. */
  within(limit: number, exhausted: () => void): void {
    const deadline = this.#clock.now() + limit;
    const look = () => {
      if (this.#clock.now() >= deadline) exhausted();
      else this.#clock.wakeAt(deadline, look);
    };
    this.#clock.wakeAt(deadline, look);
  }

  /** The answer is there. */
  cancel(): void {
    this.#clock.cancel();
  }
}
