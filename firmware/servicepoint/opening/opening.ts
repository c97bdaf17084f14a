import type { CounterRules, Rules, ServiceRules } from '../rules';
import { dayName } from './calendar';
import type { MinuteSpan } from './hours';
import { instantsOf, localTime } from './local-time';
import { spansOn, type Timetable } from './timetable';

/** A time of being open, ms since 1970-01-01 UTC; `to` is exclusive. */
export interface OpenSpan {
  readonly from: number;
  readonly to: number;
}

/** When a closed service opens, by the clock of the site. */
export interface NextOpening {
  /** ms since 1970-01-01 UTC */
  readonly at: number;
  /** YYYY-MM-DD */
  readonly day: string;
  /** Minutes since local midnight. */
  readonly minute: number;
}

/** Days that are looked at for the next opening: a visit once a year is still found. */
const horizon = 400;

/** Of the day that was asked for last, by what was asked for: every number taken asks for the same. */
const remembered = new WeakMap<
  Rules,
  Map<string, { readonly day: number; readonly spans: readonly OpenSpan[] }>
>();

/**
 * The spans of a local day in which a service is open. In the hour that autumn repeats it opens at the first of two equal times and closes
 * at the last, so it never opens twice; times that spring leaves out are the instant of the jump.
 */
export function openSpans(rules: Rules, service: ServiceRules, day: number): readonly OpenSpan[] {
  return timetableSpans(`service ${service.id}`, service, rules, day);
}

/** The spans of a local day in which an advisor is to be at a counter; undefined if that is not known. */
export function rosterSpans(
  rules: Rules,
  counter: CounterRules,
  day: number,
): readonly OpenSpan[] | undefined {
  const { id, roster } = counter;
  return roster && timetableSpans(`counter ${id}`, { hours: roster }, rules, day);
}

/** The spans of a local day in which a timetable within that of the site is on. @param name by which they are remembered, its own among the rules */
export function timetableSpans(
  name: string,
  timetable: Timetable,
  rules: Rules,
  day: number,
): readonly OpenSpan[] {
  const byName = remembered.get(rules) ?? new Map<string, { day: number; spans: readonly OpenSpan[] }>();
  const known = byName.get(name);
  if (known?.day === day) return known.spans;
  const spans = spansOn(day, timetable, rules.opening)
    .map(span => instants(day, span, rules.timezone))
    .filter(({ from, to }) => from < to);
  byName.set(name, { day, spans });
  remembered.set(rules, byName);
  return spans;
}

/** The span in which a service is open at an instant; undefined while it is closed. */
export function openSpanAt(rules: Rules, service: ServiceRules, at: number): OpenSpan | undefined {
  const day = localTime(at, rules.timezone).date;
  return openSpans(rules, service, day).find(({ from, to }) => from <= at && at < to);
}

/** The next opening after an instant, within 400 days; undefined if none is known. */
export function nextOpening(rules: Rules, service: ServiceRules, at: number): NextOpening | undefined {
  const today = localTime(at, rules.timezone).date;
  for (let day = today; day < today + horizon; day += 1) {
    // Not through `openSpans`, which is to go on remembering today.
    for (const span of spansOn(day, service, rules.opening)) {
      const { from, to } = instants(day, span, rules.timezone);
      if (at < from && from < to) return { at: from, day: dayName(day), minute: span.from };
    }
  }
  return undefined;
}

function instants(day: number, { from, to }: MinuteSpan, timezone: string): OpenSpan {
  return { from: instantsOf(day, from, timezone).first, to: instantsOf(day, to, timezone).last };
}
