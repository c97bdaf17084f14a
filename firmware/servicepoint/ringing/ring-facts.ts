import { type TSchema, Type } from '@sinclair/typebox';
import { Code, DeviceName, exactly, PlaceId, RingId } from '../vocabulary';
import { DirectoryId, Duration, Level, RingGroupId } from './ring-words';

/** Every fact about one ring. The source is a device, or the counter that calls for help. */
const ring = { ring: RingId, group: RingGroupId, source: DeviceName };

/**
 * What can happen to a ring. Each ring has one end: answered, missed or abandoned (RNG-09). The caller is named only by the directory of
 * the site file; the address itself is never kept, for it can name a person (PRV rows).
 */
export const ringFacts = {
  /** Somebody rings at a video unit or a contact, or calls for help. */
  'ring.started': exactly({
    ...ring,
    /** Whether the point was open (RNG-26). */
    hours: Type.Union([Type.Literal('inside'), Type.Literal('outside')]),
    caller: Type.Optional(DirectoryId),
  }),
  'ring.escalated': exactly({
    ...ring,
    level: Level,
    /** `nobody`: no place was left to call at the level before. */
    reason: Type.Union([Type.Literal('time'), Type.Literal('nobody')]),
  }),
  /** Somebody says that they go. */
  'ring.acknowledged': exactly({ ...ring, after: Duration, place: Type.Optional(PlaceId) }),
  'ring.answered': exactly({
    ...ring,
    /** Who had said that they go. */
    place: Type.Optional(PlaceId),
    rangFor: Duration,
    /** Until somebody was there for the caller. */
    answeredAfter: Duration,
    /** The source cannot tell; somebody had said that they go. */
    presumed: Type.Optional(Type.Literal(true)),
    caller: Type.Optional(DirectoryId),
  }),
  /** It ended unanswered although the caller had waited as long as the group asks for. */
  'ring.missed': exactly({ ...ring, rangFor: Duration, caller: Type.Optional(DirectoryId) }),
  /** The caller gave up before that. */
  'ring.abandoned': exactly({
    ...ring,
    /** Absent when it ended while the box did not run. */
    rangFor: Type.Optional(Duration),
    caller: Type.Optional(DirectoryId),
  }),
  /** It was meant for somebody else (RNG-10, RNG-11). */
  'ring.marked-wrong': exactly({ ...ring, caller: Type.Optional(DirectoryId) }),
  /** A device of the chain is not known to work: a ring could go unnoticed (product.md, "Ring lamps"). */
  'ring.chain-lost': exactly({ group: RingGroupId, device: DeviceName, code: Type.Optional(Code) }),
  'ring.chain-restored': exactly({ group: RingGroupId, device: DeviceName }),
} as const satisfies Record<string, TSchema>;
