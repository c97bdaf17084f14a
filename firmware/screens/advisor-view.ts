import type { Site } from '../config/site';
import type { Runtime } from '../runtime';
import type { Message } from '../servicepoint/messages/message-state';
import { presenceOf } from '../servicepoint/presence/presence-state';
import { callableFirst } from '../servicepoint/queue/call-order';
import { markOf } from '../servicepoint/queue/seen';
import { allows, isAtCounter, isQueued, type Ticket } from '../servicepoint/queue/ticket';
import { waitsOfService } from '../servicepoint/queue/waits';
import { groupOfSource } from '../servicepoint/ringing/ring-rules';
import { currentTicket, type ServicePointView } from '../servicepoint/state';
import { nameById } from './name-by-id';
import type {
  AdvisorAct,
  AdvisorFeed,
  AdvisorService,
  AdvisorTicket,
  SentMessage,
} from './pages/advisor/advisor-feed';
import type { UpdateNotice } from './pages/shell/update-notice';
import { endedRingViews, type OtherCallers, placeViews, ringViews } from './ring-views';
import { type Moment, serviceView } from './service-view';
import { stateOnDisk } from './state-on-disk';

/** ms after its last customer for which a counter counts as staffed. */
const justServed = 15 * 60_000;

/** Calls of today that are still spoken of. */
const mostEnded = 10;

export interface AdvisorSource {
  readonly site: Site;
  readonly runtime: Runtime;
  readonly callers?: OtherCallers;
  readonly update?: UpdateNotice | undefined;
  /** ms since 1970-01-01 UTC */
  readonly at: number;
}

/** What the tablet of a lobby advisor shows. @param own the place of the link. @throws TiskiError as `stateOnDisk` */
export function advisorView(source: AdvisorSource, own: string | undefined): AdvisorFeed {
  const { site, runtime, at } = source;
  const { rules } = runtime;
  const state = stateOnDisk(runtime);
  const now: Moment = { state, runtime, at };
  const printer = site.kiosks[0]?.printer;
  return {
    mode: state.mode,
    name: site.name,
    languages: site.languages,
    timezone: site.timezone,
    now: at,
    ...(source.update && { update: source.update }),
    ...(own !== undefined && { own }),
    services: servicesOf(site, now),
    tickets: ticketsOf(now),
    counters: site.counters.map(({ id, name, services }) => ({ id, name, services })),
    places: placeViews(site, state, rules).map(({ counter: _, ...place }) => place),
    ...callsOf(source, state),
    presets: (site.messages ?? []).map(({ id, text }) => ({ id, text })),
    messages: Array.from(state.messages.sent.values(), sentView).reverse(),
    checksIn: rules.bookings !== undefined,
    printsOnPaper: printer !== undefined && state.devices.get(printer)?.health === 'ok',
  };
}

function servicesOf(site: Site, now: Moment): AdvisorService[] {
  const { state, at } = now;
  const staffed = site.counters.filter(counter => isStaffed(site, now, counter.id));
  return site.services.flatMap(service =>
    serviceView(now, service).map(({ id, name, wait, closed }) => {
      const { waiting, people, longest } = waitsOfService(state, id, at);
      return {
        id,
        letter: service.letter,
        name,
        organisation: nameById(site.organisations, service.organisation),
        waiting,
        people,
        ...(longest !== undefined && { longest: Math.floor(longest) }),
        ...(wait && { wait }),
        atWork: staffed.filter(({ services }) => services.includes(id)).length,
        ...(closed && { closed }),
      };
    }),
  );
}

/** Somebody is at a counter who has a customer, has just had one, or says so by the button of presence. */
function isStaffed({ places = [] }: Site, { state, at }: Moment, counter: string): boolean {
  if (currentTicket(state, counter)) return true;
  const place = places.find(other => other.counter === counter);
  if (place && presenceOf(state.presence, place.id) !== 'away') return true;
  return [...state.tickets.values()].some(
    ticket => ticket.counter === counter && at - (ticket.endedAt ?? Number.NEGATIVE_INFINITY) < justServed,
  );
}

/** Those who wait in the order in which they are called, then all others. */
function ticketsOf({ state, runtime: { rules }, at }: Moment): AdvisorTicket[] {
  const waiting = [...rules.services.keys()].flatMap(service => callableFirst(state, service, rules, at));
  const others = [...state.tickets.values()].filter(
    ticket => ticket.state !== 'served' && !waiting.includes(ticket),
  );
  return [...waiting, ...others].map(ticketView);
}

function ticketView(ticket: Ticket): AdvisorTicket {
  const { code, state, service, issuedAt, counter, needsTime, group, slot, reinstated } = ticket;
  return {
    code,
    state: isQueued(ticket) ? 'waiting' : (state as AdvisorTicket['state']),
    service,
    mark: markOf(ticket),
    issuedAt,
    ...(counter !== undefined && !isQueued(ticket) && { counter }),
    needsTime,
    ...(group !== undefined && { group }),
    ...(slot !== undefined && { slot }),
    cameBack: reinstated > 0 && isQueued(ticket),
    may: mayWith(ticket),
  };
}

/** TKT-09, TKT-10. Whoever is being served is the officer's. */
function mayWith(ticket: Ticket): AdvisorAct[] {
  if (ticket.state === 'serving') return [];
  return [
    ...(allows('ticket.transferred', ticket) && !isAtCounter(ticket) ? (['transfer'] as const) : []),
    ...(allows('ticket.cancelled', ticket) ? (['cancel'] as const) : []),
    ...(allows('ticket.reinstated', ticket) ? (['reinstate'] as const) : []),
  ];
}

function callsOf(
  { site, runtime: { rules }, callers, at }: AdvisorSource,
  state: ServicePointView,
): Pick<AdvisorFeed, 'calls' | 'ended'> {
  const told = { site, ...(callers && { callers }) };
  const ofSource = (source: string) => ({
    kind: groupOfSource(rules, source).endsBy === 'people' ? ('help' as const) : ('call' as const),
    ...(rules.counters.has(source) && { counter: source }),
  });
  return {
    calls: ringViews(told, state, rules, at)
      .flatMap(({ calls }) => calls)
      .sort((one, other) => one.since - other.since)
      .map(({ ring, source, caller, since, acknowledged, by }) => ({
        ring,
        ...ofSource(source),
        ...(caller && { caller }),
        source,
        since,
        acknowledged,
        ...(by !== undefined && { by }),
      })),
    ended: endedRingViews(told, state)
      .slice(0, mostEnded)
      .map(({ ring, source, caller, since, outcome, wrong }) => ({
        ring,
        ...ofSource(source),
        ...(caller && { caller }),
        since,
        outcome,
        wrong,
      })),
  };
}

function sentView({ id, preset, about, sentAt, expired, counters, seenBy }: Message): SentMessage {
  return {
    message: id,
    preset,
    ...(about !== undefined && { about }),
    sentAt,
    expired,
    counters: counters.map(counter => ({ id: counter, seen: seenBy.includes(counter) })),
  };
}
