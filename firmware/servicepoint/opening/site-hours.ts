import type { Rules } from '../rules';
import { dayNumber } from './calendar';
import { united } from './hours';
import { instantsOf, localTime } from './local-time';
import { type OpenSpan, openSpans, timetableSpans } from './opening';

/** When the whole point is open on a local day: its own hours; without them, whenever any of its services is open (CFG-02). */
export function siteSpans(rules: Rules, day: number): readonly OpenSpan[] {
  if (rules.opening?.hours) return timetableSpans('the point', {}, rules, day);
  return united([...rules.services.values()].flatMap(service => openSpans(rules, service, day)));
}

export function isSiteOpen(rules: Rules, at: number): boolean {
  const spans = siteSpans(rules, dayNumber(localTime(at, rules.timezone).day));
  return spans.some(({ from, to }) => from <= at && at < to);
}

/** When what began at an instant ends with the day's work: the last closing of that local day, midnight once that is past. */
export function dayEndAfter(rules: Rules, at: number): number {
  const day = dayNumber(localTime(at, rules.timezone).day);
  const closing = siteSpans(rules, day).at(-1)?.to;
  return closing !== undefined && at < closing ? closing : instantsOf(day, 1440, rules.timezone).last;
}
