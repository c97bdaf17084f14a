import type { Driver, DriverContext } from '../../driver';
import { defaultLimits } from './limits';
import { type XapiRingOptions, xapiRingOptions } from './options';
import { XapiRing } from './xapi-ring';

/** Incoming calls of Cisco RoomOS and CE video units. */
export const driver: Driver = {
  kind: 'ring-source',
  options: xapiRingOptions,
  supervision: 'device',
  proof: 4_000,
  create(name: string, options: XapiRingOptions, { time, log }: DriverContext) {
    return new XapiRing(name, { options, limits: defaultLimits, time, log, random: Math.random });
  },
};
