import { SystemTime, sleep, type Timer } from '../../hal/platform/time';

/** How often it is looked whether this process runs, ms. */
const look = 5;

/** What the machine takes in one piece is counted from here on, ms: less is the grain of its timers. */
const stall = 10;

let seen = performance.now();
let used = process.cpuUsage();
let slept = 0;

/**
 * Milliseconds in which this process could run. What a busy machine took from it (another process, a full disk queue, a stopped virtual machine)
 * does not count; what the process did itself, however long, does.
 */
export function awake(): number {
  const now = performance.now();
  const late = now - seen - look;
  if (late > stall) {
    const { user, system } = process.cpuUsage(used);
    const lost = late - (user + system) / 1000;
    if (lost > stall) slept += lost;
  }
  if (now - seen >= look / 2) {
    seen = now;
    used = process.cpuUsage();
  }
  return now - slept;
}

setInterval(awake, look).unref();

/**
 * The time of a test in whose process both ends of a wire live. A stalled machine stalls both alike, so that bounds stay as strict as they are
 * and say something about the product alone. What the product itself does after a stall is tested with `VirtualTime`.
 */
export class SteadyTime extends SystemTime {
  override monotonic(): number {
    return awake();
  }

  override after(delay: number, name: string, run: () => void): Timer {
    return this.#at(awake() + delay, name, run);
  }

  override every(interval: number, name: string, run: () => void): Timer {
    let timer: Timer;
    const next = () => {
      timer = this.#at(awake() + interval, name, () => {
        next();
        run();
      });
    };
    next();
    return { name, cancel: () => timer.cancel() };
  }

  #at(due: number, name: string, run: () => void): Timer {
    let timer: Timer;
    const wait = () => {
      timer = super.after(Math.max(0, due - awake()), name, () => {
        // Node rounds: a timer may fire a millisecond early.
        if (due - awake() > 1) wait();
        else run();
      });
    };
    wait();
    return { name, cancel: () => timer.cancel() };
  }
}

const steady = new SteadyTime();

/** Resolves when this process could run for so long, ms. */
export function pause(duration: number): Promise<void> {
  return sleep(steady, duration, 'pause');
}
