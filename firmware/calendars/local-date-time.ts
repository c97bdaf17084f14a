import { dayNumber } from '../servicepoint/opening/calendar';
import { instantsOf, localTime } from '../servicepoint/opening/local-time';

/** What a clock on the wall shows. */
export interface LocalDateTime {
  /** YYYY-MM-DD */
  readonly day: string;
  /** Since midnight, 0-1439. */
  readonly minute: number;
  /** 0-59 */
  readonly second: number;
}

const msOfDay = 86_400_000;

/** A DATE-TIME in jCal, with Z for UTC (RFC 7265, 3.6.5); undefined if it is none, or one that no calendar has. */
export function dateTimeOf(
  text: string,
): { readonly local: LocalDateTime; readonly isUtc: boolean } | undefined {
  const [, day = '', hours, minutes, seconds, utc] =
    /^((?:19[7-9]|2\d\d)\d-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(Z?)$/.exec(text) ?? [];
  if (!isDay(day)) return undefined;
  const [hour, minute, second] = [Number(hours), Number(minutes), Number(seconds)];
  // 60 is a leap second; it stands for the one before (RFC 5545, 3.3.12).
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  return { local: { day, minute: hour * 60 + minute, second: Math.min(second, 59) }, isUtc: utc === 'Z' };
}

/** Whether the calendar has such a day: no 30 February. */
function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

/** As if the clock showed UTC, ms since 1970-01-01. */
export function asUtc({ day, minute, second }: LocalDateTime): number {
  return dayNumber(day) * msOfDay + (minute * 60 + second) * 1000;
}

/**
 * The instant at which the clocks of a zone show a time: the first of two, and for one that spring leaves out the time by the clock before it
 * was put forward (RFC 5545, 3.3.5).
 */
export function instantIn(timezone: string, { day, minute, second }: LocalDateTime): number {
  const number = dayNumber(day);
  const { first } = instantsOf(number, minute, timezone);
  const isShown = localTime(first, timezone).minute === minute;
  const whole = isShown ? first : instantsOf(number - 1, minute, timezone).first + msOfDay;
  return whole + second * 1000;
}
