import type { Button } from '../../hal/button';
import type { Lamp, LampSign } from '../../hal/lamp';
import type { NumberDisplay } from '../../hal/number-display';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time, Timer } from '../../hal/platform/time';

export interface ResetDevices {
  readonly button: Button;
  readonly display?: NumberDisplay | undefined;
  readonly lamp?: Lamp | undefined;
}

export interface ResetHoldOptions extends ResetDevices {
  readonly time: Time;
  readonly log: Log;
  /** Begins the reset; there is no way back from here. */
  readonly begin: () => Promise<void>;
}

/** How long the button is held, s. */
const holdFor = 10;

/** How long one more press is waited for, ms. */
const waitFor = 10_000;

const second = 1000;

/**
 * A factory reset by hand: the button is held for 10 s, counted down in sight, then let go and pressed once more within 10 s. A button that is stuck, or that
 * something leans on, never does the second. Whoever lets go earlier has done nothing.
 */
export class ResetHold {
  readonly #options: ResetHoldOptions;
  readonly #contact = (closed: boolean) => this.#changed(closed);
  #phase: 'idle' | 'held' | 'let go wanted' | 'press wanted' | 'begun' = 'idle';
  #left = 0;
  #timer: Timer | undefined;
  #before: { readonly text: string | undefined; readonly sign: LampSign | undefined } | undefined;

  constructor(options: ResetHoldOptions) {
    this.#options = options;
  }

  start(): void {
    this.#options.button.events.on('contact', this.#contact);
  }

  stop(): void {
    this.#options.button.events.off('contact', this.#contact);
    this.#end();
  }

  #changed(closed: boolean): void {
    if (closed && this.#phase === 'idle') this.#hold();
    else if (closed && this.#phase === 'press wanted') this.#begin();
    else if (!closed && this.#phase === 'held') this.#end();
    else if (!closed && this.#phase === 'let go wanted') this.#phase = 'press wanted';
  }

  #hold(): void {
    const { display, lamp } = this.#options;
    this.#before = { text: display?.text, sign: lamp?.sign };
    this.#phase = 'held';
    this.#left = holdFor;
    this.#count();
  }

  #count(): void {
    this.#show(String(this.#left), this.#left > 0 ? 'prompt' : 'ring');
    if (this.#left > 0) {
      this.#after(second, () => {
        this.#left -= 1;
        this.#count();
      });
      return;
    }
    this.#phase = 'let go wanted';
    this.#after(waitFor, () => this.#end());
  }

  #begin(): void {
    this.#timer?.cancel();
    this.#phase = 'begun';
    this.#show('', 'on');
    this.#options.begin().catch(error => {
      this.#options.log.error({ error: messageOf(error) }, 'reset not begun');
      this.#end();
    });
  }

  /** As it was before; whatever was to be shown meanwhile stands there with its next change. */
  #end(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    const before = this.#before;
    this.#before = undefined;
    this.#phase = 'idle';
    if (before) this.#show(before.text ?? '', before.sign ?? 'off');
  }

  #show(text: string, sign: LampSign): void {
    this.#options.display?.show(text);
    this.#options.lamp?.show(sign);
  }

  #after(delay: number, then: () => void): void {
    this.#timer?.cancel();
    this.#timer = this.#options.time.after(delay, 'factory reset', then);
  }
}
