import type { DriverContext } from '../../driver';
import { TiskiError } from '../../platform/error';
import { BorrowedSatellite } from './borrowed-satellite';

const satellites = new WeakMap<DriverContext, Map<string, BorrowedSatellite>>();

/** The one link to a satellite that all its devices share. @throws TiskiError `satellite-broker-missing` */
export function satelliteAt(satellite: string, context: DriverContext): BorrowedSatellite {
  const { bus, time, log } = context;
  if (!bus) throw new TiskiError('satellite-broker-missing', satellite);
  const known = satellites.get(context) ?? new Map<string, BorrowedSatellite>();
  satellites.set(context, known);
  const link = known.get(satellite) ?? new BorrowedSatellite({ satellite, bus, time, log });
  known.set(satellite, link);
  return link;
}
