import type { Site } from '../config/site';
import type { Runtime } from '../runtime';
import { showings } from '../servicepoint/queue/announcements';
import { callableFirst } from '../servicepoint/queue/call-order';
import { isAtCounter, isQueued, type Ticket } from '../servicepoint/queue/ticket';
import type { ServicePointView } from '../servicepoint/state';
import { estimateLeft } from '../servicepoint/wait/estimate';
import { callsOf } from './latest-calls';
import { nameById } from './name-by-id';
import type { FollowedTicket, TicketFeed } from './pages/ticket/ticket-feed';
import { stateOnDisk } from './state-on-disk';

const mostLatest = 3;

export interface TicketSource {
  readonly site: Site;
  readonly runtime: Runtime;
  /** ms since 1970-01-01 UTC */
  readonly at: number;
}

/**
 * What the page of one number shows.
 * @param day that the number is of; today, if left out
 * @throws TiskiError as `stateOnDisk`
 */
export function ticketView({ site, runtime, at }: TicketSource, code: string, day?: string): TicketFeed {
  const { name, languages, timezone, counters } = site;
  const state = stateOnDisk(runtime);
  const ticket = day === undefined || day === state.day ? state.tickets.get(code) : undefined;
  const plan = showings(state.announcements, runtime.rules.announcements);
  const followed = ticket && followedTicket(ticket, { site, runtime, at }, state);
  return {
    mode: state.mode,
    name,
    languages,
    timezone,
    now: at,
    code,
    ...(followed && { ticket: followed }),
    latest: callsOf(state, plan)
      .filter(({ from }) => from <= at)
      .slice(0, mostLatest)
      .map(({ ticket, counter }) => ({ ticket, counter: nameById(counters, counter) })),
  };
}

function followedTicket(
  ticket: Ticket,
  { site, runtime: { rules }, at }: TicketSource,
  state: ServicePointView,
): FollowedTicket {
  const { services, counters } = site;
  const service = nameById(services, ticket.service);
  const counter = counters.find(({ id }) => id === ticket.counter)?.name;
  if (isAtCounter(ticket)) return { service, stands: standsOf(ticket), ...(counter && { counter }) };
  if (!isQueued(ticket)) return { service, stands: standsOf(ticket) };
  if (ticket.slot !== undefined) return { service, stands: 'waiting', slot: ticket.slot };
  const place = callableFirst(state, ticket.service, rules, at).findIndex(({ code }) => code === ticket.code);
  const wait = estimateLeft(state, rules, ticket, at);
  return {
    service,
    stands: 'waiting',
    ahead: Math.max(0, place),
    ...(wait && { wait: { from: wait.from, to: wait.to } }),
  };
}

function standsOf(ticket: Ticket): FollowedTicket['stands'] {
  const { state } = ticket;
  if (state === 'called' || state === 'serving') return state;
  if (state === 'parked') return 'aside';
  return state === 'no-show' ? 'missed' : 'over';
}
