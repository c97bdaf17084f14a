import type { Device, DeviceStatus } from '../../hal/device';
import type { CatalogueCode } from '../../hal/platform/catalogue';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time, Timer } from '../../hal/platform/time';
import type { Runtime } from '../runtime';
import { FlapDamper, type Told } from './flap-damper';

export interface DeviceWatchOptions {
  readonly devices: Iterable<Device>;
  readonly runtime: Pick<Runtime, 'record'>;
  readonly time: Time;
  readonly log: Log;
  /** Warnings that a device does not know of by itself; none, if left out. */
  readonly warningsOf?: (device: string) => readonly CatalogueCode[];
  /** Called before something new is told of a device. */
  readonly onChange?: (device: string) => void;
}

/** Most warnings of one device that are told; a device with more has other troubles. */
const mostWarnings = 8;

/**
 * Turns what each device says of itself into facts, from the first moment on: silence begins as `unknown`. A device that comes and goes is told
 * at a bounded rate.
 */
export class DeviceWatch {
  readonly #options: DeviceWatchOptions;
  readonly #devices: readonly Device[];
  readonly #looks = new Map<string, () => void>();
  readonly #undo: (() => void)[] = [];

  constructor(options: DeviceWatchOptions) {
    this.#options = options;
    this.#devices = [...options.devices];
  }

  start(): void {
    for (const device of this.#devices) this.#follow(device);
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
    this.#looks.clear();
  }

  /** The warnings that a device does not know of are others now. */
  readonly look = (device: string): void => this.#looks.get(device)?.();

  #follow(device: Device): void {
    const { time, warningsOf = () => [] } = this.#options;
    const damper = new FlapDamper();
    let alarm: Timer | undefined;
    let told = '';
    const tell = (now: Told) => {
      alarm?.cancel();
      const wait = damper.next - time.monotonic();
      alarm = Number.isFinite(wait)
        ? time.after(Math.max(0, wait), 'device steady', () => tell(damper.pass(time.monotonic())))
        : undefined;
      const text = JSON.stringify(now);
      if (text === told) return;
      told = text;
      this.#report(device, now);
    };
    const report = (status: DeviceStatus) => {
      const { health, code } = status;
      if (health !== 'ok' && code !== 'device-not-started')
        this.#options.log.warn({ device: device.name, ...status }, 'device not ok');
      const { warnings = [], ...rest } = status;
      const all = [...warnings, ...warningsOf(device.name)];
      tell(damper.take({ ...rest, warnings: all }, time.monotonic()));
    };
    device.events.on('status', report);
    this.#looks.set(device.name, () => report(device.status));
    this.#undo.push(() => {
      device.events.off('status', report);
      alarm?.cancel();
    });
    report(device.status);
  }

  #report({ name }: Device, { health, code, warnings = [] }: Told): void {
    const { runtime, log, onChange } = this.#options;
    onChange?.(name);
    const args = {
      device: name,
      health,
      ...(code !== undefined && { code }),
      warnings: warnings.slice(0, mostWarnings),
    };
    runtime.record({ name: 'device-reported', args }).catch(error => {
      log.error({ device: name, error: messageOf(error) }, 'device report not recorded');
    });
  }
}
