import type { Site, SiteCounter } from '../config/site';
import type { Runtime } from '../runtime';
import { expiryOf } from '../servicepoint/presence/expiry';
import { presenceOf } from '../servicepoint/presence/presence-state';
import { firstFor } from '../servicepoint/queue/call-order';
import { patienceWith } from '../servicepoint/queue/no-show';
import { markOf } from '../servicepoint/queue/seen';
import { isQueued, type Ticket } from '../servicepoint/queue/ticket';
import { waitsOfCounter } from '../servicepoint/queue/waits';
import { openRingOf } from '../servicepoint/ringing/beginning';
import { groupOfSource, rulesOfGroup } from '../servicepoint/ringing/ring-rules';
import { currentTicket, queueOf, type ServicePointView, ticketsOf } from '../servicepoint/state';
import { messageViews } from './message-views';
import { nameById } from './name-by-id';
import type {
  CounterFeed,
  CounterRing,
  CounterToday,
  CurrentTicket,
  QueuedTicket,
} from './pages/counter/counter-feed';
import type { UpdateNotice } from './pages/shell/update-notice';
import { type OtherCallers, ringViews } from './ring-views';
import { stateOnDisk } from './state-on-disk';

const msOfMinute = 60_000;

/** Missed turns that a panel lists. */
const mostMissed = 10;

export interface CounterSource {
  readonly site: Site;
  readonly runtime: Runtime;
  readonly callers?: OtherCallers;
  readonly update?: UpdateNotice;
  /** ms since 1970-01-01 UTC */
  readonly at: number;
}

/** What the panel of a counter shows. @throws TiskiError as `stateOnDisk` */
export function counterView(source: CounterSource, counter: SiteCounter): CounterFeed {
  const { site, runtime, at } = source;
  const state = stateOnDisk(runtime);
  const { id, services } = counter;
  const tickets = [...state.tickets.values()];
  const here = (ticket: Ticket) => ticket.counter === id;
  const current = currentTicket(state, id);
  const place = placeView(source, state, id);
  const help = helpView(source, state, id);
  return {
    mode: state.mode,
    name: site.name,
    languages: site.languages,
    timezone: site.timezone,
    now: at,
    ...(source.update && { update: source.update }),
    counter: id,
    counterName: counter.name,
    mark: markOf(current),
    ...(current && { current: currentView(current, runtime) }),
    waiting: waitingFor(source, state, counter).map(queued),
    parked: tickets.filter(ticket => ticket.state === 'parked' && here(ticket)).map(queued),
    missed: tickets
      .filter(ticket => ticket.state === 'no-show' && here(ticket))
      .sort((one, other) => (other.endedAt ?? 0) - (one.endedAt ?? 0))
      .slice(0, mostMissed)
      .map(queued),
    services: site.services.map(({ id, name, organisation }) => ({
      id,
      name,
      organisation: nameById(site.organisations, organisation),
      own: services.includes(id),
      waiting: queueOf(state, id).length,
    })),
    today: todayOf(tickets.filter(here), waitsOfCounter(state, counter, at).mean),
    ...(place && { place }),
    messages: messageViews(site, state, id),
    rings: place ? ringsFor(source, state, { place: place.id, counter: id }) : [],
    ...(help && { help }),
  };
}

/** Whom `next` calls first; behind, by age: who comes after that depends on who comes meanwhile. */
function waitingFor(
  { runtime, at }: CounterSource,
  state: ServicePointView,
  { id, services }: SiteCounter,
): Ticket[] {
  const { rules } = runtime;
  const rulesHere = rules.counters.get(id);
  const first = rulesHere && firstFor(state, rulesHere, rules, at);
  const others = services
    .flatMap(service => ticketsOf(state, queueOf(state, service)))
    .filter(ticket => isQueued(ticket) && ticket !== first)
    .sort((one, other) => one.order - other.order);
  return first ? [first, ...others] : others;
}

