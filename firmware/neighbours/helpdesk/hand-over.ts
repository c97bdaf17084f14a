import { catalogue, isCatalogueCode } from '../../../hal/platform/catalogue';
import type { Site } from '../../config/site';
import { adviceIn, adviceLanguages } from '../../texts/advice/advice';
import type { NeighbourSettings } from '../neighbour';
import type { Case } from './cases';
import type { Course } from './troubles';

type Place = NonNullable<NeighbourSettings['helpdesk']>['place'];

export interface HandOverContext {
  readonly site: Site;
  readonly version: string;
  readonly place: Place;
  /** Of the device, in the site file (`devicePlaces`); of a box nothing. */
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

/** In English, and under `words` for whoever is to be told in Finnish or Swedish. */
function wordsOf(code: string): object {
  if (!isCatalogueCode(code)) return {};
  const words = Object.fromEntries(adviceLanguages.map(language => [language, adviceIn(code, language)]));
  return { ...catalogue[code], words };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
