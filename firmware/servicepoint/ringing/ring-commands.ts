import { type TSchema, Type } from '@sinclair/typebox';
import { DeviceName, exactly, RingId } from '../vocabulary';

export const ringCommands = {
  acknowledge: exactly({ ring: RingId }),
} as const satisfies Record<string, TSchema>;

/** A ring source tells that a call of its own rings, or rings no more. */
export const ringInternalCommands = {
  'ring-heard': exactly({ source: DeviceName }),
  'ring-over': exactly({
    ring: RingId,
    end: Type.Union([Type.Literal('answered'), Type.Literal('ended'), Type.Literal('unknown')]),
  }),
} as const satisfies Record<string, TSchema>;
