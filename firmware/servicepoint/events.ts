import { type Static, type TSchema, Type } from '@sinclair/typebox';
import {
  Channel,
  Code,
  CounterId,
  Day,
  DeviceName,
  exactly,
  KioskId,
  Language,
  RingId,
  ServiceId,
  TicketCode,
  WaitEstimate,
} from './vocabulary';

/**
 * Every fact the service point can record. The key is `{family}.{fact}`; on MQTT it becomes
 * `fi.tiski.{family}.{fact}.v1`. A schema is the data of the event: what is not in it is never stored and never sent.
 */
export const eventSchemas = {
  'appliance.started': exactly({ version: Type.String({ maxLength: 40 }) }),
  /** A service day begins; numbers start anew. Tickets left from the day before have been closed by events of their own. */
  'appliance.day-opened': exactly({ day: Day }),

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

  /** Somebody rings at a video unit or a contact. Who is not kept: an address can name a person (PRV rows). */
  'ring.started': exactly({ ring: RingId, source: DeviceName }),
  'ring.acknowledged': exactly({ ring: RingId, source: DeviceName }),
  'ring.answered': exactly({ ring: RingId, source: DeviceName }),
  /** It stopped ringing and nobody had answered. */
  'ring.abandoned': exactly({ ring: RingId, source: DeviceName }),
  /** The source is not known to work: a ring would not be heard (RNG rows, product.md "Ring lamps"). */
  'ring.chain-lost': exactly({ source: DeviceName, code: Type.Optional(Code) }),
  'ring.chain-restored': exactly({ source: DeviceName }),

  'device.changed': exactly({
    device: DeviceName,
    health: Type.Union([Type.Literal('ok'), Type.Literal('failed'), Type.Literal('unknown')]),
    code: Type.Optional(Code),
    warnings: Type.Array(Code, { maxItems: 8 }),
  }),
} as const satisfies Record<string, TSchema>;

export type EventType = keyof typeof eventSchemas;
export type EventData<T extends EventType> = Static<(typeof eventSchemas)[T]>;

/** A fact as the core makes it: what happened, before the journal has given it a place in the order. */
export type ServiceEvent = {
  [T in EventType]: { readonly type: T; readonly at: number; readonly data: EventData<T> };
}[EventType];

export type EventOf<T extends EventType> = Extract<ServiceEvent, { type: T }>;
