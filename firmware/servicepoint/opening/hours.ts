import { placeInMonth, weekdayOf, weekNumber } from './calendar';

/** Part of a day, minutes since local midnight; `to` is exclusive and at most 1440. */
export interface MinuteSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * Hours that come again: every week, or on some weeks only, for authorities that visit (CFG-05, CFG-06).
 * Days are numbers of `calendar.ts`.
 */
export interface RecurringHours extends MinuteSpan {
  /** 0 Sunday … 6 Saturday. */
  readonly days: readonly number[];
  /** First and last day on which they hold (CFG-04). */
  readonly validFrom?: number;
  readonly validUntil?: number;
  /** Only every so many weeks, counted from the week of `from`, and never before that day. */
  readonly weeks?: { readonly every: number; readonly from: number };
  /** Only the nth of the weekday in its month, 1-5; -1 is the last. */
  readonly ofMonth?: readonly number[];
}

/** Dated hours in the place of the recurring ones; none: closed. One day beats a longer time that it lies in. */
export interface ExceptionalHours {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly hours: readonly {
    readonly days?: readonly number[];
    readonly from: number;
    readonly to: number;
  }[];
}

export function holdsOn(
  { days, validFrom, validUntil, weeks, ofMonth }: RecurringHours,
  day: number,
): boolean {
  if (!days.includes(weekdayOf(day))) return false;
  if ((validFrom !== undefined && day < validFrom) || (validUntil !== undefined && day > validUntil))
    return false;
  if (weeks && (day < weeks.from || (weekNumber(day) - weekNumber(weeks.from)) % weeks.every !== 0))
    return false;
  if (!ofMonth) return true;
  const { nth, last } = placeInMonth(day);
  return ofMonth.includes(nth) || (last && ofMonth.includes(-1));
}

/** The exception that rules a day, if any: the shortest. */
export function exceptionOn(
  exceptions: readonly ExceptionalHours[],
  day: number,
): ExceptionalHours | undefined {
  let found: ExceptionalHours | undefined;
  for (const exception of exceptions) {
    if (day < exception.firstDay || day > exception.lastDay) continue;
    if (!found || lengthOf(exception) < lengthOf(found)) found = exception;
  }
  return found;
}

export function isOneDay({ firstDay, lastDay }: ExceptionalHours): boolean {
  return firstDay === lastDay;
}

function lengthOf({ firstDay, lastDay }: ExceptionalHours): number {
  return lastDay - firstDay;
}

/** In order, with those that touch or overlap as one. */
export function united(spans: readonly MinuteSpan[]): MinuteSpan[] {
  const whole: MinuteSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = whole.at(-1);
    if (last && span.from <= last.to)
      whole[whole.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else whole.push({ from: span.from, to: span.to });
  }
  return whole;
}

/** What is in both; both in order. */
export function common(some: readonly MinuteSpan[], others: readonly MinuteSpan[]): MinuteSpan[] {
  return some.flatMap(span =>
    others
      .map(other => ({ from: Math.max(span.from, other.from), to: Math.min(span.to, other.to) }))
      .filter(({ from, to }) => from < to),
  );
}
