import type { CommandArgs } from '../commands';
import { accept, type Decision, refuse } from '../decision';
import type { ServicePointView } from '../state';
import { unseenBy } from './message-state';

/** A counter takes a message off its panel (TKT-11). Once it is off, saying so again changes nothing. */
export function seeMessage(
  { messages }: ServicePointView,
  { message: id, counter }: CommandArgs<'message-seen'>,
): Decision {
  const message = messages.sent.get(id);
  if (!message?.counters.includes(counter)) return refuse('message-unknown', `${id} at ${counter}`);
  if (!unseenBy(message).includes(counter)) return accept([], { message: id });
  return accept([{ type: 'message.seen', data: { message: id, counter } }], { message: id });
}
