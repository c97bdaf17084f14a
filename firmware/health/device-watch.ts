import type { Device, DeviceStatus } from '../../hal/device';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Runtime } from '../runtime';

/** Turns what each device says of itself into facts, from the first moment on: silence begins as `unknown`. */
export class DeviceWatch {
  readonly #devices: readonly Device[];
  readonly #runtime: Runtime;
  readonly #log: Log;
  readonly #undo: (() => void)[] = [];

  constructor(devices: Iterable<Device>, runtime: Runtime, log: Log) {
    this.#devices = [...devices];
    this.#runtime = runtime;
    this.#log = log;
  }

  start(): void {
    for (const device of this.#devices) {
      const report = (status: DeviceStatus) => this.#report(device, status);
      device.events.on('status', report);
      this.#undo.push(() => device.events.off('status', report));
      report(device.status);
    }
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }

  #report(device: Device, status: DeviceStatus): void {
    const { health, code, warnings = [] } = status;
    if (health !== 'ok' && code !== 'device-not-started')
      this.#log.warn({ device: device.name, ...status }, 'device not ok');
    const args = {
      device: device.name,
      health,
      ...(code === undefined ? {} : { code }),
      warnings: [...warnings],
    };
    this.#runtime.record({ name: 'device-reported', args }).catch(error => {
      this.#log.error({ device: device.name, error: messageOf(error) }, 'device report not recorded');
    });
  }
}
