import { type TSchema, Type } from '@sinclair/typebox';
import { Day, exactly, ServiceId, TicketCode } from '../vocabulary';
import { BookingCode, BookingSource, Minutes, Slot } from './booking-words';

/**
 * What is known of bookings and what came of them: a code, a time and a queue, never a name (PRV-01). None of these facts leaves the box: with
 * the code a booking system could tie a ticket to a person. What leaves is the appointment's time in `ticket.issued`, and counts.
 */
export const bookingFacts = {
  'ticket.booked': exactly({
    booking: BookingCode,
    source: BookingSource,
    /** Local date of the slot. */
    day: Day,
    service: ServiceId,
    slot: Slot,
    minutes: Type.Optional(Minutes),
  }),
  /** To another time, another service or another length; common enough to be counted (STA-24). */
  'ticket.booking-moved': exactly({
    booking: BookingCode,
    day: Day,
    service: ServiceId,
    slot: Slot,
    minutes: Type.Optional(Minutes),
  }),
  'ticket.booking-cancelled': exactly({ booking: BookingCode, service: ServiceId, slot: Slot }),
  /** Nobody had checked in some time after the slot. Whoever comes after all may still do so. */
  'ticket.booking-missed': exactly({ booking: BookingCode, service: ServiceId, slot: Slot }),
  /** The customer is here and has the ticket, which was issued just before. */
  'ticket.checked-in': exactly({ booking: BookingCode, ticket: TicketCode }),
} as const satisfies Record<string, TSchema>;

export type BookingFact = keyof typeof bookingFacts;

export function isBookingFact(type: string): type is BookingFact {
  return Object.hasOwn(bookingFacts, type);
}
