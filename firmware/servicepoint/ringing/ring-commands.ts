import { type TSchema, Type } from '@sinclair/typebox';
import { CounterId, DeviceName, exactly, PlaceId, RingId } from '../vocabulary';

/** From where help is called: a counter, or the button beside a self-service terminal. */
const HelpPoint = Type.Union([exactly({ counter: CounterId }), exactly({ source: DeviceName })]);

export const ringCommands = {
  acknowledge: exactly({ ring: RingId, place: Type.Optional(PlaceId) }),
  'wrong-call': exactly({ ring: RingId }),
  help: HelpPoint,
  'help-over': HelpPoint,
} as const satisfies Record<string, TSchema>;

/** A ring source tells that a call of its own rings, or rings no more. */
export const ringInternalCommands = {
  'ring-heard': exactly({
    source: DeviceName,
    /** As the source gives it. Compared with the directory and forgotten. */
    caller: Type.Optional(Type.String({ maxLength: 256 })),
  }),
  'ring-over': exactly({
    ring: RingId,
    end: Type.Union([Type.Literal('answered'), Type.Literal('ended'), Type.Literal('unknown')]),
  }),
} as const satisfies Record<string, TSchema>;
