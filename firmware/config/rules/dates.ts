import { datePattern, dayOf } from '../date';
import type { Draft } from '../draft';
import { pointerTo } from '../pointer';
import type { Finding } from '../problem';
import { type SiteHours, SiteSchema } from '../site';
import { walk } from '../walk';
import { quoted } from '../words';
import type { RuleContext } from './rule';
import { exceptionLists, hourLists } from './timetables';

/** A date stands in the calendar: 2026-02-30 does not. */
export function* dates({ site }: RuleContext): Iterable<Finding> {
  for (const { schema, value, pointer } of walk(SiteSchema, site)) {
    if (schema.pattern !== datePattern || typeof value !== 'string') continue;
    if (!new RegExp(datePattern).test(value) || dayOf(value) !== undefined) continue;
    yield { code: 'site-date', at: pointer, message: `there is no ${quoted(value)} in the calendar` };
  }
}

/** Times of several days end on or after the day on which they begin. */
export function* dateOrder(context: RuleContext): Iterable<Finding> {
  for (const { list, pointer } of hourLists(context)) {
    for (const [index, entry] of list.entries())
      yield* inOrder(entry?.validFrom, entry?.validUntil, `${pointer}/${index}/validUntil`);
  }
  for (const { list, pointer } of exceptionLists(context)) {
    for (const [index, entry] of list.entries())
      yield* inOrder(entry?.date, entry?.until, `${pointer}/${index}/until`);
  }
  for (const [position, ring] of (context.site.rings ?? []).entries()) {
    for (const [index, entry] of (ring?.substitutes ?? []).entries())
      yield* inOrder(entry?.from, entry?.until, pointerTo('rings', position, 'substitutes', index, 'until'));
  }
  for (const [index, notice] of (context.site.notices ?? []).entries())
    yield* inOrder(notice?.from, notice?.until, pointerTo('notices', index, 'until'));
}

function* inOrder(from: string | undefined, to: string | undefined, at: string): Iterable<Finding> {
  const [first, last] = [dayOf(from ?? ''), dayOf(to ?? '')];
  if (first === undefined || last === undefined || first <= last) return;
  yield { code: 'site-date-order', at, message: `it ends on ${to} and begins on ${from}` };
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** "Every second week" says from which day it is counted, and that day is one of its own. */
export function* rhythms(context: RuleContext): Iterable<Finding> {
  for (const { list, pointer } of hourLists(context)) {
    for (const [index, entry] of list.entries()) {
      const message = entry && rhythmFault(entry);
      if (!message || context.isTroubled(`${pointer}/${index}`)) continue;
      const at = `${pointer}/${index}${entry.countedFrom === undefined ? '/everyWeeks' : '/countedFrom'}`;
      yield { code: 'site-weeks', at, message };
    }
  }
}

function rhythmFault({ everyWeeks, countedFrom, days }: Draft<SiteHours>): string | undefined {
  if (everyWeeks === undefined && countedFrom === undefined) return undefined;
  if (countedFrom === undefined)
    return 'it does not say from which day the weeks are counted ("countedFrom")';
  if (everyWeeks === undefined) return 'it does not say every how many weeks it is ("everyWeeks")';
  const day = dayOf(countedFrom);
  const weekday = day === undefined ? undefined : weekdays[(((day + 4) % 7) + 7) % 7];
  if (weekday === undefined || !days || days.includes(weekday)) return undefined;
  return `${countedFrom} is a ${weekday}, and days has ${days.join(', ')}`;
}

/** No day has two exceptions, but for one day that lies in a longer time. */
export function* exceptions(context: RuleContext): Iterable<Finding> {
  for (const { list, pointer } of exceptionLists(context)) {
    const earlier: { first: number; last: number; at: string }[] = [];
    for (const [index, entry] of list.entries()) {
      const first = dayOf(entry?.date ?? '');
      const last = dayOf(entry?.until ?? entry?.date ?? '');
      if (first === undefined || last === undefined) continue;
      const at = `${pointer}/${index}`;
      const clash = earlier.find(
        other =>
          other.first <= last && first <= other.last && (first === last) === (other.first === other.last),
      );
      earlier.push({ first, last, at });
      if (!clash) continue;
      const message = `the exception ${context.placeOf(clash.at)} has some of its days`;
      yield { code: 'site-exception-twice', at, message };
    }
  }
}
