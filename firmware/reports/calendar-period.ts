import { monthOf, quarterOf } from '../servicepoint/measures/period';
import { dayName, dayNumber } from '../servicepoint/opening/calendar';
import type { PeriodKind } from './measure-book';

/** `2026-03-14`, `2026-03` or `2026-Q1`: the period in which a day lies. @param day YYYY-MM-DD */
export function periodOf(kind: PeriodKind, day: string): string {
  return kind === 'day' ? day : kind === 'month' ? monthOf(day) : quarterOf(day);
}

/** The first day of the period before or after the one in which a day lies. */
export function neighbourOf(kind: PeriodKind, day: string, way: -1 | 1): string {
  if (kind === 'day') return dayName(dayNumber(day) + way);
  const months = kind === 'month' ? 1 : 3;
  const [year = 0, month = 1] = day.split('-').map(Number);
  const first = Math.floor((month - 1) / months) * months + way * months;
  return new Date(Date.UTC(year, first, 1)).toISOString().slice(0, 10);
}

/** Monday of the week in which a day lies. */
export function weekOf(day: string): string {
  const number = dayNumber(day);
  // 1 January 1970 was a Thursday.
  return dayName(number - ((number + 3) % 7));
}
