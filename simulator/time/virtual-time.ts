import type { Time, Timer } from '../../hal/platform/time';
import { type Entry, TimerHeap } from './timer-heap';

interface VirtualTimer extends Timer, Entry {
  at: number;
  order: number;
  readonly run: () => void;
  /** Of a repeated timer, ms. */
  readonly interval: number | undefined;
}

/** Lets everything that a timer set off come to its end, before time moves on. */
export type Settle = () => Promise<void>;

/**
 * Time that moves only when told to: a day takes as long as its work. Timers run in the order of their instants, equal instants in
 * the order in which they were set. Delays are whole milliseconds and at least one, as the machine's own timers are.
 */
export class VirtualTime implements Time {
  readonly #timers = new TimerHeap<VirtualTimer>();
  readonly #start: number;
  #now: number;
  #order = 0;
  #moving = false;

  /** @param start wall time at the beginning, ms since 1970-01-01 UTC */
  constructor(start = 0) {
    this.#start = start;
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now - this.#start;
  }

  after(delay: number, name: string, run: () => void): Timer {
    return this.#set(name, run, wholeDelay(delay));
  }

  every(interval: number, name: string, run: () => void): Timer {
    const delay = wholeDelay(interval);
    return this.#set(name, run, delay, delay);
  }

  /** What is still to come, in the order in which it will run. */
  get timers(): readonly { readonly name: string; readonly at: number }[] {
    return this.#timers.inOrder().map(({ name, at }) => ({ name, at }));
  }

  /** When the next timer is due; Infinity when there is none. */
  get nextDue(): number {
    return this.#timers.first?.at ?? Number.POSITIVE_INFINITY;
  }

  /** Moves on by `duration` ms, running what is due on the way. Promises do not get their turn: for synchronous code. */
  advance(duration: number): void {
    this.advanceTo(this.#now + duration);
  }

  /** As `advance`, up to and including `instant`. What a timer throws comes out here; time then stands at that timer. */
  advanceTo(instant: number): void {
    this.#begin();
    try {
      while (this.#runNext(instant));
      this.#now = Math.max(this.#now, instant);
    } finally {
      this.#moving = false;
    }
  }

  /** As `advanceTo`, with everything settled before, between and after the timers. */
  async runTo(instant: number, settle: Settle = turn): Promise<void> {
    this.#begin();
    try {
      do await settle();
      while (this.#runNext(instant));
      this.#now = Math.max(this.#now, instant);
    } finally {
      this.#moving = false;
    }
  }

  /**
   * Moves on until `done` resolves, and returns what it resolved to.
   * @throws what `done` rejects with, or Error when no timer is left that could bring it about.
   */
  async runUntil<T>(done: Promise<T>, settle: Settle = turn): Promise<T> {
    let over = false;
    const end = () => {
      over = true;
    };
    done.then(end, end);
    this.#begin();
    try {
      for (;;) {
        await settle();
        if (over) return await done;
        if (!this.#runNext(Number.POSITIVE_INFINITY)) {
          throw new Error('time stands still: no timer is left, and what was waited for has not come');
        }
      }
    } finally {
      this.#moving = false;
    }
  }

  /** Runs the first timer that is due at `limit`; false when there is none. */
  #runNext(limit: number): boolean {
    const timer = this.#timers.first;
    if (timer === undefined || timer.at > limit) return false;
    this.#timers.remove(timer);
    this.#now = timer.at;
    if (timer.interval !== undefined) {
      timer.at += timer.interval;
      timer.order = this.#order++;
      this.#timers.add(timer);
    }
    timer.run();
    return true;
  }

  #set(name: string, run: () => void, delay: number, interval?: number): Timer {
    const timer: VirtualTimer = {
      name,
      run,
      interval,
      at: this.#now + delay,
      order: this.#order++,
      place: -1,
      cancel: () => this.#timers.remove(timer),
    };
    this.#timers.add(timer);
    return timer;
  }

  #begin(): void {
    if (this.#moving) throw new Error('time moves already: a timer cannot move it');
    this.#moving = true;
  }
}

function wholeDelay(delay: number): number {
  return Math.max(1, Math.trunc(delay) || 1);
}

/** One turn of the event loop: promises and what was put off with `setImmediate` come to their end. */
export function turn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

/** Turns of the event loop until nothing is under way that goes on without a timer, such as a commit of the journal. */
export function turnsWhile(busy: () => boolean): Settle {
  return async () => {
    do await turn();
    while (busy());
  };
}
