import { EventEmitter } from 'node:events';
import type { DeviceEvents, DeviceStatus } from '../../device';
import type { OutputLine } from '../../line';
import type { Log } from '../../platform/log';
import type { Time } from '../../platform/time';
import type { LineRequest, OpenOutput } from './back-end';
import { chooseBackEnd, type Interface } from './choose-back-end';
import { LineKeeper } from './line-keeper';

/** A GPIO output that is taken with its level, watched and taken again by itself. Off before it is given back at `stop`. */
export class GpioOutput implements OutputLine {
  readonly events = new EventEmitter<DeviceEvents>();
  readonly #keeper: LineKeeper<OpenOutput>;
  #on = false;

  constructor(request: LineRequest, wanted: Interface, time: Time, log: Log) {
    this.#keeper = new LineKeeper(
      () => chooseBackEnd(wanted, time, log).openOutput(request, this.#on),
      time,
      status => this.events.emit('status', status),
    );
  }

  get status(): DeviceStatus {
    return this.#keeper.status;
  }

  async start(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.#keeper.start();
  }

  async stop(): Promise<void> {
    this.write(false);
    this.#keeper.stop();
  }

  write(on: boolean): void {
    if (on === this.#on) return;
    this.#on = on;
    this.#keeper.use(line => line.write(on));
  }
}
