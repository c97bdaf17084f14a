import { dayName, weekdayOf } from './calendar';

export interface LocalTime {
  /** YYYY-MM-DD */
  readonly day: string;
  /** The same as days since 1 January 1970 (`calendar.ts`). */
  readonly date: number;
  /** 0 Sunday … 6 Saturday. */
  readonly weekday: number;
  /** Since local midnight by the clock on the wall, 0-1439. */
  readonly minute: number;
}

const msOfMinute = 60_000;
const msOfDay = 86_400_000;

/** Clocks of all zones of today change on a quarter of an hour of UTC. */
const msOfQuarter = 15 * msOfMinute;

/** Quarters of an hour that a zone remembers, over 40 days: whoever looks further ahead pays again. */
const mostQuarters = 4096;

interface Zone {
  /** How much the clocks are ahead of UTC at an instant, ms. */
  readonly ahead: (at: number) => number;
  readonly offsets: Map<number, number>;
  last: { readonly minute: number; readonly local: LocalTime } | undefined;
}

const zones = new Map<string, Zone>();

/**
 * Local calendar time of an instant; deterministic, as the rules of the time zones are data of the runtime. Asked for every command,
 * hence remembered for the minute.
 */
export function localTime(at: number, timezone: string): LocalTime {
  const zone = zoneOf(timezone);
  const minute = Math.floor(at / msOfMinute);
  if (zone.last?.minute === minute) return zone.last.local;
  const shown = minute * msOfMinute + offset(zone, at);
  const date = Math.floor(shown / msOfDay);
  const local = {
    day: dayName(date),
    date,
    weekday: weekdayOf(date),
    minute: (shown - date * msOfDay) / msOfMinute,
  };
  zone.last = { minute, local };
  return local;
}

/** When the clocks of a zone show a time: once, twice in the hour that autumn repeats, never in the one that spring leaves out. */
export interface Shown {
  /** ms since 1970-01-01 UTC; for a time that is left out the instant at which the clocks jump over it. */
  readonly first: number;
  readonly last: number;
}

/** @param minute since midnight of the day, 0-1440 */
export function instantsOf(day: number, minute: number, timezone: string): Shown {
  const zone = zoneOf(timezone);
  const shown = day * msOfDay + minute * msOfMinute;
  const before = offset(zone, shown - msOfDay);
  const after = offset(zone, shown + msOfDay);
  const early = shown - Math.max(before, after);
  const late = shown - Math.min(before, after);
  if (early === late) return { first: early, last: early };
  const isEarly = early + offset(zone, early) === shown;
  const isLate = late + offset(zone, late) === shown;
  if (isEarly || isLate) return { first: isEarly ? early : late, last: isLate ? late : early };
  const jump = jumpBetween(zone, early, late);
  return { first: jump, last: jump };
}

/** The first minute after the clocks jumped ahead, which they did between the two. */
function jumpBetween(zone: Zone, early: number, late: number): number {
  const after = offset(zone, late);
  let [without, having] = [early, late];
  while (having - without > msOfMinute) {
    const middle = Math.floor((without + having) / 2 / msOfMinute) * msOfMinute;
    if (offset(zone, middle) === after) having = middle;
    else without = middle;
  }
  return having;
}

function zoneOf(timezone: string): Zone {
  let zone = zones.get(timezone);
  if (!zone) {
    zone = { ahead: aheadIn(timezone), offsets: new Map(), last: undefined };
    zones.set(timezone, zone);
  }
  return zone;
}

/** How much the clocks are ahead of UTC, ms. */
function offset(zone: Zone, at: number): number {
  const quarter = Math.floor(at / msOfQuarter);
  const known = zone.offsets.get(quarter);
  if (known !== undefined) return known;
  const ahead = zone.ahead(at);
  if (zone.offsets.size >= mostQuarters) zone.offsets.clear();
  zone.offsets.set(quarter, ahead);
  return ahead;
}

/**
 * The same data by two ways. A box lives in the zone of its site (`TZ`), and `Date` knows that zone; another zone needs the formats of `Intl`,
 * which take 8 MiB of memory.
 */
function aheadIn(timezone: string): (at: number) => number {
  if (hostZone() === timezone) return at => -new Date(at).getTimezoneOffset() * msOfMinute;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' });
  return at => {
    const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(at)) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * msOfMinute;
  };
}

/** A browser does not tell. */
function hostZone(): string | undefined {
  const { process } = globalThis as { readonly process?: { readonly env: { readonly TZ?: string } } };
  return process?.env.TZ;
}
