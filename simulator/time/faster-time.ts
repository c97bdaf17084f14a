import type { Time, Timer } from '../../hal/platform/time';

/** Another time, so many times faster, for people whose day is to pass before the eyes of someone who watches. */
export class FasterTime implements Time {
  readonly #time: Time;
  readonly #factor: number;
  readonly #wall: number;
  readonly #start: number;

  constructor(time: Time, factor: number) {
    this.#time = time;
    this.#factor = factor;
    this.#wall = time.now();
    this.#start = time.monotonic();
  }

  now(): number {
    return this.#wall + Math.trunc(this.monotonic());
  }

  monotonic(): number {
    return (this.#time.monotonic() - this.#start) * this.#factor;
  }

  after(delay: number, name: string, run: () => void): Timer {
    return this.#time.after(delay / this.#factor, name, run);
  }

  every(interval: number, name: string, run: () => void): Timer {
    return this.#time.every(interval / this.#factor, name, run);
  }
}
