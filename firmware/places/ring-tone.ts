import type { Time, Timer } from '../../hal/platform/time';
import type { Sounder } from '../../hal/sounder';

/** Milliseconds from tone to tone: heard again by whoever missed it, and still calm (CAL-12). */
const betweenTones = 5_000;

/** Sounders that repeat the ring tone for as long as it rings (RNG-02). */
export class RingTone {
  readonly #sounders: readonly Sounder[];
  readonly #time: Time;
  readonly #isQuiet: () => boolean;
  #timer: Timer | undefined;

  /** @param isQuiet asked before each tone, so that quiet hours begin and end in the middle of a ring */
  constructor(sounders: readonly Sounder[], time: Time, isQuiet: () => boolean) {
    this.#sounders = sounders;
    this.#time = time;
    this.#isQuiet = isQuiet;
  }

  sound(isRinging: boolean): void {
    if (this.#sounders.length === 0 || isRinging === (this.#timer !== undefined)) return;
    this.stop();
    if (!isRinging) return;
    this.#play();
    this.#timer = this.#time.every(betweenTones, 'ring tone', () => this.#play());
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #play(): void {
    if (this.#isQuiet()) return;
    for (const sounder of this.#sounders) sounder.play('ring');
  }
}
