import { type TSchema, Type } from '@sinclair/typebox';
import { Role } from '../rights/actor';
import { Code, Day, DeviceName, exactly, Mode, PlaceId, Version } from '../vocabulary';

/** What happens to the box itself and to its devices. */
export const boxFacts = {
  'appliance.started': exactly({ version: Version }),
  /** A service day begins; numbers start anew. Tickets left from the day before have been closed by facts of their own. */
  'appliance.day-opened': exactly({ day: Day }),
  /** Visible on every screen (product.md, "Modes"). Facts from here on bear it. */
  'appliance.mode-changed': exactly({ mode: Mode }),
  /** The wall clock was set: what was under way then is as old as before, so its times move along (product.md, "Clock"). */
  'appliance.clock-stepped': exactly({
    by: Type.Integer({ description: 'Milliseconds; negative when the clock was ahead' }),
  }),
  /** Somebody asked for what they have no right to (GOV rows). */
  'appliance.command-refused': exactly({
    command: Type.String({ pattern: '^[a-z][a-z-]{1,39}$' }),
    role: Role,
    place: Type.Optional(PlaceId),
  }),

  'device.changed': exactly({
    device: DeviceName,
    health: Type.Union([Type.Literal('ok'), Type.Literal('failed'), Type.Literal('unknown')]),
    code: Type.Optional(Code),
    warnings: Type.Array(Code, { maxItems: 8 }),
  }),
} as const satisfies Record<string, TSchema>;
