/** Dates without a time zone, as days since 1 January 1970; written as YYYY-MM-DD. */

const msOfDay = 86_400_000;

/** @throws RangeError for a date that no calendar has, such as 2026-02-30 */
export function dayNumber(day: string): number {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at) || dayName(at / msOfDay) !== day) throw new RangeError(`${day} is not a date`);
  return at / msOfDay;
}

export function dayName(number: number): string {
  return new Date(number * msOfDay).toISOString().slice(0, 10);
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(number: number): number {
  // Day 0 was a Thursday.
  return (((number + 4) % 7) + 7) % 7;
}

/** Weeks since the one of day 0; they begin on Monday (ISO 8601). */
export function weekNumber(number: number): number {
  return Math.floor((number + 3) / 7);
}

export interface PlaceInMonth {
  /** 1 for the first of its weekday in the month, up to 5. */
  readonly nth: number;
  /** No other of its weekday follows in the month. */
  readonly last: boolean;
}

export function placeInMonth(number: number): PlaceInMonth {
  const date = new Date(number * msOfDay);
  const dayOfMonth = date.getUTCDate();
  const daysInMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return { nth: Math.ceil(dayOfMonth / 7), last: dayOfMonth + 7 > daysInMonth };
}
