import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

/**
 * What the hub and a satellite say to each other. A receiver passes over properties that it does not know, so that the two need not be
 * updated together. A message that does not fit is dropped.
 */

const Run = Type.String({
  minLength: 1,
  maxLength: 64,
  description: 'Names one run of the program that sends it',
});

const Count = Type.Integer({ minimum: 1, description: 'Sequence number of the sender for this device' });

/** An instant told by the clock of whoever reads it, so that no two clocks have to agree. */
export const Stamp = Type.Object({
  run: Type.String({ maxLength: 64, description: 'Run of the reader' }),
  at: Type.Number({ description: "Instant of the reader's last beat that was heard, by the reader's clock" }),
  since: Type.Number({
    minimum: 0,
    description: 'Milliseconds from the hearing of that beat to the instant',
  }),
});
export type Stamp = Static<typeof Stamp>;

/** Sent by both twice a second. */
export const Beat = Type.Object({
  run: Run,
  at: Type.Number({ description: "Milliseconds on the sender's monotonic clock" }),
  heard: Type.Optional(Stamp),
});
export type Beat = Static<typeof Beat>;

/** What a lent device is and counts; retained. */
export const Report = Type.Object({
  run: Run,
  kind: Type.String({ maxLength: 40 }),
  health: Type.Union([Type.Literal('ok'), Type.Literal('failed'), Type.Literal('unknown')]),
  code: Type.Optional(Type.String({ maxLength: 40 })),
  detail: Type.Optional(Type.String({ maxLength: 400 })),
  warnings: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20 })),
  counters: Type.Record(Type.String(), Type.Number()),
  /** Without the caller: a retained message stays at the broker, and an address can name a person (PRV rows). */
  calls: Type.Optional(
    Type.Array(
      Type.Object({
        call: Type.String({ maxLength: 128 }),
        state: Type.Union([
          Type.Literal('ringing'),
          Type.Literal('answered'),
          Type.Literal('ended'),
          Type.Literal('unknown'),
        ]),
      }),
      { maxItems: 200, description: 'Of a ring source: what rings now and what has just ended' },
    ),
  ),
});
export type Report = Static<typeof Report>;

/** A person's hand on a button. */
export const Input = Type.Object({
  run: Run,
  count: Count,
  stamp: Stamp,
  input: Type.Union([
    Type.Object({
      gesture: Type.Union([Type.Literal('press'), Type.Literal('hold'), Type.Literal('double')]),
    }),
    Type.Object({ face: Type.Integer({ minimum: 1, maximum: 5 }), down: Type.Boolean() }),
  ]),
});
export type Input = Static<typeof Input>;

/** Whether a press was taken. */
export const Verdict = Type.Object({
  run: Type.String({ maxLength: 64 }),
  count: Count,
  taken: Type.Boolean(),
});
export type Verdict = Static<typeof Verdict>;

/** What an output shows from now on; retained. */
export const Show = Type.Object({
  run: Run,
  show: Type.Union([
    Type.Object({
      sign: Type.Union([
        Type.Literal('off'),
        Type.Literal('on'),
        Type.Literal('call'),
        Type.Literal('prompt'),
        Type.Literal('ring'),
        Type.Literal('refused'),
        Type.Literal('fault'),
      ]),
    }),
    Type.Object({ text: Type.String({ maxLength: 40 }) }),
  ]),
});
export type Show = Static<typeof Show>;

/** What is done once and at once, or never. */
export const Act = Type.Object({
  run: Run,
  count: Count,
  stamp: Stamp,
  act: Type.Union([
    Type.Object({
      tone: Type.Union([
        Type.Literal('chime'),
        Type.Literal('refused'),
        Type.Literal('ring'),
        Type.Literal('test'),
      ]),
    }),
    Type.Object({
      restart: Type.Union([Type.Literal('device'), Type.Literal('box')], {
        description: 'Starts the device anew, or the whole satellite; somebody asked the hub for it',
      }),
    }),
    Type.Object({ answer: Type.Boolean({ description: 'Whether the press of a smiley unit was taken' }) }),
  ]),
});
export type Act = Static<typeof Act>;

/** Bytes; the largest is a report of a hundred calls. */
const longest = 65_536;

/** The message, if it is one. */
export function read<S extends TSchema>(schema: S, payload: Buffer): Static<S> | undefined {
  if (payload.length > longest) return undefined;
  try {
    const message: unknown = JSON.parse(payload.toString());
    return Value.Check(schema, message) ? message : undefined;
  } catch {
    return undefined;
  }
}
