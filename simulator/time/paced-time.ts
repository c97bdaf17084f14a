import type { Time, Timer } from '../../hal/platform/time';
import { type Entry, TimerHeap } from './timer-heap';

interface PacedTimer extends Timer, Entry {
  at: number;
  order: number;
  readonly run: () => void;
  /** Of a repeated timer, ms. */
  readonly interval?: number;
}

/** How many times faster than the machine's time it may pass. */
export const paces = [1, 10, 60, 300, 1000] as const;
export type Pace = (typeof paces)[number];

/**
 * Time that passes a whole number of times faster than the machine's, and may be made faster or slower while things are under way: what is due in
 * ten minutes is due in ten seconds then. For a box and people that somebody watches.
 */
export class PacedTime implements Time {
  /**
   * The same clock on the wall, with the machine's own durations: for what is at the end of a wire, which answers no sooner because the people
   * hurry.
   */
  readonly wires: Time;
  readonly #time: Time;
  readonly #timers = new TimerHeap<PacedTimer>();
  #pace = 1;
  /** An instant of the machine's monotonic time, and what it was here. */
  #base: { readonly real: number; readonly paced: number };
  #wall: number;
  #order = 0;
  #alarm: Timer | undefined;

  constructor(time: Time) {
    this.#time = time;
    this.#base = { real: time.monotonic(), paced: 0 };
    this.#wall = time.now();
    this.wires = {
      now: () => this.now(),
      monotonic: () => time.monotonic(),
      after: (delay, name, run) => time.after(delay, name, run),
      every: (interval, name, run) => time.every(interval, name, run),
    };
  }

  get pace(): number {
    return this.#pace;
  }

  set pace(pace: number) {
    this.#base = { real: this.#time.monotonic(), paced: this.monotonic() };
    this.#pace = pace;
    this.#arm();
  }

  /** Puts the clock on the wall forward to this instant, ms since 1970-01-01 UTC; does nothing for one that is past. */
  putForward(instant: number): void {
    this.#wall += Math.max(0, instant - this.now());
  }

  now(): number {
    return this.#wall + Math.trunc(this.monotonic());
  }

  monotonic(): number {
    return this.#base.paced + (this.#time.monotonic() - this.#base.real) * this.#pace;
  }

  after(delay: number, name: string, run: () => void): Timer {
    return this.#set(name, run, Math.max(1, delay || 1));
  }

  every(interval: number, name: string, run: () => void): Timer {
    const delay = Math.max(1, interval || 1);
    return this.#set(name, run, delay, delay);
  }

  #set(name: string, run: () => void, delay: number, interval?: number): Timer {
    const timer: PacedTimer = {
      name,
      run,
      ...(interval !== undefined && { interval }),
      at: this.monotonic() + delay,
      order: this.#order++,
      place: -1,
      cancel: () => this.#cancel(timer),
    };
    this.#timers.add(timer);
    if (this.#timers.first === timer) this.#arm();
    return timer;
  }

  #cancel(timer: PacedTimer): void {
    const wasFirst = this.#timers.first === timer;
    this.#timers.remove(timer);
    // Nothing of the machine is kept waiting for what will not come: a program could not end.
    if (wasFirst) this.#arm();
  }

  /** One timer of the machine for the earliest of these. */
  #arm(): void {
    this.#alarm?.cancel();
    const { first } = this.#timers;
    this.#alarm =
      first &&
      this.#time.after(Math.max(0, (first.at - this.monotonic()) / this.#pace), 'pace', () => this.#ring());
  }

  /** What is due by now, and nothing that this sets anew, so that the rest of the program has its turn. */
  #ring(): void {
    const now = this.monotonic();
    try {
      for (let { first } = this.#timers; first && first.at <= now; { first } = this.#timers) {
        this.#timers.remove(first);
        if (first.interval !== undefined) {
          // Turns that were missed are not made up for.
          first.at = Math.max(first.at, now - first.interval) + first.interval;
          first.order = this.#order++;
          if (first.at <= now) first.at = now + first.interval;
          this.#timers.add(first);
        }
        first.run();
      }
    } finally {
      this.#arm();
    }
  }
}
