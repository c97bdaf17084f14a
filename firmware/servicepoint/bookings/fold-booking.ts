import type { ServiceEvent } from '../events';
import type { Booking, Bookings } from './booking-state';

/** Cancelled bookings that are remembered. */
const mostCancelled = 500;

/** Folds a fact into what is known of bookings; facts about other things leave it as it is. */
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
      const { source } = found(bookings, code);
      bookings.known.set(code, { code, source, ...rest, state: 'expected' });
      break;
    }
    case 'ticket.booking-cancelled': {
      const { code, day } = found(bookings, event.data.booking);
      bookings.told += 1;
      bookings.known.delete(code);
      bookings.cancelled.set(code, day);
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
  bookings.known.set(code, { ...found(bookings, code), ...changes });
}

function found(bookings: Bookings, code: string): Booking {
  const booking = bookings.known.get(code);
  if (!booking) throw new Error(`booking ${code} is not known`);
  return booking;
}
