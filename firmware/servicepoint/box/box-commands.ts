import { type TSchema, Type } from '@sinclair/typebox';
import { Code, DeviceName, exactly, Instant, Mode, Version, WorthClass } from '../vocabulary';

export const boxCommands = {
  mode: exactly({ mode: Mode }),
} as const satisfies Record<string, TSchema>;

/** What the box tells about itself. */
export const boxInternalCommands = {
  started: exactly({ version: Version }),
  'device-reported': exactly({
    device: DeviceName,
    health: Type.Union([Type.Literal('ok'), Type.Literal('failed'), Type.Literal('unknown')]),
    code: Type.Optional(Code),
    warnings: Type.Array(Code, { maxItems: 8 }),
  }),
  /** The journal had to drop facts; each is told once. */
  'events-dropped': exactly({
    class: WorthClass,
    count: Type.Integer({ minimum: 1 }),
    from: Instant,
    to: Instant,
  }),
  /** The wall clock was set, by so many milliseconds. */
  'clock-stepped': exactly({ by: Type.Integer() }),
  /** A time server keeps the wall clock now, or none does. */
  'clock-reported': exactly({ synced: Type.Boolean() }),
  /** Nothing but the time: lets the core do what is due. */
  tick: exactly({}),
} as const satisfies Record<string, TSchema>;
