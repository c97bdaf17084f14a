import type { EventOf, ServiceEvent } from './events';
import { numberOf } from './numbering';
import type { ServicePointState } from './state';
import { allows, isQueued, type Ticket, type Transition, transitions } from './ticket';
import { learn } from './wait/learn';

/**
 * Folds one event into the state. Depends on nothing but the two, so a replay gives the same state on any version of the site file.
 * @throws Error when the event cannot follow the state: a damaged journal or a fault in `decide`, never a user's fault.
 */
export function evolve(state: ServicePointState, event: ServiceEvent): void {
  state.facts += 1;
  learn(state.wait, event, state);
  switch (event.type) {
    case 'appliance.started':
      // What was known of a device before the stop says nothing about it now.
      state.devices.clear();
      break;
    case 'appliance.day-opened':
      openDay(state, event.data.day);
      break;
    case 'device.changed': {
      const { device, ...report } = event.data;
      state.devices.set(device, report);
      break;
    }
    case 'ring.started': {
      const { ring, source } = event.data;
      state.rings.set(ring, { id: ring, source, since: event.at, acknowledged: false });
      state.ringCounts.set(source, ringNumber(ring));
      break;
    }
    case 'ring.acknowledged': {
      const ring = state.rings.get(event.data.ring);
      if (ring) state.rings.set(ring.id, { ...ring, acknowledged: true });
      break;
    }
    case 'ring.answered':
    case 'ring.abandoned':
      state.rings.delete(event.data.ring);
      break;
    case 'ring.chain-lost':
      state.lostChains.add(event.data.source);
      break;
    case 'ring.chain-restored':
      state.lostChains.delete(event.data.source);
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

function ringNumber(id: string): number {
  return Number(id.slice(id.indexOf('/') + 1));
}

function openDay(state: ServicePointState, day: string): void {
  state.day = day;
  state.tickets.clear();
  state.queues.clear();
  state.counters.clear();
  state.numbers.clear();
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
