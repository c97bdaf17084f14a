import type { TSchema } from '@sinclair/typebox';
import type { DeviceKind } from '../../hal/device';
import { driverNames, loadDriver } from '../../hal/registry';

/** What the checker must know about a driver. */
export interface DriverForm {
  readonly kind: DeviceKind;
  readonly options: TSchema;
}

/** The drivers that a site file may name. */
export interface Drivers {
  readonly names: readonly string[];
  /** Throws if the driver is not there or cannot be loaded on this machine. */
  load(name: string): DriverForm;
}

export const installedDrivers: Drivers = { names: driverNames, load: loadDriver };
