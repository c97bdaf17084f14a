import type { EventDraft } from '../decision';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';
import type { Booking } from './booking-state';

const msOfMinute = 60_000;

/** Bookings that nobody came to until now: facts that time alone brings about (STA-24). */
export function dueMissed(state: ServicePointView, rules: Rules, at: number): EventDraft[] {
  const until = at - patience(rules);
  return expected(state, ({ slot }) => slot <= until).map(missed);
}

/** The next instant at which a booking becomes missed, ms since 1970-01-01 UTC; Infinity if none does. */
export function nextMissed({ bookings }: ServicePointView, rules: Rules): number {
  let first = Number.POSITIVE_INFINITY;
  for (const { state, slot } of bookings.known.values())
    if (state === 'expected' && slot < first) first = slot;
  return first + patience(rules);
}

/** Bookings of days before this one that nobody came to: they are missed, however short the time since was. */
export function missedBefore(state: ServicePointView, today: string): EventDraft[] {
  return expected(state, ({ day }) => day < today).map(missed);
}

function patience({ bookings }: Rules): number {
  return bookings ? bookings.missed * msOfMinute : Number.POSITIVE_INFINITY;
}

function expected({ bookings }: ServicePointView, isMeant: (booking: Booking) => boolean): Booking[] {
  const found: Booking[] = [];
  for (const booking of bookings.known.values())
    if (booking.state === 'expected' && isMeant(booking)) found.push(booking);
  return found;
}

function missed({ code, service, slot }: Booking): EventDraft {
  return { type: 'ticket.booking-missed', data: { booking: code, service, slot } };
}
