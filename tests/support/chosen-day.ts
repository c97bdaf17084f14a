import { SteadyTime } from './steady-time';

/** Wednesday 18 March 2026, 10.15 in Helsinki. */
export const tenFifteen = Date.UTC(2026, 2, 18, 8, 15);

/** The machine's own pace, on a day of our choice, in which a test may leave out what it need not wait for. */
export class ChosenDay extends SteadyTime {
  #shift: number;
  #skipped = 0;

  constructor(at: number) {
    super();
    this.#shift = at - Date.now();
  }

  /** Both clocks go on by so many ms at once; timers do not. */
  skip(ms: number): void {
    this.#shift += ms;
    this.#skipped += ms;
  }

  override now(): number {
    return Date.now() + this.#shift;
  }

  override monotonic(): number {
    return super.monotonic() + this.#skipped;
  }
}
