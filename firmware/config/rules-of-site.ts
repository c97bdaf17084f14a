import type { WeeklySpan } from '../servicepoint/opening';
import type { Rules } from '../servicepoint/rules';
import type { Site, SiteHours } from './site';
import { minutesOf } from './time-of-day';

/** In the core's numbering: 0 Sunday … 6 Saturday. */
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** What the core needs to know of a checked site. @throws RangeError for a site that the checker would refuse. */
export function rulesOf(site: Site): Rules {
  const [first, ...others] = site.languages;
  if (first === undefined) throw new RangeError('a site has at least one language');
  return {
    timezone: site.timezone,
    languages: [first, ...others],
    services: byId(
      site.services.map(({ id, letter, hours }) => ({
        id,
        letter,
        ...(hours ? { hours: hours.map(spanOf) } : {}),
      })),
    ),
    counters: byId(site.counters.map(({ id, services }) => ({ id, services }))),
    kiosks: byId(
      site.kiosks.map(({ id, printer }) => ({ id, ...(printer === undefined ? {} : { printer }) })),
    ),
  };
}

function spanOf({ days, from, to }: SiteHours): WeeklySpan {
  return { days: days.map(day => weekdays.indexOf(day)), from: minutes(from), to: minutes(to) };
}

function minutes(text: string): number {
  const value = minutesOf(text);
  if (value === undefined) throw new RangeError(`${text} is not a time of day`);
  return value;
}

function byId<T extends { readonly id: string }>(entries: readonly T[]): ReadonlyMap<string, T> {
  return new Map(entries.map(entry => [entry.id, entry]));
}
