import { setImmediate } from 'node:timers/promises';
import { TiskiError } from '../../hal/platform/error';
import { mostBookings } from '../servicepoint/bookings/booking-commands';
import { dayName, dayNumber } from '../servicepoint/opening/calendar';
import { durationOf, instantOf, sequenceOf } from './calendar-event';
import type { Part } from './calendar-parts';
import { CalendarZones } from './calendar-zones';
import { type JcalProperty, propertiesOf, propertyOf, textOf } from './ical';
import { dateTimeOf } from './local-date-time';
import { partsOf } from './read-calendar';
import { daysOf, seriesRuleFrom } from './series-rule';

/** Events that are read at a stretch; then whatever else the box has to do comes first. */
const stretch = 20;

const msOfMinute = 60_000;
const msOfDay = 86_400_000;

/** A reservation that is longer is a mistake, ms. */
const longest = 31 * msOfDay;

export interface BusyTimesOptions {
  /** Of the site, for times that name none. */
  readonly timezone: string;
  /** Of a reservation that does not say how long it is. */
  readonly minutes: number;
  /** What ends before or begins after is left out; ms since 1970-01-01 UTC. */
  readonly from: number;
  readonly to: number;
}

export interface BusyTime {
  readonly from: number;
  readonly to: number;
}

/** One event as it stands in the calendar: alone, the beginning of a series, or one of a series that is otherwise. */
interface Entry {
  readonly properties: readonly JcalProperty[];
  readonly uid: string;
  /** Which of the series it replaces, ms since 1970-01-01 UTC; undefined for none. */
  readonly replaces: number | undefined;
  readonly sequence: number;
  readonly stamp: string;
}

/**
 * When a calendar (RFC 5545) says that something is taken, series worked out: RRULE, RDATE, EXDATE and what replaces one of them. All-day
 * events and time marked as free are passed over.
 * @returns the times, and how many events are not understood
 * @throws TiskiError as `readCalendar`
 */
export async function readBusyTimes(
  chunks: AsyncIterable<Uint8Array>,
  options: BusyTimesOptions,
): Promise<{ readonly times: readonly BusyTime[]; readonly leftOut: number }> {
  const parts = await partsOf(chunks);
  const zones = new CalendarZones(parts.zones);
  const reading = { zones, ...options };
  const entries = new Map<string, Entry>();
  let leftOut = 0;
  for (const [index, part] of parts.events.entries()) {
    if (index % stretch === stretch - 1) await setImmediate();
    const entry = entryOf(part, reading);
    if (!entry) leftOut += 1;
    else keepLatest(entries, entry);
  }
  if (parts.isCancellation) return { times: [], leftOut };
  const replaced = new Map<string, Set<number>>();
  for (const { uid, replaces } of entries.values())
    if (replaces !== undefined) replaced.set(uid, (replaced.get(uid) ?? new Set()).add(replaces));
  const times: BusyTime[] = [];
  for (const [index, entry] of [...entries.values()].entries()) {
    if (index % stretch === stretch - 1) await setImmediate();
    const found = timesOf(entry, replaced.get(entry.uid) ?? new Set(), reading);
    if (found) times.push(...found);
    else leftOut += 1;
    if (times.length > mostBookings) throw new TiskiError('bookings-too-many', `more than ${mostBookings}`);
  }
  return { times, leftOut };
}

interface Reading extends BusyTimesOptions {
  readonly zones: CalendarZones;
}

function entryOf(part: Part, { zones, timezone }: Reading): Entry | undefined {
  const properties = propertiesOf(part);
  const uid = properties && textOf(properties, 'uid')?.trim();
  if (!properties || !uid) return undefined;
  const of = propertyOf(properties, 'recurrence-id');
  // "This and all that follow" is another series in everything but its name.
  if (of?.[1].range !== undefined) return undefined;
  const replaces = of && instantOf(of, zones, timezone);
  if (typeof replaces === 'string') return undefined;
  const stamp = textOf(properties, 'dtstamp') ?? '';
  return { properties, uid, replaces, sequence: sequenceOf(properties), stamp };
}

