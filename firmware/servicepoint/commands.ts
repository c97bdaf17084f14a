import { type Static, type TSchema, Type } from '@sinclair/typebox';
import {
  type Channel,
  Code,
  CounterId,
  DeviceName,
  exactly,
  KioskId,
  Language,
  RingId,
  ServiceId,
  TicketCode,
} from './vocabulary';

/** The commands of the outside (contract.md, "Commands"): the same by MQTT, by HTTP, by a page and by a button. */
export const commandSchemas = {
  'take-ticket': exactly({
    service: ServiceId,
    language: Type.Optional(Language),
    needsTime: Type.Optional(Type.Boolean()),
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
  acknowledge: exactly({ ring: RingId }),
} as const satisfies Record<string, TSchema>;

/** What the box tells its own core: ends of print jobs, changes of devices, the passing of a day. Never taken from outside. */
export const internalCommandSchemas = {
  started: exactly({ version: Type.String({ maxLength: 40 }) }),
  'print-ended': exactly({
    ticket: TicketCode,
    outcome: Type.Union([Type.Literal('done'), Type.Literal('not-done'), Type.Literal('unknown')]),
    code: Type.Optional(Code),
  }),
  'device-reported': exactly({
    device: DeviceName,
    health: Type.Union([Type.Literal('ok'), Type.Literal('failed'), Type.Literal('unknown')]),
    code: Type.Optional(Code),
    warnings: Type.Array(Code, { maxItems: 8 }),
  }),
  /** A ring source tells that a call of its own rings, or rings no more. */
  'ring-heard': exactly({ source: DeviceName }),
  'ring-over': exactly({
    ring: RingId,
    end: Type.Union([Type.Literal('answered'), Type.Literal('ended'), Type.Literal('unknown')]),
  }),
  /** Nothing but the time: lets the core notice a new day. */
  tick: exactly({}),
} as const satisfies Record<string, TSchema>;

const all = { ...commandSchemas, ...internalCommandSchemas };

export type CommandName = keyof typeof commandSchemas;
export type AnyCommandName = keyof typeof all;
export type CommandArgs<N extends AnyCommandName> = Static<(typeof all)[N]>;

/** A command as the core gets it: checked against its schema, with the time of the box and the way it came in. */
export type Command = {
  [N in AnyCommandName]: {
    readonly name: N;
    readonly args: CommandArgs<N>;
    /** Wall time of the box when it was taken, ms. */
    readonly at: number;
    readonly channel: Channel;
  };
}[AnyCommandName];

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commandSchemas, name);
}
