import type { Time, Timer } from './platform/time';

/** The time that a driver is given: runs as the other does, and knows when a timer of the driver last ran. */
export class SupervisedTime implements Time {
  readonly #time: Time;
  #ranAt: number;

  constructor(time: Time) {
    this.#time = time;
    this.#ranAt = time.monotonic();
  }

  /** For how long no timer has run, ms. */
  get quietFor(): number {
    return this.#time.monotonic() - this.#ranAt;
  }

  /** Counts as if a timer had run: from here on there should be some. */
  begin(): void {
    this.#ranAt = this.#time.monotonic();
  }

  now(): number {
    return this.#time.now();
  }

  monotonic(): number {
    return this.#time.monotonic();
  }

  after(delay: number, name: string, run: () => void): Timer {
    return this.#time.after(delay, name, this.#noted(run));
  }

  every(interval: number, name: string, run: () => void): Timer {
    return this.#time.every(interval, name, this.#noted(run));
  }

  #noted(run: () => void): () => void {
    return () => {
      this.begin();
      run();
    };
  }
}
