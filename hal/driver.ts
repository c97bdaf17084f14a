import type { TSchema } from '@sinclair/typebox';
import type { Device, DeviceKind } from './device';
import type { LampConductor } from './lamp-conductor';
import type { MessageBus } from './message-bus';
import type { Log } from './platform/log';
import type { Time } from './platform/time';
import type { WireTap } from './wire-tap';

/** What a driver is given besides its options. */
export interface DriverContext {
  readonly time: Time;
  readonly log: Log;
  /** A folder that survives restarts, for rasters and counters. */
  readonly stateDir: string;
  /** Every lamp of the box changes through it, so that together they never flash more than twice a second. */
  readonly conductor: LampConductor;
  /** To the other appliances of the site; absent on a site without a broker. */
  readonly bus?: MessageBus;
  /** Who listens to the wires, if anybody does. */
  readonly tap?: WireTap;
}

/** One way to reach one kind of device. `options` is the schema of what the site file may say about it. */
export interface Driver {
  readonly kind: DeviceKind;
  readonly options: TSchema;
  /** Makes the device without touching any wire. `options` has passed the schema. */
  create(name: string, options: never, context: DriverContext): Device;
}
