import type { Gpio } from 'onoff';
import type { OpenOutput } from '../back-end';
import { lineLost } from './open-gpio';

export class SysfsOutput implements OpenOutput {
  readonly #gpio: Gpio;
  #closed = false;

  constructor(gpio: Gpio) {
    this.#gpio = gpio;
  }

  write(on: boolean): void {
    present(() => this.#gpio.writeSync(on ? 1 : 0));
  }

  check(): void {
    present(() => this.#gpio.readSync());
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#gpio.unexport();
  }
}

function present(use: () => void): void {
  try {
    use();
  } catch (error) {
    throw lineLost(error);
  }
}
