import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

/** Why somebody would notice a restart now. */
export const busyReasons = [
  'open',
  'customer',
  'visit',
  'ring',
  'technician',
  'not-live',
  'clock',
  'journal',
  'hub',
  'update',
] as const;
export type BusyReason = (typeof busyReasons)[number];

export const Told = Type.Object({
  /** `site/appliance` */
  box: Type.String({ pattern: '^[a-z0-9-]+/[a-z0-9-]+$' }),
  /** Of the program that answers. */
  version: Type.String(),
  ready: Type.Boolean(),
  /** `busyReasons`; a newer release may know more. */
  busy: Type.Array(Type.String()),
  /** When the next thing begins that must not be disturbed, ms since 1970-01-01 UTC; null if none is known. */
  quietUntil: Type.Union([Type.Integer(), Type.Null()]),
  /** No release that is newer may start here: of a satellite, that of its hub. */
  upTo: Type.Optional(Type.String()),
  journal: Type.Object({
    epoch: Type.String(),
    /** Place of the last fact. */
    sequence: Type.Integer({ minimum: 0 }),
    /** Of what customers hold: tickets, queues, numbers. */
    digest: Type.String(),
    /** The service day that the digest is of. */
    day: Type.String(),
  }),
  /** Health by name. */
  devices: Type.Record(Type.String(), Type.String()),
  /** Null without a broker. */
  broker: Type.Union([Type.Literal('online'), Type.Literal('offline'), Type.Null()]),
});
/**
 * What the appliance says of itself to the updater (`GET /api/update`). All that the updater knows of its rules. The updater of a release judges the next one, which
 * may say more: what it does not know it passes over.
 */
export type Told = Static<typeof Told>;

/** Nothing if it is not that. */
export function readTold(answer: unknown): Told | undefined {
  return Value.Check(Told, answer) ? answer : undefined;
}
