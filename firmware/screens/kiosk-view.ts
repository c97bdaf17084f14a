import type { Site, SiteKiosk, SiteService } from '../config/site';
import type { Runtime } from '../runtime';
import { dayNumber, weekdayOf } from '../servicepoint/opening/calendar';
import { issuingSpanAt, waitsPastClosing } from '../servicepoint/opening/closed';
import { localTime } from '../servicepoint/opening/local-time';
import { nextOpening } from '../servicepoint/opening/opening';
import { callableFirst } from '../servicepoint/queue/call-order';
import type { ServiceRules } from '../servicepoint/rules';
import { queueOf, type ServicePointView } from '../servicepoint/state';
import { estimateWait } from '../servicepoint/wait/estimate';
import {
  type ClosedService,
  type KioskFeed,
  type KioskService,
  type KioskTicket,
  weekdays,
} from './pages/kiosk/kiosk-feed';
import { stateOnDisk } from './state-on-disk';

/** Seconds, where the site file says nothing: customers are slow to read, and nothing may hurry them (ACC-07). */
const usualIdle = 60;

export interface KioskSource {
  readonly site: Site;
  readonly runtime: Runtime;
  /** ms since 1970-01-01 UTC */
  readonly at: number;
}

/**
 * What the page of a kiosk shows.
 * @param ticket code of the ticket that was taken there
 * @throws TiskiError as `stateOnDisk`
 */
export function kioskView({ site, runtime, at }: KioskSource, kiosk: SiteKiosk, ticket?: string): KioskFeed {
  const state = stateOnDisk(runtime);
  const now: Moment = { state, runtime, at };
  const { id, printer, asksGroup = false, idleSeconds = usualIdle } = kiosk;
  const taken = ticket === undefined ? undefined : ticketView(now, ticket);
  const ofOrganisation = (organisation: string) =>
    site.services.filter(service => service.organisation === organisation && !service.unsure);
  return {
    mode: state.mode,
    name: site.name,
    languages: site.languages,
    timezone: site.timezone,
    now: at,
    kiosk: id,
    printer: printer === undefined ? 'none' : (state.devices.get(printer)?.health ?? 'unknown'),
    asksGroup,
    checksIn: runtime.rules.bookings !== undefined,
    idle: idleSeconds,
    organisations: site.organisations
      .map(({ id, name }) => ({
        id,
        name,
        services: ofOrganisation(id).flatMap(service => serviceView(now, service)),
      }))
      .filter(({ services }) => services.length > 0),
    unsure: site.services.filter(({ unsure }) => unsure).flatMap(service => serviceView(now, service)),
    ...(taken && { ticket: taken }),
  };
}

interface Moment {
  readonly state: ServicePointView;
  readonly runtime: Runtime;
  readonly at: number;
}

function serviceView(now: Moment, { id, name, about }: SiteService): KioskService[] {
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

function ticketView({ state, runtime, at }: Moment, code: string): KioskTicket | undefined {
  const ticket = state.tickets.get(code);
  if (!ticket) return undefined;
  const { service, print, needsTime, slot, estimate } = ticket;
  const place = callableFirst(state, service, runtime.rules, at).findIndex(other => other.code === code);
  return {
    code,
    service,
    ahead: Math.max(0, place),
    print,
    needsTime,
    ...(slot !== undefined && { slot }),
    ...(estimate && { wait: { from: estimate.from, to: estimate.to } }),
  };
}
