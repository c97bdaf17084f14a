import type { EventOf, ServiceEvent } from '../events';
import type { ServicePointState } from '../state';
import { numberOf } from './numbering';
import { allows, isEnded, isQueued, type Ticket, type Transition, transitions } from './ticket';

/** Takes in a fact. @throws Error when it cannot follow the state */
export function foldQueue(state: ServicePointState, event: ServiceEvent): void {
  switch (event.type) {
    case 'appliance.day-opened':
      openDay(state, event.data.day);
      break;
    case 'appliance.clock-stepped':
      stepClock(state, event.data.by);
      break;
    case 'ticket.issued':
      issue(state, event);
      break;
    case 'ticket.printed':
      change(state, event.data.ticket, { print: 'printed' });
      break;
    case 'ticket.print-unconfirmed':
      change(state, event.data.ticket, { print: 'unconfirmed' });
      break;
    case 'ticket.called':
      state.counters.set(event.data.counter, event.data.ticket);
      move(state, event, { counter: event.data.counter, calledAt: event.at, servingAt: undefined, calls: 1 });
      break;
    case 'ticket.recalled':
      move(state, event, { calls: found(state, event.data.ticket).calls + 1 });
      break;
    case 'ticket.serving':
      move(state, event, { servingAt: event.at });
      break;
    case 'ticket.parked':
      move(state, event, {});
      break;
    case 'ticket.transferred':
      move(state, event, { service: event.data.service, order: state.facts, queuedAt: event.at });
      break;
    case 'ticket.reinstated':
      move(state, event, { order: state.facts, queuedAt: event.at, endedAt: undefined });
      break;
    case 'ticket.served':
    case 'ticket.no-show':
    case 'ticket.cancelled':
      move(state, event, { endedAt: event.at });
      break;
  }
}

function openDay(state: ServicePointState, day: string): void {
  state.day = day;
  state.tickets.clear();
  state.queues.clear();
  state.counters.clear();
  state.numbers.clear();
}

/** Everybody who has not ended has waited as long as before. */
function stepClock(state: ServicePointState, by: number): void {
  for (const ticket of state.tickets.values()) {
    if (isEnded(ticket)) continue;
    const { issuedAt, queuedAt, calledAt, servingAt } = ticket;
    change(state, ticket.code, {
      issuedAt: issuedAt + by,
      queuedAt: queuedAt + by,
      ...(calledAt !== undefined && { calledAt: calledAt + by }),
      ...(servingAt !== undefined && { servingAt: servingAt + by }),
    });
  }
}

function issue(state: ServicePointState, { at, data }: EventOf<'ticket.issued'>): void {
  if (state.tickets.has(data.ticket)) throw new Error(`${data.ticket} was issued twice on ${data.day}`);
  state.numbers.set(data.ticket.charAt(0), numberOf(data.ticket));
  const ticket: Ticket = {
    code: data.ticket,
    state: 'waiting',
    service: data.service,
    takenFor: data.service,
    language: data.language,
    needsTime: data.needsTime,
    ...(data.slot !== undefined && { slot: data.slot }),
    kiosk: data.kiosk,
    print: data.print ? 'pending' : 'none',
    ahead: data.ahead,
    issuedAt: at,
    queuedAt: at,
    ...(data.estimate && { estimate: data.estimate }),
    order: state.facts,
    calls: 0,
  };
  state.tickets.set(ticket.code, ticket);
  enqueue(state, ticket);
}

function move(state: ServicePointState, event: EventOf<Transition>, changes: Partial<Ticket>): void {
  const before = found(state, event.data.ticket);
  if (!allows(event.type, before))
    throw new Error(`${before.code} is ${before.state}: ${event.type} cannot follow`);
  const after: Ticket = { ...before, ...changes, state: transitions[event.type].to };
  state.tickets.set(after.code, after);
  if (isQueued(before)) dequeue(state, before);
  if (isQueued(after)) enqueue(state, after);
  if (after.state !== 'called' && after.state !== 'serving') leaveCounter(state, before);
}

function change(state: ServicePointState, code: string, changes: Partial<Ticket>): void {
  state.tickets.set(code, { ...found(state, code), ...changes });
}

function found(state: ServicePointState, code: string): Ticket {
  const ticket = state.tickets.get(code);
  if (!ticket) throw new Error(`${code} was never issued on ${state.day}`);
  return ticket;
}

function enqueue(state: ServicePointState, ticket: Ticket): void {
  const queue = state.queues.get(ticket.service);
  if (queue) queue.push(ticket.code);
  else state.queues.set(ticket.service, [ticket.code]);
}

function dequeue(state: ServicePointState, ticket: Ticket): void {
  const queue = state.queues.get(ticket.service) ?? [];
  queue.splice(queue.indexOf(ticket.code), 1);
}

function leaveCounter(state: ServicePointState, ticket: Ticket): void {
  if (ticket.counter !== undefined && state.counters.get(ticket.counter) === ticket.code)
    state.counters.delete(ticket.counter);
}
