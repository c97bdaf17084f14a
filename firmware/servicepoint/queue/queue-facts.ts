import { type TSchema, Type } from '@sinclair/typebox';
import { Slot } from '../bookings/booking-words';
import {
  Channel,
  Code,
  CounterId,
  Day,
  exactly,
  KioskId,
  Language,
  ServiceId,
  TicketCode,
  WaitEstimate,
} from '../vocabulary';

/** What can happen to a ticket. */
export const queueFacts = {
  'ticket.issued': exactly({
    ticket: TicketCode,
    day: Day,
    service: ServiceId,
    language: Language,
    /** "I need more time": the customer is waited for longer when called (CAL-07). */
    needsTime: Type.Boolean(),
    /** People ahead in the same queue when the number was given. */
    ahead: Type.Integer({ minimum: 0 }),
    /** What was told about the wait; absent if nobody was there to serve. What came of it follows from the call. */
    estimate: Type.Optional(WaitEstimate),
    /** Time of the appointment that it waits for; absent without one. Which booking it was does not leave the box. */
    slot: Type.Optional(Slot),
    channel: Channel,
    /** Where it was taken. */
    kiosk: KioskId,
    /** Whether the kiosk has a printer that is to print it. */
    print: Type.Boolean(),
  }),
  'ticket.printed': exactly({ ticket: TicketCode }),
  /** The print job ended not done or unknown. The ticket stays valid and is flagged. */
  'ticket.print-unconfirmed': exactly({
    ticket: TicketCode,
    outcome: Type.Union([Type.Literal('not-done'), Type.Literal('unknown')]),
    code: Code,
  }),
  'ticket.called': exactly({ ticket: TicketCode, counter: CounterId, service: ServiceId }),
  'ticket.recalled': exactly({ ticket: TicketCode, counter: CounterId }),
  'ticket.serving': exactly({ ticket: TicketCode, counter: CounterId }),
  'ticket.parked': exactly({
    ticket: TicketCode,
    counter: CounterId,
    minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 600 })),
  }),
  'ticket.transferred': exactly({ ticket: TicketCode, from: ServiceId, service: ServiceId }),
  'ticket.served': exactly({ ticket: TicketCode, counter: CounterId, service: ServiceId }),
  'ticket.no-show': exactly({ ticket: TicketCode, counter: CounterId, service: ServiceId }),
  'ticket.reinstated': exactly({ ticket: TicketCode, service: ServiceId }),
  'ticket.cancelled': exactly({
    ticket: TicketCode,
    reason: Type.Union([Type.Literal('request'), Type.Literal('day-end')]),
  }),
} as const satisfies Record<string, TSchema>;
