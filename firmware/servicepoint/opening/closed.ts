import type { Elsewhere, Rules, ServiceRules } from '../rules';
import { nextOpening, type OpenSpan, openSpanAt } from './opening';

const msOfMinute = 60_000;

/** The span in which a service gives numbers: the opening up to its last ticket. Undefined while it gives none. */
export function issuingSpanAt(rules: Rules, service: ServiceRules, at: number): OpenSpan | undefined {
  const span = openSpanAt(rules, service, at);
  const to = span && span.to - (service.lastTicket?.minutesBefore ?? 0) * msOfMinute;
  return span && to !== undefined && at < to ? { from: span.from, to } : undefined;
}

/**
 * The last-ticket rule: whether somebody who takes a number now would still wait when the service closes. Never without an estimate: a
 * customer is not turned away on a guess.
 * @param wait minutes
 */
export function waitsPastClosing(
  rules: Rules,
  service: ServiceRules,
  at: number,
  wait: number | undefined,
): boolean {
  if (!service.lastTicket?.byWait || wait === undefined) return false;
  const span = openSpanAt(rules, service, at);
  return span !== undefined && at + wait * msOfMinute > span.to;
}

/** What somebody is told who gets no number (TKT-13): when to come back, and where to turn instead. For texts and pages to put in words. */
export type ClosedResult = {
  readonly service: string;
  /** Null if no opening is known. `time` is HH:MM by the clock of the site, `at` ms since 1970-01-01 UTC. */
  readonly opens: { readonly at: number; readonly day: string; readonly time: string } | null;
  readonly elsewhere?: Elsewhere;
};

export function closedResult(rules: Rules, service: ServiceRules, at: number): ClosedResult {
  const next = nextOpening(rules, service, at);
  const { elsewhere } = service;
  return {
    service: service.id,
    opens: next ? { at: next.at, day: next.day, time: clock(next.minute) } : null,
    ...(elsewhere && { elsewhere }),
  };
}

function clock(minute: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
