import type { Device, DeviceStatus, Listenable } from '../../../hal/device';
import type { Time, Timer } from '../../../hal/platform/time';
import type { Check } from './check';

/** Waits for a person: until what was wanted has been seen, the device is not well, time is up, or the technician ends it. */
export class Waiting {
  readonly #time: Time;
  readonly #undo: (() => void)[] = [];
  readonly #signal: AbortSignal;
  readonly #over: Promise<DeviceStatus | undefined>;
  #finish: (status?: DeviceStatus) => void = () => {};
  #rest: Timer | undefined;

  constructor({ device, time, signal, wait }: Check<Device>) {
    this.#time = time;
    this.#signal = signal;
    this.#over = new Promise(resolve => {
      this.#finish = resolve;
    });
    const limit = time.after(wait, 'device test', () => this.#finish());
    const onAbort = () => this.#finish();
    signal.addEventListener('abort', onAbort);
    this.#undo.push(
      () => limit.cancel(),
      () => this.#rest?.cancel(),
      () => signal.removeEventListener('abort', onAbort),
    );
    this.on(device.events, 'status', status => {
      if (status.health !== 'ok') this.#finish(status);
    });
  }

  /** Listens until the end. */
  on<Events, Name extends keyof Events & string>(
    events: Listenable<Events>,
    name: Name,
    listener: (...values: Events[Name] & unknown[]) => void,
  ): void {
    events.on(name, listener);
    this.#undo.push(() => events.off(name, listener));
  }

  /** Ends after so many ms from now, unless called again before; without a number not yet. */
  restart(after: number | undefined): void {
    this.#rest?.cancel();
    this.#rest =
      after === undefined ? undefined : this.#time.after(after, 'device test rest', () => this.#finish());
  }

  /** @returns what the device said, if that ended it. @throws the reason of the signal, if the technician did */
  async end(): Promise<DeviceStatus | undefined> {
    try {
      const status = await this.#over;
      this.#signal.throwIfAborted();
      return status;
    } finally {
      for (const undo of this.#undo.splice(0)) undo();
    }
  }
}
