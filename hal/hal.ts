import type { Device } from './device';
import type { DriverContext } from './driver';
import { LampConductor } from './lamp-conductor';
import { TiskiError } from './platform/error';
import { type DeviceOfKind, loadDriver } from './registry';

/** What the site file says about one device: its driver and that driver's options, checked against its schema. */
export interface DeviceEntry {
  readonly driver: string;
  readonly [option: string]: unknown;
}

/** What a box gives to all its drivers. */
export type HalContext = Omit<DriverContext, 'conductor'>;

/** All devices of a box, by the names of the site file. */
export class Hal {
  readonly devices: ReadonlyMap<string, Device>;

  /** Makes the devices without touching a wire. @throws TiskiError `driver-unknown` */
  constructor(entries: Readonly<Record<string, DeviceEntry>>, box: HalContext) {
    const context: DriverContext = { ...box, conductor: new LampConductor(box.time) };
    const devices = new Map<string, Device>();
    for (const [name, { driver, ...options }] of Object.entries(entries)) {
      devices.set(name, loadDriver(driver).create(name, options as never, context));
    }
    this.devices = devices;
  }

  /** The device of that name if it is of that kind; nothing for an absent name. @throws TiskiError `site-device-kind` */
  find<Kind extends keyof DeviceOfKind>(
    kind: Kind,
    name: string | undefined,
  ): DeviceOfKind[Kind] | undefined {
    if (name === undefined) return undefined;
    const device = this.devices.get(name);
    if (device?.kind !== kind) throw new TiskiError('site-device-kind', `${name} is no ${kind}`);
    return device as DeviceOfKind[Kind];
  }

  /** Starts all devices side by side; one that fails to start does not keep the others back. */
  async start(signal: AbortSignal): Promise<void> {
    await Promise.allSettled([...this.devices.values()].map(device => device.start(signal)));
  }

  async stop(): Promise<void> {
    await Promise.allSettled([...this.devices.values()].map(device => device.stop()));
  }
}
