import type { Gpio } from 'onoff';
import type { TiskiError } from '../../../platform/error';
import type { Time, Timer } from '../../../platform/time';
import type { InputListener, OpenInput } from '../back-end';
import { LevelTrack } from '../level-track';
import { guardReading } from './open-gpio';

/**
 * An input line of onoff. The kernel only says that something happened; the level is read when this program gets to it. Of changes that are
 * faster than that, only their parity is known.
 */
export class SysfsInput implements OpenInput {
  readonly #gpio: Gpio;
  readonly #time: Time;
  readonly #listener: InputListener;
  readonly #debounce: number;
  readonly #level: LevelTrack;
  #settling?: Timer;
  #broken?: TiskiError;
  #closed = false;

  /** @param debounce milliseconds @throws TiskiError `gpio-line-lost` */
  constructor(gpio: Gpio, debounce: number, time: Time, listener: InputListener) {
    this.#gpio = gpio;
    this.#debounce = debounce;
    this.#time = time;
    this.#listener = listener;
    guardReading(gpio, error => this.#break(error));
    this.#level = new LevelTrack(gpio.readSync() === 1);
    if (this.#broken) throw this.#broken;
    gpio.watch((_, value) => this.#changed(value === 1));
  }

  get active(): boolean {
    return this.#level.active;
  }

  check(): void {
    const active = this.#gpio.readSync() === 1;
    if (this.#broken) throw this.#broken;
    if (!this.#settling && active !== this.#level.active) this.#tell(active);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#settling?.cancel();
    this.#gpio.unexport();
  }

  #changed(active: boolean): void {
    if (this.#closed || this.#broken) return;
    if (this.#debounce === 0) {
      this.#tell(active);
      return;
    }
    this.#settling?.cancel();
    this.#settling = this.#time.after(this.#debounce, 'gpio debounce', () => this.#settled());
  }

  #settled(): void {
    this.#settling = undefined;
    const active = this.#gpio.readSync() === 1;
    if (!this.#broken && active !== this.#level.active) this.#tell(active);
  }

  #tell(active: boolean): void {
    this.#listener.edge({ active, at: this.#time.monotonic(), lost: this.#level.change(active) });
  }

  #break(error: TiskiError): void {
    if (this.#broken || this.#closed) return;
    this.#broken = error;
    this.#listener.lost(error);
  }
}
