import { type TSchema, Type } from '@sinclair/typebox';
import { Code, CounterId, exactly, GroupSize, KioskId, Language, ServiceId, TicketCode } from '../vocabulary';

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
  next: exactly({ counter: CounterId }),
  recall: exactly({ counter: CounterId }),
  arrived: exactly({ counter: CounterId }),
  done: exactly({ counter: CounterId }),
  'no-show': exactly({ counter: CounterId }),
  call: exactly({ counter: CounterId, ticket: TicketCode }),
  park: exactly({ counter: CounterId, minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 600 })) }),
  transfer: exactly({ ticket: TicketCode, service: ServiceId }),
  cancel: exactly({ ticket: TicketCode }),
  reinstate: exactly({ ticket: TicketCode }),
} as const satisfies Record<string, TSchema>;

/** How a print job ended: told by the box. */
export const queueInternalCommands = {
  'print-ended': exactly({
    ticket: TicketCode,
    outcome: Type.Union([Type.Literal('done'), Type.Literal('not-done'), Type.Literal('unknown')]),
    code: Type.Optional(Code),
  }),
} as const satisfies Record<string, TSchema>;
