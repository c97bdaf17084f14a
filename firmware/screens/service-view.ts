import type { SiteService } from '../config/site';
import type { Runtime } from '../runtime';
import { dayNumber, weekdayOf } from '../servicepoint/opening/calendar';
import { issuingSpanAt, waitsPastClosing } from '../servicepoint/opening/closed';
import { localTime } from '../servicepoint/opening/local-time';
import { nextOpening } from '../servicepoint/opening/opening';
import type { ServiceRules } from '../servicepoint/rules';
import { queueOf, type ServicePointView } from '../servicepoint/state';
import { estimateWait } from '../servicepoint/wait/estimate';
import { type ClosedService, type KioskService, weekdays } from './pages/kiosk/kiosk-feed';

/** The point at an instant. */
export interface Moment {
  readonly state: ServicePointView;
  readonly runtime: Runtime;
  /** ms since 1970-01-01 UTC */
  readonly at: number;
}

/** A service as customers see it: who waits, how long, and when it opens. Nothing for one that the rules do not know. */
export function serviceView(now: Moment, { id, name, about }: SiteService): KioskService[] {
  const { state, runtime, at } = now;
  const service = runtime.rules.services.get(id);
  if (!service) return [];
  const estimate = estimateWait(state, runtime.rules, id, at);
  const closed = closedView(now, service, estimate?.minutes);
  return [
    {
      id,
      name,
      ...(about && { about }),
      waiting: queueOf(state, id).length,
      ...(estimate && { wait: { from: estimate.from, to: estimate.to } }),
      ...(closed && { closed }),
    },
  ];
}

/** By the same rules as the command `take-ticket`, so that the page and its answer never differ. */
function closedView(
  { runtime: { rules }, at }: Moment,
  service: ServiceRules,
  wait: number | undefined,
): ClosedService | undefined {
  const elsewhere = service.elsewhere && { elsewhere: service.elsewhere };
  if (issuingSpanAt(rules, service, at)) {
    return waitsPastClosing(rules, service, at, wait) ? { why: 'queue', ...elsewhere } : undefined;
  }
  const next = nextOpening(rules, service, at);
  if (!next) return { why: 'hours', ...elsewhere };
  const date = dayNumber(next.day);
  const days = date - localTime(at, rules.timezone).date;
  const weekday = weekdays[weekdayOf(date)] ?? 'sun';
  return { why: 'hours', opens: { at: next.at, days, weekday }, ...elsewhere };
}
