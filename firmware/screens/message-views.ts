import type { Site } from '../config/site';
import { messagesAt } from '../servicepoint/messages/message-state';
import type { ServicePointView } from '../servicepoint/state';
import type { MessageView } from './views';

/** What stands on the panel of a counter, with the words of the site file; a text that it no longer has is not shown. */
export function messageViews(
  { messages: presets = [] }: Site,
  { messages }: ServicePointView,
  counter: string,
): MessageView[] {
  return messagesAt(messages, counter).flatMap(({ id, preset, about, sentAt }) => {
    const text = presets.find(other => other.id === preset)?.text;
    return text ? [{ message: id, text, ...(about !== undefined && { about }), sentAt }] : [];
  });
}
