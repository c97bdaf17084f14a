import { byTurn, type Turn, turnOf } from '../bookings/turn';
import type { CounterRules, Rules } from '../rules';
import { queueOf, type ServicePointView, ticketsOf } from '../state';
import type { CallingRules } from './calling-rules';
import type { Ticket } from './ticket';

const msOfMinute = 60_000;

/** Without a policy of its own: appointments are kept, everybody else comes by age. Where nobody books it is oldest first. */
const usual: CallingRules = { policy: 'slots' };

/** Those of a service who may be called now. */
interface Line {
  readonly service: string;
  /** Whose turn it is among them: appointments that have come, then by place, then those who are early (TKT-16). */
  readonly head: Ticket;
  readonly turn: Turn;
  /** Who has the oldest place, for whose sake the service is chosen: an appointment does not hide who has waited behind it. */
  readonly oldest: Ticket;
}

/**
 * Whom `next` calls at a counter: whoever has come back to it from being parked, else the head of the line that its policy prefers. A
 * function of state and time alone, so that a replay and a second look give the same.
 */
export function firstFor(
  state: ServicePointView,
  counter: CounterRules,
  rules: Rules,
  at: number,
): Ticket | undefined {
  let best: { readonly line: Line; readonly rank: readonly number[] } | undefined;
  let returned: Ticket | undefined;
  for (const service of counter.services) {
    const tickets = waitingFor(state, service);
    for (const ticket of tickets) {
      const isOwn = ticket.state === 'returned' && ticket.counter === counter.id;
      if (isOwn && (!returned || ticket.queuedAt < returned.queuedAt)) returned = ticket;
    }
    const line = lineOf(service, tickets, rules, at);
    if (!line) continue;
    const rank = rankOf(line, counter.calling ?? usual, at);
    if (!best || isBefore(rank, best.rank)) best = { line, rank };
  }
  return returned ?? best?.line.head;
}

/** Waiting tickets of a service in the order in which they would be called if nobody else came; bookings that are not yet callable last. */
export function callableFirst(
  state: ServicePointView,
  service: string,
  rules: Rules,
  at: number,
): readonly Ticket[] {
  const never: Turn = { rank: 2, key: Number.POSITIVE_INFINITY, order: Number.POSITIVE_INFINITY };
  return waitingFor(state, service)
    .map(ticket => ({ ticket, turn: turnOf(ticket, rules.bookings, at) ?? never }))
    .sort((one, other) => byTurn(one.turn, other.turn))
    .map(({ ticket }) => ticket);
}

function waitingFor(state: ServicePointView, service: string): Ticket[] {
  return ticketsOf(state, queueOf(state, service));
}

function lineOf(service: string, tickets: readonly Ticket[], rules: Rules, at: number): Line | undefined {
  let line: Line | undefined;
  for (const ticket of tickets) {
    const turn = turnOf(ticket, rules.bookings, at);
    if (!turn) continue;
    if (!line) {
      line = { service, head: ticket, turn, oldest: ticket };
    } else if (byTurn(turn, line.turn) < 0) {
      // Whoever is early keeps nobody's place.
      const oldest = line.turn.rank === 2 ? ticket : line.oldest;
      line = { service, head: ticket, turn, oldest };
    }
  }
  return line;
}

/**
 * Compared number by number, the lower first. Whoever is before an appointment comes after all others under every policy.
 *
 * No policy lets anybody wait for ever. `oldest` and `slots` pass nobody over for who came later without an appointment. Under the others
 * whoever has waited `firstAfter` minutes is called before all who came later; so nobody who comes more than `firstAfter` later is called first,
 * and under `weighted` nobody who comes more than (1 - own weight / greatest weight) of it later.
 */
function rankOf({ service, turn, oldest }: Line, calling: CallingRules, at: number): readonly number[] {
  if (calling.policy === 'slots') return [turn.rank, turn.key, turn.order];
  const early = turn.rank === 2 ? 1 : 0;
  if (calling.policy === 'oldest') return [early, oldest.order];
  const age = Math.max(0, at - oldest.placeSince);
  if (age >= calling.firstAfter * msOfMinute) return [early, 0, oldest.order];
  const preference =
    calling.policy === 'weighted' ? -age * (calling.weights[service] ?? 1) : placeIn(calling.order, service);
  return [early, 1, preference, oldest.order];
}

function placeIn(order: readonly string[], service: string): number {
  const place = order.indexOf(service);
  return place < 0 ? order.length : place;
}

function isBefore(one: readonly number[], other: readonly number[]): boolean {
  for (const [index, number] of one.entries()) {
    const difference = number - (other[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
