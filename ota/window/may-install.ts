import type { CatalogueCode } from '../../hal/platform/catalogue';
import { compareVersions, isVersion } from '../format/version-order';
import { type BusyReason, busyReasons, type Told } from './told';

const codes: Readonly<Record<BusyReason, CatalogueCode>> = {
  open: 'update-in-hours',
  customer: 'update-customer-here',
  visit: 'update-visit-ahead',
  ring: 'update-ring-active',
  technician: 'update-technician-here',
  'not-live': 'update-technician-here',
  clock: 'update-clock-unsure',
  journal: 'update-journal-busy',
  hub: 'update-hub-lost',
  update: 'update-hub-first',
};

/** For the start, three failed ones, the proof and the way back, with room to spare, ms. */
export const timeNeeded = 30 * 60_000;

/**
 * Why the box must not be restarted into another release now; nothing if it may (OTA-06). A box that says nothing is taken to serve somebody.
 * @param now ms since 1970-01-01 UTC
 */
export function mayNotInstall(told: Told | undefined, now: number): CatalogueCode | undefined {
  if (!told?.ready) return 'update-box-silent';
  const [reason] = told.busy;
  if (reason !== undefined) return isKnown(reason) ? codes[reason] : 'update-box-busy';
  return told.quietUntil !== null && told.quietUntil - now < timeNeeded ? 'update-too-late' : undefined;
}

/** A satellite follows its hub: why it must not start this release; nothing if it may, or if either version is none. */
export function mayNotLead({ upTo }: Told, release: string): CatalogueCode | undefined {
  const isAhead = upTo !== undefined && isVersion(upTo) && compareVersions(release, upTo) > 0;
  return isAhead ? 'update-hub-first' : undefined;
}

function isKnown(reason: string): reason is BusyReason {
  return busyReasons.includes(reason as BusyReason);
}
