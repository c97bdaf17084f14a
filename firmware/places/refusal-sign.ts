import type { Lamp } from '../../hal/lamp';
import type { Time, Timer } from '../../hal/platform/time';
import type { Sounder } from '../../hal/sounder';

/** How long a refusal stays on a lamp, ms. */
const shownFor = 3000;

/** Says with lamp and tone that a press was refused, then gives the lamp back: no button is ever dead without a sign. */
export class RefusalSign {
  readonly #lamp: Lamp | undefined;
  readonly #sounder: Sounder | undefined;
  readonly #time: Time;
  readonly #restore: () => void;
  #timer: Timer | undefined;

  /** @param restore shows on the lamp what stands there otherwise */
  constructor(signs: { lamp?: Lamp; sounder?: Sounder }, time: Time, restore: () => void) {
    this.#lamp = signs.lamp;
    this.#sounder = signs.sounder;
    this.#time = time;
    this.#restore = restore;
  }

  /** Whether the lamp is lent to a refusal right now. */
  get showing(): boolean {
    return this.#timer !== undefined;
  }

  show(): void {
    this.#sounder?.play('refused');
    this.#lamp?.show('refused');
    this.#timer?.cancel();
    this.#timer = this.#time.after(shownFor, 'refusal sign', () => {
      this.#timer = undefined;
      this.#restore();
    });
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
