import type { CommandArgs } from '../commands';
import { accept, type Decision, refuse } from '../decision';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';
import { unseenBy } from './message-state';

/** TKT-11: an advisor sends a preset message to counters. The same again, while it still stands there, is no second one. */
export function sendMessage(
  { messages, tickets }: ServicePointView,
  { preset, counters, about }: CommandArgs<'message'>,
  rules: Rules,
): Decision {
  if (!rules.messages?.has(preset)) return refuse('message-preset-unknown', preset);
  const unknown = counters.find(counter => !rules.counters.has(counter));
  if (unknown !== undefined) return refuse('counter-unknown', unknown);
  if (about !== undefined && !tickets.has(about)) return refuse('ticket-unknown', about);
  const standing = [...messages.sent.values()].find(
    message =>
      message.preset === preset &&
      message.about === about &&
      counters.every(counter => unseenBy(message).includes(counter)),
  );
  if (standing) return accept([], { message: standing.id });
  const message = messages.count + 1;
  const data = { message, preset, counters, ...(about !== undefined && { about }) };
  return accept([{ type: 'message.sent', data }], { message });
}
