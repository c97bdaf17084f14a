import { type TSchema, Type } from '@sinclair/typebox';
import { CounterId, exactly, TicketCode } from '../vocabulary';
import { Counters, MessageNumber, PresetId } from './message-words';

export const messageCommands = {
  /** TKT-11. `about`: the ticket that it is about. */
  message: exactly({ preset: PresetId, counters: Counters, about: Type.Optional(TicketCode) }),
  'message-seen': exactly({ message: MessageNumber, counter: CounterId }),
} as const satisfies Record<string, TSchema>;
