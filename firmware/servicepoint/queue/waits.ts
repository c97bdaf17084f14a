import type { CounterRules } from '../rules';
import { queueOf, type ServicePointView, ticketsOf } from '../state';
import type { Ticket } from './ticket';

const msOfMinute = 60_000;

/** How long people wait, minutes. Queueing time: from the number to the first call (product.md, "Measures"). */
export interface Waits {
  /** Tickets that wait now. */
  readonly waiting: number;
  /** People that they stand for. */
  readonly people: number;
  /** Since when the one waits who has waited longest, counted from the number; absent when nobody waits. */
  readonly longest?: number;
  /** Tickets called for the first time today. */
  readonly called: number;
  /** Mean queueing time of those; absent before the first. */
  readonly mean?: number;
}

/** Of the queue of a service: who waits in it, and whom it was for when first called. */
export function waitsOfService(state: ServicePointView, service: string, at: number): Waits {
  return waits(
    waitingIn(state, [service]),
    calledWhere(state, call => call.service === service),
    at,
  );
}

/** Of a counter: who waits for a service of it, and whom it has called first. */
export function waitsOfCounter(
  state: ServicePointView,
  counter: Pick<CounterRules, 'id' | 'services'>,
  at: number,
): Waits {
  return waits(
    waitingIn(state, counter.services),
    calledWhere(state, call => call.counter === counter.id),
    at,
  );
}

function waits(waiting: readonly Ticket[], queueing: readonly number[], at: number): Waits {
  const since = waiting.map(({ issuedAt }) => minutes(at - issuedAt));
  return {
    waiting: waiting.length,
    people: waiting.reduce((sum, { group = 1 }) => sum + group, 0),
    ...(since.length > 0 && { longest: Math.max(...since) }),
    called: queueing.length,
    ...(queueing.length > 0 && {
      mean: tenths(queueing.reduce((sum, one) => sum + one, 0) / queueing.length),
    }),
  };
}

function waitingIn(state: ServicePointView, services: readonly string[]): Ticket[] {
  return services.flatMap(service => ticketsOf(state, queueOf(state, service)));
}

function calledWhere(
  state: ServicePointView,
  isMeant: (call: NonNullable<Ticket['firstCall']>) => boolean,
): number[] {
  return [...state.tickets.values()].flatMap(({ firstCall, issuedAt }) =>
    firstCall && isMeant(firstCall) ? minutes(firstCall.at - issuedAt) : [],
  );
}

function minutes(ms: number): number {
  return tenths(Math.max(0, ms) / msOfMinute);
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
