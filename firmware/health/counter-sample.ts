import type { Counters, Device } from '../../hal/device';
import type { Time, Timer } from '../../hal/platform/time';

/** Counters grow with every press: on the wire they are as old as this at most, ms, or as the last change of their device. */
const sampleEvery = 3_600_000;

/** What devices have counted, as it was a while ago, so that nothing is sent for each press. `/metrics` has them as they are. */
export class CounterSample {
  readonly #devices: ReadonlyMap<string, Device>;
  readonly #time: Time;
  readonly #sample = new Map<string, Counters>();
  #timer: Timer | undefined;

  constructor(devices: ReadonlyMap<string, Device>, time: Time) {
    this.#devices = devices;
    this.#time = time;
  }

  start(): void {
    this.#timer = this.#time.every(sampleEvery, 'counters', () => {
      for (const name of this.#devices.keys()) this.take(name);
    });
  }

  stop(): void {
    this.#timer?.cancel();
  }

  /** A fresh look at one device. */
  take(name: string): void {
    const device = this.#devices.get(name);
    if (device) this.#sample.set(name, { ...device.counters });
  }

  /** Nothing for what is no device, or has not counted yet. */
  readonly of = (name: string): Counters | undefined => this.#sample.get(name);
}
