import { weekdayOf } from './calendar';
import { type FreeDay, isFree } from './holidays';
import {
  common,
  type ExceptionalHours,
  exceptionOn,
  holdsOn,
  isOneDay,
  type MinuteSpan,
  type RecurringHours,
  united,
} from './hours';

/** When somebody is there: a service, a whole site, or the advisor of a counter. */
export interface Timetable {
  /** Absent: always, also on free days. */
  readonly hours?: readonly RecurringHours[];
  readonly exceptions?: readonly ExceptionalHours[];
}

/** The hours of the whole point, which are another thing than those of each service (CFG-02), and what limits both. */
export interface SiteTimetable extends Timetable {
  /** Days on which recurring hours do not hold. */
  readonly closedOn?: readonly FreeDay[];
}

const allDay: readonly MinuteSpan[] = [{ from: 0, to: 1440 }];

/**
 * When a timetable within a site is on, on one day, in order. What is dated beats what recurs: an exception of one day holds on a free
 * day too, one of many days (summer hours) does not. The site's own hours and exceptions limit everything.
 */
export function spansOn(day: number, timetable: Timetable, site: SiteTimetable = {}): readonly MinuteSpan[] {
  const own = spansOfOne(day, timetable, site.closedOn);
  const dated = timetable.exceptions && exceptionOn(timetable.exceptions, day);
  // A day that the timetable names itself is not taken away again by the calendar, only by what the site has dated.
  const closedOn = dated && isOneDay(dated) ? [] : site.closedOn;
  const ofSite = spansOfOne(day, site, closedOn);
  return ofSite === allDay ? own : own === allDay ? ofSite : common(own, ofSite);
}

function spansOfOne(
  day: number,
  { hours, exceptions = [] }: Timetable,
  closedOn: readonly FreeDay[] = [],
): readonly MinuteSpan[] {
  const dated = exceptionOn(exceptions, day);
  if (dated && isOneDay(dated)) return united(dated.hours);
  if (!dated && !hours) return allDay;
  if (isFree(day, closedOn)) return [];
  if (!dated) return united((hours ?? []).filter(entry => holdsOn(entry, day)));
  const weekday = weekdayOf(day);
  return united(dated.hours.filter(({ days }) => !days || days.includes(weekday)));
}
