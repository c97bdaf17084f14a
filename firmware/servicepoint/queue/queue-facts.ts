import { type TSchema, Type } from '@sinclair/typebox';
import { Slot } from '../bookings/booking-words';
import {
  Channel,
  Code,
  CounterId,
  Day,
  exactly,
  GroupSize,
  KioskId,
  Language,
  ServiceId,
  ServiceKind,
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
    /** People that it stands for; absent for one. One ticket in the figures, so many people (TKT-15). */
    group: Type.Optional(GroupSize),
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
  /** Nobody has come for as long as a customer is waited for: the officer is prompted (CAL-04). */
  'ticket.overdue': exactly({ ticket: TicketCode, counter: CounterId }),
  'ticket.serving': exactly({ ticket: TicketCode, counter: CounterId }),
  'ticket.parked': exactly({
    ticket: TicketCode,
    counter: CounterId,
    minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 600 })),
  }),
  /** A parked ticket waits again, because its time has come. */
  'ticket.returned': exactly({ ticket: TicketCode, service: ServiceId }),
  'ticket.transferred': exactly({
    ticket: TicketCode,
    from: ServiceId,
    service: ServiceId,
    /** The place that it gets; absent: at the end. */
    place: Type.Optional(Type.Literal('first-arrival')),
  }),
  'ticket.served': exactly({
    ticket: TicketCode,
    counter: CounterId,
    service: ServiceId,
    /** As the counter serves (TKT-19); absent: manual. */
    kind: Type.Optional(ServiceKind),
  }),
  'ticket.no-show': exactly({
    ticket: TicketCode,
    counter: CounterId,
    service: ServiceId,
    /** Recorded by the box after its prompt, not by a press (TKT-12). */
    automatic: Type.Optional(Type.Literal(true)),
  }),
  'ticket.reinstated': exactly({ ticket: TicketCode, service: ServiceId }),
  'ticket.cancelled': exactly({
    ticket: TicketCode,
    reason: Type.Union([Type.Literal('request'), Type.Literal('day-end')]),
  }),
} as const satisfies Record<string, TSchema>;
