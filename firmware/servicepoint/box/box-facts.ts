import { type TSchema, Type } from '@sinclair/typebox';
import { Role } from '../rights/actor';
import {
  ApplianceId,
  Code,
  Day,
  DeviceName,
  exactly,
  Instant,
  KioskId,
  Language,
  Letter,
  Mode,
  PlaceId,
  Version,
  WorthClass,
} from '../vocabulary';

const Health = Type.Union([Type.Literal('ok'), Type.Literal('failed'), Type.Literal('unknown')]);

/** How a self-test ended. */
export const SelfTestResult = {
  result: {
    ...Health,
    description: 'ok: proven by an answer after the test began. unknown: nothing could be proven',
  },
  code: Type.Optional({ ...Code, description: 'Why it is not ok' }),
  printed: Type.Optional(
    Type.Boolean({ description: 'Whether a test ticket came out; absent: none was asked for' }),
  ),
};

const asker = { role: Type.Optional(Role), place: Type.Optional(PlaceId) };

/** How the printing of a slip with a code ended. */
export const PairingEnd = {
  kiosk: KioskId,
  outcome: Type.Union([Type.Literal('done'), Type.Literal('not-done'), Type.Literal('unknown')]),
  code: Type.Optional({ ...Code, description: 'Why it is not done' }),
};

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
  /** From here on a time server keeps the wall clock, or none does: times of facts before are to be read accordingly (product.md, "Clock"). */
  'appliance.clock-changed': exactly({ synced: Type.Boolean() }),
  /** Somebody asked for what they have no right to (GOV rows). */
  'appliance.command-refused': exactly({
    command: Type.String({ pattern: '^[a-z][a-z-]{1,39}$' }),
    role: Role,
    place: Type.Optional(PlaceId),
  }),

  /**
   * Published facts of one class that were dropped before they were sent, because the disk budget was used. They had no numbers yet: the
   * sequence has no gap where they were. It comes later in the sequence than what is left of the same time.
   */
  'appliance.events-dropped': exactly({
    class: WorthClass,
    count: Type.Integer({ minimum: 1 }),
    from: { ...Instant, description: 'Time of the oldest, by the clock of the box' },
    to: { ...Instant, description: 'Time of the newest, by the clock of the box' },
  }),

  /**
   * The state is a copy of another box's, which stood in this place and has gone on after the copy: numbers that it gave since are on paper. Those
   * of today go on in a block of their own.
   */
  'appliance.taken-over': exactly({
    asOf: { ...Instant, description: 'When the copy was made, by the clock of the other box' },
    numbers: Type.Array(exactly({ letter: Letter, after: Type.Integer({ minimum: 100, maximum: 9999 }) }), {
      maxItems: 26,
      description: 'The next number of each letter is above this one',
    }),
  }),

  /** The machine under the program, or that of a satellite. */
  'appliance.health-changed': exactly({
    satellite: Type.Optional({ ...ApplianceId, description: 'Absent: this appliance' }),
    health: Health,
    code: Type.Optional(Code),
    warnings: Type.Array(Code, { maxItems: 8 }),
  }),
  /** Somebody afar or in front of the box asked for it (DIA-04). */
  'appliance.self-test-asked': exactly({
    device: Type.Optional({ ...DeviceName, description: 'Absent: the box and all its devices' }),
    print: Type.Boolean({ description: 'Whether printers print a test ticket' }),
    ...asker,
  }),
  /** Somebody asked for it (DIA-09); the box follows with `appliance.started`, a device with `device.tested`. */
  'appliance.restart-asked': exactly({
    device: Type.Optional({ ...DeviceName, description: 'Absent: the box, or the satellite that is named' }),
    satellite: Type.Optional(ApplianceId),
    ...asker,
  }),
  'appliance.tested': exactly(SelfTestResult),

  /** Somebody let a technician in: a slip with a code is to be printed. The code stands on the paper and nowhere else. */
  'appliance.pairing-asked': exactly({ kiosk: KioskId, language: Language, ...asker }),
  'appliance.pairing-ended': exactly(PairingEnd),
  'appliance.technician-paired': exactly({
    until: { ...Instant, description: 'When the technician is out again' },
  }),

  'device.changed': exactly({
    device: DeviceName,
    health: Health,
    code: Type.Optional(Code),
    warnings: Type.Array(Code, { maxItems: 8 }),
  }),
  'device.tested': exactly({ device: DeviceName, ...SelfTestResult }),
} as const satisfies Record<string, TSchema>;