function queued(ticket: Ticket): QueuedTicket {
  const { code, service, issuedAt, needsTime, group, language, slot, reinstated, returnAt, endedAt } = ticket;
  return {
    code,
    service,
    mark: markOf(ticket),
    issuedAt,
    needsTime,
    ...(group !== undefined && { group }),
    language,
    ...(slot !== undefined && { slot }),
    cameBack: reinstated > 0,
    ...(ticket.state === 'parked' && returnAt !== undefined && { returnAt }),
    ...(ticket.state === 'no-show' && endedAt !== undefined && { endedAt }),
  };
}

function currentView(ticket: Ticket, { rules }: Runtime): CurrentTicket {
  const { calledAt = ticket.queuedAt, recalledAt, servingAt, overdueAt, calls } = ticket;
  const { untilPrompt, untilNoShow } = patienceWith(ticket, rules);
  const shownAt = recalledAt ?? calledAt;
  const isServing = ticket.state === 'serving';
  return {
    ...queued(ticket),
    state: isServing ? 'serving' : 'called',
    calledAt: shownAt,
    waitedForUntil: shownAt + untilPrompt,
    overdue: !isServing && overdueAt !== undefined,
    ...(overdueAt !== undefined && Number.isFinite(untilNoShow) && { givenUpAt: overdueAt + untilNoShow }),
    ...(isServing && servingAt !== undefined && { servingAt }),
    calls,
  };
}

function todayOf(tickets: readonly Ticket[], meanWait: number | undefined): CounterToday {
  const served = tickets.filter(({ state }) => state === 'served');
  const lengths = served.flatMap(({ servingAt, endedAt }) =>
    servingAt !== undefined && endedAt !== undefined && endedAt > servingAt ? endedAt - servingAt : [],
  );
  const sum = lengths.reduce((all, one) => all + one, 0);
  return {
    served: served.length,
    missed: tickets.filter(({ state }) => state === 'no-show').length,
    ...(lengths.length > 0 && { meanService: Math.round(sum / lengths.length / msOfMinute) }),
    ...(meanWait !== undefined && { meanWait: Math.round(meanWait) }),
  };
}

function placeView(
  { site: { places = [] }, runtime: { rules } }: CounterSource,
  { presence }: ServicePointView,
  counter: string,
): CounterFeed['place'] {
  const place = places.find(other => other.counter === counter);
  if (!place) return undefined;
  const { id, name } = place;
  const known = presence.get(id);
  const until = known ? expiryOf(known, rules) : Number.POSITIVE_INFINITY;
  return { id, name, state: presenceOf(presence, id), ...(Number.isFinite(until) && { until }) };
}

/** What calls the place, and what it has said that it goes to. Rings that others answer are none of its business (CAL-12). */
function ringsFor(
  { site, runtime: { rules }, callers, at }: CounterSource,
  state: ServicePointView,
  own: { readonly place: string; readonly counter: string },
): CounterRing[] {
  return ringViews({ site, ...(callers && { callers }) }, state, rules, at).flatMap(group =>
    group.calls
      .filter(
        ({ places, by, source }) =>
          source !== own.counter && (places.includes(own.place) || by === own.place),
      )
      .map(({ ring, source, caller, since, acknowledged, by }) => {
        const from = site.counters.find(({ id }) => id === source)?.name;
        return {
          ring,
          kind: rulesOfGroup(rules, group.id).endsBy === 'people' ? ('help' as const) : ('call' as const),
          ...(caller && { caller }),
          ...(from && { from }),
          since,
          acknowledged,
          own: by === own.place,
        };
      }),
  );
}

function helpView(
  { site, runtime: { rules } }: CounterSource,
  state: ServicePointView,
  counter: string,
): CounterFeed['help'] {
  if (groupOfSource(rules, counter).endsBy !== 'people') return undefined;
  const ring = openRingOf(state, counter);
  const by = site.places?.find(({ id }) => id === ring?.acknowledgedBy)?.name;
  return {
    called: ring !== undefined,
    ...(ring && { since: ring.since }),
    coming: ring?.acknowledged ?? false,
    ...(by && { by }),
  };
}
