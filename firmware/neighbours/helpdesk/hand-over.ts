import { catalogue, isCatalogueCode } from '../../../hal/platform/catalogue';
import type { Site } from '../../config/site';
import type { NeighbourSettings } from '../neighbour';
import type { Case } from './cases';
import type { Course } from './troubles';

type Place = NonNullable<NeighbourSettings['helpdesk']>['place'];

export interface HandOverContext {
  readonly site: Site;
  readonly version: string;
  readonly place: Place;
  /** Of the device, in the site file (`devicePlaces`). */
  readonly standsAt: readonly string[];
  readonly driver: string;
  /** ms since 1970-01-01 UTC */
  readonly now: number;
}

/** What a helpdesk gets (S72): what it is, what to do, where, whom to ask, what happened before. Nothing about customers. */
export function handOver(
  event: 'failed' | 'mended' | 'removed',
  device: string,
  { code, since, key }: Case,
  course: Course | undefined,
  { site, version, place, standsAt, driver, now }: HandOverContext,
): object {
  return {
    event,
    fault: key,
    site: site.site,
    appliance: site.appliance,
    version,
    device,
    driver,
    ...(code !== undefined && { code, ...wordsOf(code) }),
    health: course?.health ?? 'unknown',
    since: instant(since),
    sentAt: instant(now),
    place: { name: site.name, ...place, standsAt },
    history: (course?.history ?? []).map(({ at, ...change }) => ({ at: instant(at), ...change })),
  };
}

function wordsOf(code: string): { readonly what?: string; readonly advice?: string } {
  return isCatalogueCode(code) ? catalogue[code] : {};
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
