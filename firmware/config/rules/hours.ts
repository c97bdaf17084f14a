import { dayOf } from '../date';
import type { Draft } from '../draft';
import type { Finding } from '../problem';
import type { SiteHours, SiteWeekday } from '../site';
import { minutesOf } from '../time-of-day';
import type { RuleContext } from './rule';
import { hourLists } from './timetables';

interface Span {
  readonly from: number;
  readonly to: number;
  readonly at: string;
  readonly entry: Draft<SiteHours>;
}

/** Hours end after they begin, and those of one list do not overlap on any day. */
export function* hours(context: RuleContext): Iterable<Finding> {
  for (const { list, pointer } of hourLists(context)) {
    const days = new Map<SiteWeekday, Span[]>();
    for (const [position, entry] of list.entries()) {
      const at = `${pointer}/${position}`;
      const span = entry && spanOf(entry, at);
      if (!span) continue;
      if (span.to <= span.from) {
        yield {
          code: 'site-hours',
          at: `${at}/to`,
          message: `it ends at ${entry.to} and begins at ${entry.from}`,
        };
        continue;
      }
      const clash = (entry.days ?? everyDay).flatMap(day => (day ? conflict(days, day, span) : []))[0];
      if (!clash) continue;
      const other = context.placeOf(clash.other.at);
      const message = `${entry.from} to ${entry.to} on ${clash.day} overlaps with the hours ${other}`;
      yield { code: 'site-hours-overlap', at, message };
    }
  }
}

const everyDay: readonly SiteWeekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function spanOf(entry: Draft<SiteHours>, at: string): Span | undefined {
  const from = minutesOf(entry.from ?? '');
  const to = minutesOf(entry.to ?? '');
  return from === undefined || to === undefined ? undefined : { from, to, at, entry };
}

/** Takes the span into the day, and says which earlier one it overlaps. */
function conflict(
  days: Map<SiteWeekday, Span[]>,
  day: SiteWeekday,
  span: Span,
): { day: string; other: Span }[] {
  const spans = days.get(day) ?? [];
  const other = spans.find(
    ({ from, to, at, entry }) =>
      at !== span.at && span.from < to && from < span.to && mayMeet(entry, span.entry),
  );
  days.set(day, [...spans, span]);
  return other ? [{ day, other }] : [];
}

/** Whether two hours of one weekday can be on one date. What cannot be read is taken to differ: it has been complained about. */
function mayMeet(a: Draft<SiteHours>, b: Draft<SiteHours>): boolean {
  const [from, until] = [Math.max(startOf(a), startOf(b)), Math.min(endOf(a), endOf(b))];
  return from <= until && sameWeeks(a, b) && samePlaces(a, b);
}

const startOf = ({ validFrom }: Draft<SiteHours>) => dayOf(validFrom ?? '') ?? Number.NEGATIVE_INFINITY;
const endOf = ({ validUntil }: Draft<SiteHours>) => dayOf(validUntil ?? '') ?? Number.POSITIVE_INFINITY;

/** Two rhythms meet unless their weeks are apart by something that their common divisor does not divide. */
function sameWeeks(a: Draft<SiteHours>, b: Draft<SiteHours>): boolean {
  const [first, second] = [dayOf(a.countedFrom ?? ''), dayOf(b.countedFrom ?? '')];
  if (!a.everyWeeks || !b.everyWeeks || first === undefined || second === undefined) return true;
  const weeksApart = Math.floor((first + 3) / 7) - Math.floor((second + 3) / 7);
  return weeksApart % divisorOf(a.everyWeeks, b.everyWeeks) === 0;
}

function divisorOf(a: number, b: number): number {
  return b === 0 ? a : divisorOf(b, a % b);
}

function samePlaces({ ofMonth: some }: Draft<SiteHours>, { ofMonth: others }: Draft<SiteHours>): boolean {
  if (!some || !others) return true;
  const mayBeLast = (list: typeof some) => list.some(place => place === 'fourth' || place === 'fifth');
  return (
    some.some(place => place !== undefined && others.includes(place)) ||
    (some.includes('last') && mayBeLast(others)) ||
    (others.includes('last') && mayBeLast(some))
  );
}
