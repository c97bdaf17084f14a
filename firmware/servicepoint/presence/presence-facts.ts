import { type TSchema, Type } from '@sinclair/typebox';
import { exactly, PlaceId } from '../vocabulary';
import { PresenceWord } from './presence-state';

export const presenceFacts = {
  'presence.changed': exactly({
    place: PlaceId,
    state: PresenceWord,
    /** `closing`: the point closed, or the day ended, and nobody had said otherwise. */
    reason: Type.Union([Type.Literal('set'), Type.Literal('closing')]),
  }),
} as const satisfies Record<string, TSchema>;
