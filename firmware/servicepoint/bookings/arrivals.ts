import type { Booking, BookingsView } from './booking-state';

/** Who is booked for a service on a day, each list by slot. */
export interface Arrivals {
  readonly expected: readonly Booking[];
  readonly arrived: readonly Booking[];
  readonly missed: readonly Booking[];
}

/** What the officer sees: who has arrived, who is still to come, who did not (TKT-02, STA-24). */
export function arrivals(bookings: BookingsView, service: string, day: string): Arrivals {
  const ofDay = [...bookings.known.values()]
    .filter(booking => booking.service === service && booking.day === day)
    .sort((one, other) => one.slot - other.slot || (one.code < other.code ? -1 : 1));
  const having = (state: Booking['state']) => ofDay.filter(booking => booking.state === state);
  return { expected: having('expected'), arrived: having('arrived'), missed: having('missed') };
}