function keepLatest(entries: Map<string, Entry>, entry: Entry): void {
  const key = `${entry.replaces ?? ''} ${entry.uid}`;
  const before = entries.get(key);
  const isOlder =
    before &&
    (entry.sequence < before.sequence || (entry.sequence === before.sequence && entry.stamp < before.stamp));
  if (!isOlder) entries.set(key, entry);
}

/** Undefined if it is not understood. @param replaced which of the series are told otherwise */
function timesOf(
  { properties, replaces }: Entry,
  replaced: ReadonlySet<number>,
  reading: Reading,
): BusyTime[] | undefined {
  const { zones, timezone, from, to } = reading;
  const isFree = textOf(properties, 'transp')?.toUpperCase() === 'TRANSPARENT';
  if (isFree || textOf(properties, 'status')?.toUpperCase() === 'CANCELLED') return [];
  const begin = propertyOf(properties, 'dtstart');
  if (begin?.[2] === 'date') return [];
  const start = begin && instantOf(begin, zones, timezone);
  if (typeof start !== 'number') return undefined;
  const length = lengthOf(properties, start, reading);
  const starts = replaces === undefined ? startsOf(properties, start, length, reading) : [start];
  return starts
    ?.filter(at => at + length > from && at < to && !(replaces === undefined && replaced.has(at)))
    .map(at => ({ from: at, to: at + length }));
}

function lengthOf(properties: readonly JcalProperty[], start: number, reading: Reading): number {
  const { zones, timezone, minutes } = reading;
  const end = propertyOf(properties, 'dtend');
  const until = end ? instantOf(end, zones, timezone) : start + durationOf(properties);
  const length = typeof until === 'number' ? until - start : 0;
  return length >= msOfMinute && length <= longest ? length : minutes * msOfMinute;
}

/** When each of a series begins, from one length before what is asked for on; undefined if a rule is not understood. */
function startsOf(
  properties: readonly JcalProperty[],
  start: number,
  length: number,
  reading: Reading,
): number[] | undefined {
  const { from, to, zones, timezone } = reading;
  const starts = new Set([start]);
  const begin = propertyOf(properties, 'dtstart');
  const local = dateTimeOf(String(begin?.[3]))?.local;
  for (const [name, , , value] of properties) {
    if (name !== 'rrule' || !begin || !local) continue;
    const rule = seriesRuleFrom(value);
    const until = rule && untilOf(rule.until, begin, reading);
    if (!rule || until === undefined) return undefined;
    const first = dayNumber(local.day);
    const [earliest, latest] = [from - length, to].map(at => Math.floor(at / msOfDay));
    for (const day of daysOf(rule, first, (earliest ?? 0) - 1, (latest ?? 0) + 1)) {
      const text = `${dayName(day)}${String(begin[3]).slice(10)}`;
      const at = instantOf([begin[0], begin[1], 'date-time', text], zones, timezone);
      if (typeof at === 'number' && at <= until) starts.add(at);
    }
  }
  for (const name of ['rdate', 'exdate']) {
    const instants = instantsOf(properties, name, reading);
    if (!instants) return undefined;
    for (const at of instants) {
      if (name === 'rdate') starts.add(at);
      else starts.delete(at);
    }
  }
  return [...starts];
}

/** The last instant of a series; infinite if it has no end, undefined if that is not understood. */
function untilOf(until: string | undefined, begin: JcalProperty, reading: Reading): number | undefined {
  if (until === undefined) return Number.POSITIVE_INFINITY;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(until);
  const text = isDay ? `${until}T23:59:59` : until;
  const at = instantOf([begin[0], begin[1], 'date-time', text], reading.zones, reading.timezone);
  return typeof at === 'number' ? at : undefined;
}

function instantsOf(
  properties: readonly JcalProperty[],
  wanted: string,
  { zones, timezone }: Reading,
): number[] | undefined {
  const found: number[] = [];
  for (const [name, parameters, type, ...values] of properties) {
    if (name !== wanted) continue;
    for (const value of values) {
      const at = instantOf([name, parameters, type, value], zones, timezone);
      if (typeof at !== 'number') return undefined;
      found.push(at);
    }
  }
  return found;
}
