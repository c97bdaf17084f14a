import type { Time } from '../../hal/platform/time';

/** What makes a waiting person look up. A sign given while nobody waits is seen by the next who does. */
export class Sign {
  readonly #time: Time;
  readonly #name: string;
  #given = false;
  #wake: (() => void) | undefined;

  /** @param name of the timers, for diagnostics */
  constructor(time: Time, name: string) {
    this.#time = time;
    this.#name = name;
  }

  give(): void {
    this.#given = true;
    this.#wake?.();
  }

  /**
   * Waits for a sign, at most `longest` ms.
   * @returns whether there was one
   * @throws the signal's reason once it is aborted
   */
  async wait(longest: number, signal: AbortSignal): Promise<boolean> {
    signal.throwIfAborted();
    if (!this.#given && longest > 0) await this.#asleep(longest, signal);
    signal.throwIfAborted();
    const given = this.#given;
    this.#given = false;
    return given;
  }

  #asleep(longest: number, signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const wake = () => {
        timer?.cancel();
        signal.removeEventListener('abort', wake);
        this.#wake = undefined;
        resolve();
      };
      const timer = Number.isFinite(longest) ? this.#time.after(longest, this.#name, wake) : undefined;
      this.#wake = wake;
      signal.addEventListener('abort', wake, { once: true });
    });
  }
}
