import { type TSchema, Type } from '@sinclair/typebox';
import { CounterId, exactly, TicketCode } from '../vocabulary';
import { Counters, MessageNumber, PresetId } from './message-words';

/** What can happen to a message. Its text stands in the site file and in no fact. */
export const messageFacts = {
  'message.sent': exactly({
    message: MessageNumber,
    preset: PresetId,
    counters: Counters,
    /** The ticket that it is about. */
    about: Type.Optional(TicketCode),
  }),
  /** A counter says that it has seen it. */
  'message.seen': exactly({ message: MessageNumber, counter: CounterId }),
  /** It was taken away: these counters have not said that they saw it. */
  'message.expired': exactly({ message: MessageNumber, counters: Counters }),
} as const satisfies Record<string, TSchema>;
