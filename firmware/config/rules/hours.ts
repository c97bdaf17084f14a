import type { Draft } from '../draft';
import { pointerTo } from '../pointer';
import type { Finding } from '../problem';
import type { SiteHours, SiteWeekday } from '../site';
import { minutesOf } from '../time-of-day';
import type { RuleContext } from './rule';

interface Span {
  readonly from: number;
  readonly to: number;
  readonly at: string;
}

/** Hours end after they begin, and those of one service do not overlap on any day. */
export function* hours(context: RuleContext): Iterable<Finding> {
  for (const [index, service] of (context.site.services ?? []).entries()) {
    const days = new Map<SiteWeekday, Span[]>();
    for (const [position, entry] of (service?.hours ?? []).entries()) {
      const at = pointerTo('services', index, 'hours', position);
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
      const clash = (entry.days ?? []).flatMap(day => (day ? conflict(days, day, span) : []))[0];
      if (!clash) continue;
      const line = context.lineOf(clash.other.at);
      const message = `${entry.from} to ${entry.to} on ${clash.day} overlaps with the hours on line ${line}`;
      yield { code: 'site-hours-overlap', at, message };
    }
  }
}

function spanOf(entry: Draft<SiteHours>, at: string): Span | undefined {
  const from = minutesOf(entry.from ?? '');
  const to = minutesOf(entry.to ?? '');
  return from === undefined || to === undefined ? undefined : { from, to, at };
}

/** Takes the span into the day, and says which earlier one it overlaps. */
function conflict(
  days: Map<SiteWeekday, Span[]>,
  day: SiteWeekday,
  span: Span,
): { day: string; other: Span }[] {
  const spans = days.get(day) ?? [];
  const other = spans.find(({ from, to, at }) => at !== span.at && span.from < to && from < span.to);
  days.set(day, [...spans, span]);
  return other ? [{ day, other }] : [];
}
