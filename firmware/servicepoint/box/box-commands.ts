import { type TSchema, Type } from '@sinclair/typebox';
import {
  ApplianceId,
  Code,
  DeviceName,
  exactly,
  Instant,
  KioskId,
  Language,
  Mode,
  Version,
  WorthClass,
} from '../vocabulary';
import { PairingEnd, SelfTestResult } from './box-facts';

export const boxCommands = {
  mode: exactly({ mode: Mode }),
  'self-test': exactly({
    device: Type.Optional({ ...DeviceName, description: 'Absent: the box and all its devices' }),
    print: Type.Optional(
      Type.Boolean({ description: 'Whether printers print a test ticket; they only answer questions else' }),
    ),
  }),
  restart: exactly({
    device: Type.Optional({ ...DeviceName, description: 'Absent: the box, or the satellite that is named' }),
    satellite: Type.Optional(ApplianceId),
  }),
  /** The code itself is on the paper alone. */
  'pair-technician': exactly({
    kiosk: Type.Optional({
      ...KioskId,
      description: 'Whose printer; the first that can print, if left out',
    }),
    language: Type.Optional({ ...Language, description: 'The first of the site, if left out' }),
  }),
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
  /** How the machine is; of a satellite if it is named. */
  'box-reported': exactly({
    satellite: Type.Optional(ApplianceId),
    health: Type.Union([Type.Literal('ok'), Type.Literal('failed'), Type.Literal('unknown')]),
    code: Type.Optional(Code),
    warnings: Type.Array(Code, { maxItems: 8 }),
  }),
  /** The end of a self-test; of the box if no device is named. */
  'self-tested': exactly({ device: Type.Optional(DeviceName), ...SelfTestResult }),
  'pairing-ended': exactly(PairingEnd),
  /** A technician came in by a code. */
  'technician-paired': exactly({ until: Instant }),
  /** The journal had to drop facts; each is told once. */
  'events-dropped': exactly({
    class: WorthClass,
    count: Type.Integer({ minimum: 1 }),
    from: Instant,
    to: Instant,
  }),
  /** The state is a copy of another box's, made at this instant. */
  'taken-over': exactly({ asOf: Instant }),
  /** The wall clock was set, by so many milliseconds. */
  'clock-stepped': exactly({ by: Type.Integer() }),
  /** A time server keeps the wall clock now, or none does. */
  'clock-reported': exactly({ synced: Type.Boolean() }),
  /** Nothing but the time: lets the core do what is due. */
  tick: exactly({}),
} as const satisfies Record<string, TSchema>;
