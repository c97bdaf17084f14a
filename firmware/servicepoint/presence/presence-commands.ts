import type { TSchema } from '@sinclair/typebox';
import { exactly, PlaceId } from '../vocabulary';
import { PresenceWord } from './presence-state';

export const presenceCommands = {
  presence: exactly({ place: PlaceId, state: PresenceWord }),
} as const satisfies Record<string, TSchema>;
