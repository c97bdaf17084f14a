import type { Rules, ServiceRules } from '../rules';
import type { MinuteSpan } from './hours';
import { localTime } from './local-time';
import { openSpanAt } from './opening';
import { spansOn } from './timetable';

const msOfMinute = 60_000;

/** Who may wait until so long before closing should know when that is; minutes. */
const margin = 30;

/** A wait that nobody can estimate may be so long; minutes. */
const unknownWait = 60;

/**
 * DSP-06, CFG-08. The hours of a service today, where they matter to somebody who takes a number now: when it may close, or pause, before the wait is over.
 * @param wait longest that the customer was told, minutes
 */
export function hoursToTell(
  rules: Rules,
  service: ServiceRules,
  at: number,
  wait: number = unknownWait,
): readonly MinuteSpan[] {
  const span = openSpanAt(rules, service, at);
  if (!span || at + (wait + margin) * msOfMinute < span.to) return [];
  const spans = spansOn(localTime(at, rules.timezone).date, service, rules.opening);
  return spans.every(({ from, to }) => from === 0 && to === 1440) ? [] : spans;
}
