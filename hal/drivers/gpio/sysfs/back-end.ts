import { TiskiError } from '../../../platform/error';
import type { Log } from '../../../platform/log';
import type { Time } from '../../../platform/time';
import type { BackEnd, InputListener, InputRequest, LineRequest } from '../back-end';
import { SysfsInput } from './input';
import { openGpio } from './open-gpio';
import { SysfsOutput } from './output';

/** Lines through sysfs with onoff, for kernels that have nothing better. */
export class Sysfs implements BackEnd {
  readonly #time: Time;
  readonly #log: Log;

  constructor(time: Time, log: Log) {
    this.#time = time;
    this.#log = log;
  }

  openInput(request: InputRequest, listener: InputListener): SysfsInput {
    if (request.bias !== 'as-is')
      throw new TiskiError('gpio-unsupported', `sysfs cannot set "bias: ${request.bias}"`);
    const gpio = openGpio(request, 'in', this.#log);
    try {
      return new SysfsInput(gpio, request.debounce, this.#time, listener);
    } catch (error) {
      gpio.unexport();
      throw error;
    }
  }

  openOutput(request: LineRequest, on: boolean): SysfsOutput {
    // `high` and `low` are voltages whatever the polarity, and set direction and level in one step.
    return new SysfsOutput(openGpio(request, on === request.activeLow ? 'low' : 'high', this.#log));
  }
}
