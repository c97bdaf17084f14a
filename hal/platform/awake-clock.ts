import type { Time, Timer } from './time';

/** Lateness of an alarm from which the program itself was stopped and not just busy, ms. */
const stall = 50;

/** After a stall, time for what came in meanwhile to be read before anything is concluded from silence, ms. */
const grace = 50;

/**
 * Monotonic milliseconds in which the program was awake, with one alarm. A stopped program hears nothing, so silence in that time says
 * nothing about a device: an alarm that comes late does not count its delay, and falls due anew a moment later. Only once in a row, so
 * that on a machine that is always late everything still comes to its end.
 */
export class AwakeClock {
  readonly #time: Time;
  readonly #name: string;
  #slept = 0;
  #last: number;
  #due = Number.POSITIVE_INFINITY;
  #forgiven = false;
  #alarm?: Timer;

  constructor(time: Time, name: string) {
    this.#time = time;
    this.#name = name;
    this.#last = time.monotonic();
  }

  /** Never runs backwards. */
  now(): number {
    const real = this.#time.monotonic();
    if (real - this.#slept - this.#due > stall) {
      const wake = this.#forgiven ? this.#due : Math.max(this.#last, this.#due - grace);
      this.#forgiven = !this.#forgiven;
      this.#slept = real - wake;
      this.#due = Number.POSITIVE_INFINITY;
    }
    this.#last = real - this.#slept;
    return this.#last;
  }

  /** Calls `run` when `now()` has reached the deadline, or a moment earlier after a stall; takes the place of the alarm before. */
  wakeAt(deadline: number, run: () => void): void {
    this.cancel();
    if (!Number.isFinite(deadline)) return;
    const delay = Math.max(1, Math.ceil(deadline - this.now()));
    this.#due = this.#last + delay;
    this.#alarm = this.#time.after(delay, this.#name, () => {
      this.now();
      if (this.#due !== Number.POSITIVE_INFINITY) this.#forgiven = false;
      this.#due = Number.POSITIVE_INFINITY;
      run();
    });
  }

  cancel(): void {
    this.#alarm?.cancel();
    this.#alarm = undefined;
    this.#due = Number.POSITIVE_INFINITY;
  }
}
