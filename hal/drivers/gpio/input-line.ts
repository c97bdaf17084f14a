import { EventEmitter } from 'node:events';
import type { DeviceStatus } from '../../device';
import type { InputLine, InputLineEvents } from '../../line';
import type { Log } from '../../platform/log';
import type { Time } from '../../platform/time';
import type { InputRequest, OpenInput } from './back-end';
import { chooseBackEnd, type Interface } from './choose-back-end';
import { LineKeeper } from './line-keeper';

/** A GPIO input that is taken, watched and taken again by itself. */
export class GpioInput implements InputLine {
  readonly events = new EventEmitter<InputLineEvents>();
  readonly #keeper: LineKeeper<OpenInput>;

  constructor(request: InputRequest, wanted: Interface, time: Time, log: Log) {
    this.#keeper = new LineKeeper(
      () =>
        chooseBackEnd(wanted, time, log).openInput(request, {
          edge: edge => this.events.emit('edge', edge),
          lost: error => this.#keeper.lose(error),
        }),
      time,
      status => this.events.emit('status', status),
    );
  }

  get status(): DeviceStatus {
    return this.#keeper.status;
  }

  get active(): boolean | undefined {
    return this.#keeper.line?.active;
  }

  async start(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.#keeper.start();
  }

  async stop(): Promise<void> {
    this.#keeper.stop();
  }
}
