import type { EventOf, ServiceEvent } from '../events';
import type { ServicePointState } from '../state';
import { changeCrowd } from './crowds';
import { numberOf } from './numbering';
import { allows, isEnded, isQueued, type Ticket, type Transition, transitions } from './ticket';

const msOfMinute = 60_000;

/** Takes in a fact. @throws Error when it cannot follow the state */
export function foldQueue(state: ServicePointState, event: ServiceEvent): void {
  switch (event.type) {
    case 'appliance.day-opened':
      openDay(state, event.data.day);
      break;
    case 'appliance.taken-over':
      takeOver(state, event);
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
      call(state, event);
      break;
    case 'ticket.recalled':
      move(state, event, {
        calls: found(state, event.data.ticket).calls + 1,
        recalledAt: event.at,
        overdueAt: undefined,
      });
      break;
    case 'ticket.overdue':
      move(state, event, { overdueAt: event.at });
      break;
    case 'ticket.serving':
      move(state, event, { servingAt: event.at });
      break;
    case 'ticket.parked': {
      const { minutes } = event.data;
      move(state, event, { returnAt: minutes === undefined ? undefined : event.at + minutes * msOfMinute });
      break;
    }
    case 'ticket.returned':
      move(state, event, { queuedAt: event.at });
      break;
    case 'ticket.transferred':
      transfer(state, event);
      break;
    case 'ticket.reinstated':
      move(state, event, {
        ...atEnd(state, event),
        endedAt: undefined,
        reinstated: found(state, event.data.ticket).reinstated + 1,
      });
      break;
    case 'ticket.served':
    case 'ticket.no-show':
    case 'ticket.cancelled':
      move(state, event, { endedAt: event.at });
      break;
  }
}

function takeOver(state: ServicePointState, { data }: EventOf<'appliance.taken-over'>): void {
  for (const { letter, after } of data.numbers) state.numbers.set(letter, after);
}

function openDay(state: ServicePointState, day: string): void {
  state.day = day;
  state.tickets.clear();
  state.queues.clear();
  state.crowds.clear();
  state.parked.clear();
  state.counters.clear();
  state.numbers.clear();
}

const instants = ['calledAt', 'recalledAt', 'overdueAt', 'servingAt', 'returnAt'] as const;

/** Everybody who has not ended has waited as long as before. An appointment is a time of day: it stays. */
function stepClock(state: ServicePointState, by: number): void {
  for (const ticket of state.tickets.values()) {
    if (isEnded(ticket)) continue;
    const { issuedAt, queuedAt, placeSince, firstCall } = ticket;
    const moved = instants.flatMap(name => {
      const at = ticket[name];
      return at === undefined ? [] : [[name, at + by] as const];
    });
    change(state, ticket.code, {
      issuedAt: issuedAt + by,
      queuedAt: queuedAt + by,
      placeSince: placeSince + by,
      ...(firstCall && { firstCall: { ...firstCall, at: firstCall.at + by } }),
      ...Object.fromEntries(moved),
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
    ...(data.group !== undefined && { group: data.group }),
    ...(data.slot !== undefined && { slot: data.slot }),
    kiosk: data.kiosk,
    print: data.print ? 'pending' : 'none',
    ahead: data.ahead,
    issuedAt: at,
    queuedAt: at,
    ...(data.estimate && { estimate: data.estimate }),
    order: state.facts,
    placeSince: at,
    issuedOrder: state.facts,
    calls: 0,
    reinstated: 0,
  };
  state.tickets.set(ticket.code, ticket);
  enqueue(state, ticket);
}

function call(state: ServicePointState, event: EventOf<'ticket.called'>): void {
  const { counter, ticket, service } = event.data;
  state.counters.set(counter, ticket);
  move(state, event, {
    counter,
    calledAt: event.at,
    recalledAt: undefined,
    overdueAt: undefined,
    servingAt: undefined,
    returnAt: undefined,
    calls: 1,
    firstCall: found(state, ticket).firstCall ?? { at: event.at, counter, service },
  });
}

function transfer(state: ServicePointState, event: EventOf<'ticket.transferred'>): void {
  const { ticket, service, place } = event.data;
  const { issuedOrder, issuedAt } = found(state, ticket);
  const kept = { order: issuedOrder, placeSince: issuedAt, queuedAt: event.at };
  move(state, event, { ...(place === 'first-arrival' ? kept : atEnd(state, event)), service });
}

/** The place behind everybody who waits. */
function atEnd(
  state: ServicePointState,
  { at }: ServiceEvent,
): Pick<Ticket, 'order' | 'placeSince' | 'queuedAt'> {
  return { order: state.facts, placeSince: at, queuedAt: at };
}

function move(state: ServicePointState, event: EventOf<Transition>, changes: Partial<Ticket>): void {
  const before = found(state, event.data.ticket);
  if (!allows(event.type, before))
    throw new Error(`${before.code} is ${before.state}: ${event.type} cannot follow`);
  const after: Ticket = { ...before, ...changes, state: transitions[event.type].to };
  state.tickets.set(after.code, after);
  if (isQueued(before)) dequeue(state, before);
  if (isQueued(after)) enqueue(state, after);
  if (after.state === 'parked') state.parked.add(after.code);
  else state.parked.delete(after.code);
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
  changeCrowd(state.crowds, ticket, 1);
  const queue = state.queues.get(ticket.service);
  if (!queue) {
    state.queues.set(ticket.service, [ticket.code]);
    return;
  }
  const before = queue.findLastIndex(code => (state.tickets.get(code)?.order ?? 0) < ticket.order);
  queue.splice(before + 1, 0, ticket.code);
}

function dequeue(state: ServicePointState, ticket: Ticket): void {
  changeCrowd(state.crowds, ticket, -1);
  const queue = state.queues.get(ticket.service);
  queue?.splice(queue.indexOf(ticket.code), 1);
}

function leaveCounter(state: ServicePointState, ticket: Ticket): void {
  if (ticket.counter !== undefined && state.counters.get(ticket.counter) === ticket.code)
    state.counters.delete(ticket.counter);
}
