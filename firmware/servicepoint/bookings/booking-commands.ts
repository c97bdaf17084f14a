import { type TSchema, Type } from '@sinclair/typebox';
import { Day, exactly, KioskId, Language, ServiceId } from '../vocabulary';
import { BookingCode, BookingSource, Minutes, Slot, TypedCode } from './booking-words';

/** More bookings than this, of today and the days ahead, are not taken. */
export const mostBookings = 2000;

/** In one command: as many as fit a message. */
const mostPushed = 200;

export const bookingCommands = {
  /** The customer has come: gives a ticket that waits for its time. */
  'check-in': exactly({
    booking: TypedCode,
    language: Type.Optional(Language),
    needsTime: Type.Optional(Type.Boolean()),
    /** Where the paper comes out; the first kiosk of the site if absent. */
    kiosk: Type.Optional(KioskId),
  }),
  /**
   * All bookings of a service on a day, in the place of those that were sent before. Taken whole or refused whole. Who is not in it any
   * more is cancelled, unless the time is past or the customer is here.
   */
  bookings: exactly({
    service: ServiceId,
    day: Day,
    bookings: Type.Array(exactly({ booking: TypedCode, slot: Slot, minutes: Type.Optional(Minutes) }), {
      maxItems: mostPushed,
    }),
  }),
} as const satisfies Record<string, TSchema>;

export const bookingInternalCommands = {
  /** A calendar has been read: all that it holds. */
  'calendar-read': exactly({
    source: BookingSource,
    bookings: Type.Array(
      exactly({ booking: BookingCode, service: ServiceId, slot: Slot, minutes: Type.Optional(Minutes) }),
      { maxItems: mostBookings },
    ),
    /** Said to be cancelled, not merely gone. */
    cancelled: Type.Array(BookingCode),
  }),
} as const satisfies Record<string, TSchema>;
