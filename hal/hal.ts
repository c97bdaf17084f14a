import type { Device, DeviceStatus } from './device';
import type { Driver, DriverContext } from './driver';
import { LampConductor } from './lamp-conductor';
import { TiskiError } from './platform/error';
import { sleep, type Time } from './platform/time';
import { type DeviceOfKind, loadDriver } from './registry';
import { SupervisedTime } from './supervised-time';

/** What the site file says about one device: its driver and that driver's options, checked against its schema. */
export interface DeviceEntry {
  readonly driver: string;
  readonly [option: string]: unknown;
}

/** What a box gives to all its drivers. */
export type HalContext = Omit<DriverContext, 'conductor'>;

/** No timer of a driver for so long means that it hangs, ms. The slowest of them pauses for 10 s. */
const quietLimit = 30_000;

/** Devices whose supervision is one. */
interface Supervised {
  readonly time: SupervisedTime;
  readonly context: DriverContext;
  readonly names: string[];
  /** Started and not stopped. */
  running: boolean;
}

/** All devices of a box, by the names of the site file. */
export class Hal {
  readonly devices: ReadonlyMap<string, Device>;
  readonly #time: Time;
  /** `Driver.proof`, by device. */
  readonly #proofs = new Map<string, number>();
  readonly #supervised = new Map<string, Supervised>();

  /** Makes the devices without touching a wire. @throws TiskiError `driver-unknown` */
  constructor(entries: Readonly<Record<string, DeviceEntry>>, box: HalContext) {
    const context: DriverContext = { ...box, conductor: new LampConductor(box.time) };
    this.#time = box.time;
    const devices = new Map<string, Device>();
    for (const [name, { driver: driverName, ...options }] of Object.entries(entries)) {
      const driver = loadDriver(driverName);
      const supervised = this.#supervise(driver, name, options, context);
      if (driver.proof !== undefined) this.#proofs.set(name, driver.proof);
      devices.set(name, driver.create(name, options as never, supervised ?? context));
    }
    this.devices = devices;
  }

  /** Devices whose driver hangs: nothing has moved in it for 30 s, and nobody knows how they are. */
  get hung(): readonly string[] {
    return [...this.#supervised.values()].flatMap(({ running, time, names }) =>
      running && time.quietFor > quietLimit ? names : [],
    );
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
    for (const supervised of this.#supervised.values()) {
      supervised.time.begin();
      supervised.running = true;
    }
    await Promise.allSettled(
      [...this.devices.values()].map(device => device.start(signal).catch(() => this.#failed(device.name))),
    );
  }

  /**
   * Stops a device and starts it again, on its own: the others on the same board or box go on. Rejects as its `start` does.
   * @throws TiskiError `device-unknown`
   */
  async restart(name: string, signal: AbortSignal): Promise<void> {
    const device = this.#device(name);
    device.restartFar?.('device');
    await device.stop();
    await device.start(signal);
  }

  /**
   * How a device is by what it was asked after the call: its supervision asks all the time, so a device that is well when `Driver.proof` has passed
   * has answered meanwhile. Disturbs nothing. One whose driver hangs is unknown.
   * @throws TiskiError `device-unknown`
   */
  async prove(name: string, signal: AbortSignal): Promise<DeviceStatus> {
    const device = this.#device(name);
    const proof = this.#proofs.get(name);
    if (proof !== undefined) await sleep(this.#time, proof, 'self-test', signal);
    const time = [...this.#supervised.values()].find(({ names }) => names.includes(name))?.time;
    if (time && proof !== undefined && time.quietFor > proof) return { health: 'unknown', code: 'part-hung' };
    return device.status;
  }

  async stop(): Promise<void> {
    for (const supervised of this.#supervised.values()) supervised.running = false;
    await Promise.allSettled([...this.devices.values()].map(device => device.stop()));
  }

  #device(name: string): Device {
    const device = this.devices.get(name);
    if (!device) throw new TiskiError('device-unknown', name);
    return device;
  }

  /** The context of a device that is supervised. Devices that share a supervision share it: drivers find their common wire by it. */
  #supervise(
    { supervision }: Driver,
    name: string,
    options: Readonly<Record<string, unknown>>,
    context: DriverContext,
  ): DriverContext | undefined {
    if (supervision === undefined) return undefined;
    const key =
      supervision === 'device'
        ? `device ${name}`
        : `${supervision.sharedBy} ${String(options[supervision.sharedBy]).toLowerCase()}`;
    const time = new SupervisedTime(context.time);
    const known = this.#supervised.get(key) ?? {
      time,
      context: { ...context, time },
      names: [],
      running: false,
    };
    known.names.push(name);
    this.#supervised.set(key, known);
    return known.context;
  }

  /** A device that could not be started has said so: it does not hang. */
  #failed(name: string): void {
    for (const supervised of this.#supervised.values())
      if (supervised.names.includes(name)) supervised.running = false;
  }
}
