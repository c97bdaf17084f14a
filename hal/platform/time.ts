/** A timer that can be cancelled; cancelling twice, or after it fired, does nothing. */
export interface Timer {
  readonly name: string;
  cancel(): void;
}

/**
 * The only way to know the time or to wait. Everything receives it; nothing reads a clock by itself,
 * so that a day can run in a second and every run repeats.
 */
export interface Time {
  /** Wall clock, milliseconds since 1970-01-01 UTC. May jump, may be wrong: never measure a duration with it. */
  now(): number;
  /** Milliseconds that never run backwards; the origin is arbitrary. For durations and deadlines. */
  monotonic(): number;
  /** Calls `run` once after `delay` milliseconds. The name appears in diagnostics. */
  after(delay: number, name: string, run: () => void): Timer;
  /** Calls `run` every `interval` milliseconds, first after one interval. */
  every(interval: number, name: string, run: () => void): Timer;
}

/** Resolves after `delay` milliseconds of the given time, or rejects with the signal's reason. */
export function sleep(time: Time, delay: number, name: string, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = () => {
      timer.cancel();
      reject(signal?.reason);
    };
    const timer = time.after(delay, name, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** Node runs a timer that is set further ahead at once instead, ms. */
const longestTimeout = 2 ** 31 - 1;

/** The time of the machine it runs on. Its timers do not keep the process alive: the servers do. */
export class SystemTime implements Time {
  now(): number {
    return Date.now();
  }

  monotonic(): number {
    return performance.now();
  }

  after(delay: number, name: string, run: () => void): Timer {
    let handle: NodeJS.Timeout;
    const wait = (left: number) => {
      handle =
        left > longestTimeout
          ? setTimeout(() => wait(left - longestTimeout), longestTimeout)
          : setTimeout(run, left);
    };
    wait(delay);
    return { name, cancel: () => clearTimeout(handle) };
  }

  every(interval: number, name: string, run: () => void): Timer {
    const handle = setInterval(run, interval);
    return { name, cancel: () => clearInterval(handle) };
  }
}
