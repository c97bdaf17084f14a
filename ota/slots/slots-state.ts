import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { Digest } from '../format/manifest';
import { phases } from './phases';

export const slotNames = ['a', 'b'] as const;
export type SlotName = (typeof slotNames)[number];

const SlotsState = Type.Object(
  {
    format: Type.Literal(1),
    /** The slot that starts. */
    active: Type.Union([Type.Literal('a'), Type.Literal('b')]),
    phase: Type.Union(phases.map(phase => Type.Literal(phase))),
    /** Starts of the release on trial. */
    starts: Type.Integer({ minimum: 0 }),
    /** Digests of the manifests of slots that hold a whole release. */
    whole: Type.Object(
      { a: Type.Optional(Digest), b: Type.Optional(Digest) },
      { additionalProperties: false },
    ),
    /** Digests of manifests that were tried and did not prove themselves, the latest last. */
    refused: Type.Array(Digest),
  },
  { additionalProperties: false },
);
/** All that decides which release starts, in one file: it changes whole or not at all. */
export type SlotsState = Static<typeof SlotsState>;

/** Nothing if it is torn or of another kind. */
export function readSlotsState(content: Buffer): SlotsState | undefined {
  try {
    const parsed: unknown = JSON.parse(content.toString('utf8'));
    return Value.Check(SlotsState, parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

export function other(slot: SlotName): SlotName {
  return slot === 'a' ? 'b' : 'a';
}
