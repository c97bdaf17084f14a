import { localTime } from '../opening/local-time';
import { rosterSpans } from '../opening/opening';
import type { Ticket } from '../queue/ticket';
import type { CounterRules, Rules } from '../rules';
import { type ServicePointView, ticketsOf } from '../state';
import type { WaitEstimate } from '../vocabulary';
import { bandOf } from './calibration';
import { meanRest } from './duration';
import { firstFree, pour, type Vessel, vessel } from './fluid';
import { type Habits, habitsOf } from './habits';
import { type CounterNow, counterNow } from './presence';
import { printedBand } from './printed-band';
import { type Staffed, staffedTeam } from './team';

const msOfMinute = 60_000;

/** Longer than this is not told: something is wrong with the roster. Minutes. */
const longest = 600;

/**
 * The wait of somebody who joins the queue of a service now; undefined if nobody is there to serve it: no advisor, no number
 * (product.md, "Wait estimate").
 */
export function estimateWait(
  state: ServicePointView,
  rules: Rules,
  service: string,
  at: number,
): WaitEstimate | undefined {
  return waitAfter(everybody(state, rules), { state, rules, service, at });
}

/** The wait that is left for a ticket in a queue, as `estimateWait` for who would come in its place. */
export function estimateLeft(
  state: ServicePointView,
  rules: Rules,
  { service, order }: Pick<Ticket, 'service' | 'order'>,
  at: number,
): WaitEstimate | undefined {
  const before = inOrder(state).filter(other => other.order < order);
  return waitAfter(before.map(oneOf), { state, rules, service, at });
}

function waitAfter(
  before: readonly Lot[],
  {
    state,
    rules,
    service,
    at,
  }: {
    readonly state: ServicePointView;
    readonly rules: Rules;
    readonly service: string;
    readonly at: number;
  },
): WaitEstimate | undefined {
  const habits = habitsOf(state.wait, rules);
  const vessels = filled(before, state, rules, habits, at);
  const mine = vesselsOf(service, vessels);
  const free = firstFree(mine, at, habits.rest * msOfMinute);
  const minutes = tenths(((free - at) / msOfMinute) * state.wait.trim);
  if (minutes > longest) return undefined;
  if (minutes === 0) return { minutes, low: 0, high: 0, ...printedBand({ low: 0, high: 0 }) };
  const { low, high } = bandOf(minutes, state.wait.samples, state.wait.tails);
  const band = { low: tenths(low), high: tenths(high) };
  return { minutes, ...band, ...printedBand(band) };
}

interface Place extends Vessel {
  readonly services: readonly string[];
}

/** The counters with the work on them that comes first. */
function filled(
  before: readonly Lot[],
  state: ServicePointView,
  rules: Rules,
  habits: Habits,
  at: number,
): Place[] {
  const places = teams(rules)
    .flatMap(team => staffedTeam(teamView(team, state, rules, habits, at)))
    .map(({ counter, shifts }: Staffed) => ({
      services: counter.rules.services,
      ...vessel(shifts, at + restAt(counter, habits, at)),
    }));
  const takers = new Map<string, readonly Place[]>();
  let [poured, onto]: [number, readonly Place[]] = [0, []];
  for (const { service, group, tickets } of before) {
    const vessels = takers.get(service) ?? vesselsOf(service, places);
    takers.set(service, vessels);
    // Water is one: what follows each other onto the same vessels is poured together.
    if (vessels !== onto) {
      pour(poured, onto);
      [poured, onto] = [0, vessels];
    }
    poured += habits.work(service, group) * msOfMinute * tickets;
  }
  pour(poured, onto);
  return places;
}

function vesselsOf(service: string, places: readonly Place[]): Place[] {
  return places.filter(({ services }) => services.includes(service));
}

/** Tickets of one kind that are poured together. */
interface Lot extends Pick<Ticket, 'service' | 'group'> {
  readonly tickets: number;
}

const oneOf = ({ service, group }: Ticket): Lot => ({
  service,
  tickets: 1,
  ...(group !== undefined && { group }),
});

/** Where the same counters serve all who wait, the order makes no difference: then nobody is looked at one by one. */
function everybody(state: ServicePointView, rules: Rules): Lot[] {
  const services = [...state.crowds.keys()];
  const [first] = services;
  if (services.some(service => countersOf(rules, service) !== countersOf(rules, first)))
    return inOrder(state).map(oneOf);
  return [...state.crowds].flatMap(([service, crowd]) =>
    [...crowd].map(([group, tickets]) => ({ service, group, tickets })),
  );
}

/** Everybody who waits, in the order in which they will be called. */
function inOrder(state: ServicePointView): Ticket[] {
  const all = [...state.queues.values()].flatMap(queue => ticketsOf(state, queue));
  return all.sort((a, b) => a.order - b.order);
}

const rememberedCounters = new WeakMap<Rules, Map<string, string>>();

/** Which counters serve a service, in a word to compare. */
function countersOf(rules: Rules, service = ''): string {
  const known = rememberedCounters.get(rules) ?? new Map<string, string>();
  rememberedCounters.set(rules, known);
  const found =
    known.get(service) ??
    [...rules.counters.values()]
      .flatMap(({ id, services }) => (services.includes(service) ? [id] : []))
      .join(' ');
  known.set(service, found);
  return found;
}

const rememberedTeams = new WeakMap<Rules, readonly (readonly CounterRules[])[]>();

/** Counters that serve the same, and of which a roster is known or not. */
function teams(rules: Rules): readonly (readonly CounterRules[])[] {
  const known = rememberedTeams.get(rules);
  if (known) return known;
  const byServices = new Map<string, CounterRules[]>();
  for (const counter of rules.counters.values()) {
    const key = `${counter.roster ? 'roster' : 'none'} ${[...counter.services].sort().join(' ')}`;
    byServices.set(key, [...(byServices.get(key) ?? []), counter]);
  }
  const found = [...byServices.values()];
  rememberedTeams.set(rules, found);
  return found;
}

function teamView(
  team: readonly CounterRules[],
  state: ServicePointView,
  rules: Rules,
  habits: Habits,
  at: number,
) {
  const day = localTime(at, rules.timezone).date;
  const rosters = team.flatMap(counter => {
    const spans = rosterSpans(rules, counter, day);
    return spans ? [spans] : [];
  });
  // Of the whole team: a swapped break is not an absence, and a return is not known to be whose.
  const shiftStart = Math.max(
    Number.NEGATIVE_INFINITY,
    ...rosters.flat().flatMap(({ from }) => (from <= at ? [from] : [])),
  );
  const seen = { at, shiftStart, gap: habits.gap };
  return {
    at,
    counters: team.map(counter => counterNow(state, counter, seen)),
    rosters: rosters.length > 0 ? rosters : undefined,
    rest: habits.rest * msOfMinute,
    restAt: (counter: CounterNow) => restAt(counter, habits, at),
  };
}

/** What is left of the customer at a counter, ms. */
function restAt({ ticket }: CounterNow, habits: Habits, at: number): number {
  if (!ticket) return 0;
  const elapsed = (at - (ticket.calledAt ?? at)) / msOfMinute;
  if (ticket.state === 'serving')
    return (meanRest(habits.duration(ticket.service, ticket.group), elapsed) + habits.gap) * msOfMinute;
  return Math.max(habits.missed, habits.work(ticket.service, ticket.group) - elapsed) * msOfMinute;
}

function tenths(minutes: number): number {
  return Math.round(minutes * 10) / 10;
}
