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
  /**
   * What its supervision watches: each device by itself, or what all devices with the same value of an option hang on, such as a board.
   * A driver that names it runs a timer at least every 30 s while a device is started, whatever became of the hardware. If none runs, the
   * driver hangs, and nothing that the device says can be believed. Absent where there is nothing to supervise.
   */
  readonly supervision?: 'device' | { readonly sharedBy: string };
  /**
   * Milliseconds within which the supervision has asked the device at least once more and believed the answer, or its absence: what the device says
   * after so long was learned meanwhile. Absent where nothing can be asked.
   */
  readonly proof?: number;
  /** Makes the device without touching any wire. `options` has passed the schema. */
  create(name: string, options: never, context: DriverContext): Device;
}
