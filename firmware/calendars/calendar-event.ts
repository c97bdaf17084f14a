import type { Part } from './calendar-parts';
import type { CalendarZones } from './calendar-zones';
import { ical, type JcalProperty, propertiesOf, propertyOf, textOf } from './ical';
import { dateTimeOf } from './local-date-time';

const msOfMinute = 60_000;

/** What is taken of an event. */
export interface CalendarEvent {
  readonly uid: string;
  /** The higher replaces the lower (RFC 5545, 3.8.7.4); then the later stamp. */
  readonly sequence: number;
  readonly stamp: string;
  /** ms since 1970-01-01 UTC */
  readonly start: number;
  readonly minutes?: number;
  readonly categories: readonly string[];
  readonly isCancelled: boolean;
  /** Part of a series. */
  readonly isRecurring: boolean;
}

/** Why an event cannot be understood. */
export type EventFault = 'unreadable' | 'time-unclear' | 'timezone-unknown';

/** The event, why it cannot be understood, or undefined if it is no appointment: an all-day event, or time marked as free. */
export function eventOf(
  part: Part,
  zones: CalendarZones,
  timezone: string,
): CalendarEvent | EventFault | undefined {
  const properties = propertiesOf(part);
  const uid = properties && textOf(properties, 'uid')?.trim();
  if (!properties || !uid) return 'unreadable';
  const begin = propertyOf(properties, 'dtstart');
  if (!begin) return 'time-unclear';
  if (begin[2] === 'date' || textOf(properties, 'transp')?.toUpperCase() === 'TRANSPARENT') return undefined;
  const start = instantOf(begin, zones, timezone);
  if (typeof start === 'string') return start;
  const minutes = minutesOf(properties, start, zones, timezone);
  return {
    uid,
    sequence: sequenceOf(properties),
    stamp: textOf(properties, 'dtstamp') ?? '',
    start,
    ...(minutes !== undefined && { minutes }),
    categories: properties
      .filter(([name]) => name === 'categories')
      .flatMap(([, , , ...values]) => values)
      .filter(value => typeof value === 'string'),
    isCancelled: textOf(properties, 'status')?.toUpperCase() === 'CANCELLED',
    isRecurring: properties.some(([name]) => ['rrule', 'rdate', 'recurrence-id'].includes(name)),
  };
}

/** The instant of a DATE-TIME of the calendar. */
export function instantOf(
  [, parameters, type, value]: JcalProperty,
  zones: CalendarZones,
  timezone: string,
): number | EventFault {
  const time = type === 'date-time' && typeof value === 'string' ? dateTimeOf(value) : undefined;
  if (!time) return 'time-unclear';
  const { tzid } = parameters;
  // A time without a zone is meant where it is read: at the site (RFC 5545, 3.3.5, form 1).
  const zone = time.isUtc ? 'UTC' : typeof tzid === 'string' ? tzid : timezone;
  return zones.instantOf(time.local, zone) ?? 'timezone-unknown';
}

/** Of no use, and left out, unless between a minute and a day. */
function minutesOf(
  properties: readonly JcalProperty[],
  start: number,
  zones: CalendarZones,
  timezone: string,
): number | undefined {
  const end = propertyOf(properties, 'dtend');
  const until = end ? instantOf(end, zones, timezone) : start + durationOf(properties);
  if (typeof until === 'string') return undefined;
  const minutes = Math.round((until - start) / msOfMinute);
  return minutes >= 1 && minutes <= 1440 ? minutes : undefined;
}

/** ms; 0 if there is none. */
export function durationOf(properties: readonly JcalProperty[]): number {
  const text = textOf(properties, 'duration');
  if (text === undefined) return 0;
  try {
    return ical().Duration.fromString(text).toSeconds() * 1000;
  } catch {
    return 0;
  }
}

export function sequenceOf(properties: readonly JcalProperty[]): number {
  const value = propertyOf(properties, 'sequence')?.[3];
  return typeof value === 'number' && Number.isInteger(value) ? value : 0;
}
