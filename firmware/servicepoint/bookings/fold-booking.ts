import type { ServiceEvent } from '../events';
import type { Booking, Bookings } from './booking-state';

/** Cancelled bookings that are remembered. */
const mostCancelled = 500;

/**
 * Folds a fact into what is known of bookings; facts about other things leave it as it is. So does one about a booking that is not known: a replay
 * that begins with a later day has not seen it told, and the next reading of its calendar tells it again.
 */
export function foldBooking(bookings: Bookings, event: ServiceEvent): void {
  switch (event.type) {
    case 'appliance.day-opened':
      forget(bookings, event.data.day);
      break;
    case 'ticket.booked': {
      const { booking: code, ...rest } = event.data;
      bookings.told += 1;
      bookings.cancelled.delete(code);
      bookings.known.set(code, { code, ...rest, state: 'expected' });
      break;
    }
    case 'ticket.booking-moved': {
      const { booking: code, ...rest } = event.data;
      bookings.told += 1;
      const source = bookings.known.get(code)?.source;
      if (source !== undefined) bookings.known.set(code, { code, source, ...rest, state: 'expected' });
      break;
    }
    case 'ticket.booking-cancelled': {
      const booking = bookings.known.get(event.data.booking);
      bookings.told += 1;
      if (!booking) break;
      bookings.known.delete(booking.code);
      bookings.cancelled.set(booking.code, booking.day);
      const [oldest] = bookings.cancelled.keys();
      if (bookings.cancelled.size > mostCancelled && oldest !== undefined) bookings.cancelled.delete(oldest);
      break;
    }
    case 'ticket.booking-missed':
      change(bookings, event.data.booking, { state: 'missed' });
      break;
    case 'ticket.checked-in':
      change(bookings, event.data.booking, {
        state: 'arrived',
        ticket: event.data.ticket,
        arrivedAt: event.at,
      });
      break;
  }
}

/** A booking is of no more use once its day is over. */
function forget(bookings: Bookings, today: string): void {
  bookings.told = 0;
  for (const { code, day } of bookings.known.values()) if (day < today) bookings.known.delete(code);
  for (const [code, day] of bookings.cancelled) if (day < today) bookings.cancelled.delete(code);
}

function change(bookings: Bookings, code: string, changes: Partial<Booking>): void {
  const booking = bookings.known.get(code);
  if (booking) bookings.known.set(code, { ...booking, ...changes });
}
