import { type TSchema, Type } from '@sinclair/typebox';
import { Code, DeviceName, exactly, RingId } from '../vocabulary';

/** What can happen to a ring. */
export const ringFacts = {
  /** Somebody rings at a video unit or a contact. Who is not kept: an address can name a person (PRV rows). */
  'ring.started': exactly({ ring: RingId, source: DeviceName }),
  'ring.acknowledged': exactly({ ring: RingId, source: DeviceName }),
  'ring.answered': exactly({ ring: RingId, source: DeviceName }),
  /** It stopped ringing and nobody had answered. */
  'ring.abandoned': exactly({ ring: RingId, source: DeviceName }),
  /** The source is not known to work: a ring would not be heard (RNG rows, product.md "Ring lamps"). */
  'ring.chain-lost': exactly({ source: DeviceName, code: Type.Optional(Code) }),
  'ring.chain-restored': exactly({ source: DeviceName }),
} as const satisfies Record<string, TSchema>;
