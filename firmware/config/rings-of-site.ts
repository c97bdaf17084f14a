import type { Directory } from '../servicepoint/ringing/directory';
import { canonicalAddress } from '../servicepoint/ringing/directory';
import type { PlaceRules, RingLevel, RingRules } from '../servicepoint/ringing/ring-rules';
import { placesOf } from '../servicepoint/ringing/targets';
import { dayOfLoaded } from './date';
import type { Site, SiteRing } from './site';
import { minutesOfLoaded } from './time-of-day';

/** In the core's numbering: 0 Sunday … 6 Saturday. */
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** Seconds after the last level within which somebody has had the ten seconds to make contact that the staff aims at (CAL-11). */
const timeToCome = 10;

/** Seconds that a caller gives at least before a ring counts as missed. */
const leastPatience = 30;

const longestRing = 600;

export interface RingsOfSite {
  readonly places: ReadonlyMap<string, PlaceRules>;
  readonly rings: ReadonlyMap<string, RingRules>;
  readonly directory: Directory;
}

/** Who answers what rings, as the core needs it. @throws RangeError for a site that the checker would refuse */
export function ringsOf({ places = [], rings, directory = [] }: Site): RingsOfSite {
  return {
    places: new Map(
      places.map(({ id, counter, services }) => [
        id,
        { id, ...(counter !== undefined && { counter }), ...(services && { services }) },
      ]),
    ),
    rings: new Map(rings.map(ring => [ring.id, rulesOfRing(ring, places)])),
    directory: new Map(
      directory.flatMap(({ id, addresses }) =>
        addresses.map((address): [string, string] => [canonicalAddress(address), id]),
      ),
    ),
  };
}

function rulesOfRing(ring: SiteRing, places: NonNullable<Site['places']>): RingRules {
  const { id, source, button, counters = [], members = [], substitutes = [], lamps } = ring;
  const levels = levelsOf(ring);
  const longest = (ring.longest ?? longestRing) * 1000;
  const patience = Math.max((levels.at(-1)?.after ?? 0) + timeToCome * 1000, leastPatience * 1000);
  const rules = {
    id,
    sources: source !== undefined ? [source] : button !== undefined ? [button] : counters,
    endsBy: source === undefined ? ('people' as const) : ('source' as const),
    members,
    substitutes: substitutes.map(({ from, until, members: others }) => ({
      firstDay: dayOfLoaded(from),
      lastDay: dayOfLoaded(until ?? from),
      members: others,
    })),
    levels,
    missedAfter: ring.missedAfter === undefined ? Math.min(patience, longest) : ring.missedAfter * 1000,
    longest,
    quietHours: (ring.quietHours ?? []).map(({ days, from, to }) => ({
      ...(days && { days: days.map(day => weekdays.indexOf(day)) }),
      from: minutesOfLoaded(from),
      to: minutesOfLoaded(to),
    })),
  };
  const called = placesOf({ ...rules, chain: [] });
  const lampsOfPlaces = places.filter(place => called.includes(place.id)).map(({ lamp }) => lamp);
  const devices = [source, button, ...lamps, ...lampsOfPlaces];
  return { ...rules, chain: devices.filter(device => device !== undefined) };
}

function levelsOf({ levels, members }: SiteRing): [RingLevel, ...RingLevel[]] {
  const [first, ...others] = (levels ?? []).map(({ after, to }) => ({ after: after * 1000, to }));
  if (first) return [first, ...others];
  if (!members) return [{ after: 0, to: 'everyone' }];
  return [
    { after: 0, to: 'available' },
    { after: 20_000, to: 'everyone' },
  ];
}
