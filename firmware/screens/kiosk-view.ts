import type { Site, SiteKiosk } from '../config/site';
import type { Runtime } from '../runtime';
import { callableFirst } from '../servicepoint/queue/call-order';
import { ticketAddress } from '../tickets/ticket-address';
import type { KioskFeed, KioskTicket } from './pages/kiosk/kiosk-feed';
import { type Moment, serviceView } from './service-view';
import { spokenAloud } from './speech-route';
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
  const taken = ticket === undefined ? undefined : ticketView(now, ticket, site.ticketPage?.address);
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
    speaks: spokenAloud(),
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

function ticketView({ state, runtime, at }: Moment, code: string, phones?: string): KioskTicket | undefined {
  const ticket = state.tickets.get(code);
  if (!ticket) return undefined;
  const { service, print, needsTime, slot, estimate, language } = ticket;
  const place = callableFirst(state, service, runtime.rules, at).findIndex(other => other.code === code);
  return {
    code,
    service,
    ahead: Math.max(0, place),
    print,
    needsTime,
    ...(phones !== undefined && { page: ticketAddress(phones, { code, day: state.day, language }) }),
    ...(slot !== undefined && { slot }),
    ...(estimate && { wait: { from: estimate.from, to: estimate.to } }),
  };
}
