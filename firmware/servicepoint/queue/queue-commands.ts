import { type TProperties, type TSchema, Type } from '@sinclair/typebox';
import { Code, CounterId, exactly, GroupSize, KioskId, Language, ServiceId, TicketCode } from '../vocabulary';
import { Seen } from './seen';

const seen = Type.Optional(Seen);

const atCounter = <P extends TProperties>(more: P) => exactly({ counter: CounterId, ...more, seen });

/** What customers and officers do with numbers. */
export const queueCommands = {
  'take-ticket': exactly({
    service: ServiceId,
    language: Type.Optional(Language),
    needsTime: Type.Optional(Type.Boolean()),
    group: Type.Optional(GroupSize),
    /** Where the paper comes out; the first kiosk of the site if absent. */
    kiosk: Type.Optional(KioskId),
  }),
  next: atCounter({}),
  recall: atCounter({}),
  arrived: atCounter({}),
  done: atCounter({}),
  'no-show': atCounter({}),
  call: atCounter({ ticket: TicketCode }),
  park: atCounter({ minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 600 })) }),
  transfer: exactly({ ticket: TicketCode, service: ServiceId, seen }),
  cancel: exactly({ ticket: TicketCode, seen }),
  reinstate: exactly({ ticket: TicketCode, seen }),
} as const satisfies Record<string, TSchema>;

/** How a print job ended: told by the box. */
export const queueInternalCommands = {
  'print-ended': exactly({
    ticket: TicketCode,
    outcome: Type.Union([Type.Literal('done'), Type.Literal('not-done'), Type.Literal('unknown')]),
    code: Type.Optional(Code),
  }),
} as const satisfies Record<string, TSchema>;
