import type { Clockwork } from '../clockwork';
import { accept, type Decision, refuse } from '../decision';
import type { CounterRules } from '../rules';
import { currentTicket, type ServicePointView, ticketsOf } from '../state';

/**
 * Lets the current customer wait aside. With a time the ticket comes back by itself; without one it waits until somebody calls it. Whoever
 * is still parked at the end of the day gets an end of their own (`day.ts`): nobody is lost.
 */
export function park(state: ServicePointView, counter: CounterRules, minutes: number | undefined): Decision {
  const current = currentTicket(state, counter.id);
  if (!current) return refuse('counter-idle', counter.id);
  const data = { ticket: current.code, counter: counter.id, ...(minutes !== undefined && { minutes }) };
  return accept([{ type: 'ticket.parked', data }], { ticket: current.code });
}

/**
 * Parked tickets whose time has come wait again. The customer had reached the head of the queue once, and only the serving officer
 * changes places (TKT-10), so parking costs no place: the ticket stands where it stood by age, and the counter that parked it calls it
 * before all others, since its officer knows the matter (TKT-29). Other counters call it by their policies: nobody waits for one who has gone.
 */
export const returnClock: Clockwork = {
  due: (state, _, at) =>
    ticketsOf(state, [...state.parked])
      .filter(({ returnAt = Number.POSITIVE_INFINITY }) => returnAt <= at)
      .sort((one, other) => (one.returnAt ?? 0) - (other.returnAt ?? 0))
      .map(({ code: ticket, service }) => ({ type: 'ticket.returned', data: { ticket, service } })),
  next: state =>
    ticketsOf(state, [...state.parked]).reduce(
      (first, { returnAt = Number.POSITIVE_INFINITY }) => Math.min(first, returnAt),
      Number.POSITIVE_INFINITY,
    ),
};
