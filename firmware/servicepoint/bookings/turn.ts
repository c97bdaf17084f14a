import type { Ticket } from '../queue/ticket';
import type { BookingRules } from './booking-rules';

const msOfMinute = 60_000;

/**
 * Whose turn it is where booked customers and others share a queue (TKT-16). In this order:
 * 0. whose slot has come, by slot;
 * 1. who took a number, by the order in which they entered the queue;
 * 2. who is early, by slot: only when nobody else waits.
 */
export interface Turn {
  readonly rank: 0 | 1 | 2;
  /** Within a rank the lower is first. */
  readonly key: number;
  /** Decides between equal keys. */
  readonly order: number;
}

/**
 * The slot that a ticket waits for; undefined for one without a booking, and for one that was sent to another queue or reinstated, which
 * stands at the end of it like any other (TKT-09, TKT-10).
 */
export function slotOf(ticket: Ticket): number | undefined {
  return ticket.state === 'waiting' ? ticket.slot : undefined;
}

/** From when a waiting ticket may be called, ms since 1970-01-01 UTC: a number at once, a booking at most `early` minutes before its slot. */
export function callableFrom(ticket: Ticket, rules: Pick<BookingRules, 'early'> | undefined): number {
  const slot = slotOf(ticket);
  return slot === undefined
    ? ticket.queuedAt
    : Math.max(ticket.queuedAt, slot - (rules?.early ?? 0) * msOfMinute);
}

/** Since when nothing but the counters keeps a waiting ticket from being called: a booking is not waited with before its slot. */
export function dueSince(ticket: Ticket): number {
  return Math.max(ticket.queuedAt, slotOf(ticket) ?? ticket.queuedAt);
}

/** The turn of a waiting ticket at an instant; undefined while it may not be called yet. */
export function turnOf(
  ticket: Ticket,
  rules: Pick<BookingRules, 'early'> | undefined,
  at: number,
): Turn | undefined {
  const { order } = ticket;
  const slot = slotOf(ticket);
  if (slot === undefined) return { rank: 1, key: order, order };
  if (slot <= at) return { rank: 0, key: slot, order };
  return callableFrom(ticket, rules) <= at ? { rank: 2, key: slot, order } : undefined;
}

/** For sorting: negative if `one` is called before `other`. */
export function byTurn(one: Turn, other: Turn): number {
  return one.rank - other.rank || one.key - other.key || one.order - other.order;
}
