import type { Clockwork } from '../clockwork';
import type { Rules } from '../rules';
import { type Message, unseenBy } from './message-state';

/** ms for which a message stands whose preset is no longer in the site file. */
const usual = 15 * 60_000;

/** TKT-11: when a message that no counter has seen is taken away, ms since 1970-01-01 UTC; Infinity when it stands nowhere. */
export function expiryOf(message: Message, { messages }: Rules): number {
  if (unseenBy(message).length === 0) return Number.POSITIVE_INFINITY;
  return message.sentAt + (messages?.get(message.preset)?.lasts ?? usual);
}

export const messageClock: Clockwork = {
  due: ({ messages }, rules, at) =>
    [...messages.sent.values()]
      .filter(message => expiryOf(message, rules) <= at)
      .map(message => ({
        type: 'message.expired',
        data: { message: message.id, counters: [...unseenBy(message)] },
      })),
  next: ({ messages }, rules) =>
    [...messages.sent.values()].reduce(
      (next, message) => Math.min(next, expiryOf(message, rules)),
      Number.POSITIVE_INFINITY,
    ),
};
