import type { ServiceEvent } from '../events';
import type { Message, MessageState } from './message-state';

/** Messages of a day that an advisor can still look at. */
const mostSent = 50;

/** Takes in a fact. */
export function foldMessage(state: MessageState, event: ServiceEvent): void {
  switch (event.type) {
    case 'appliance.day-opened':
      state.sent.clear();
      break;
    case 'message.sent': {
      const { message: id, preset, counters, about } = event.data;
      const message = { id, preset, counters, sentAt: event.at, seenBy: [], expired: false };
      state.sent.set(id, { ...message, ...(about !== undefined && { about }) });
      state.count = id;
      const [oldest] = state.sent.keys();
      if (state.sent.size > mostSent && oldest !== undefined) state.sent.delete(oldest);
      break;
    }
    case 'message.seen': {
      const { message, counter } = event.data;
      change(state, message, ({ seenBy }) => ({ seenBy: [...seenBy, counter] }));
      break;
    }
    case 'message.expired':
      change(state, event.data.message, () => ({ expired: true }));
      break;
    case 'appliance.clock-stepped':
      for (const id of [...state.sent.keys()])
        change(state, id, ({ sentAt }) => ({ sentAt: sentAt + event.data.by }));
      break;
  }
}

/** A replay that begins with a later day meets messages that it has never seen begin. */
function change(state: MessageState, id: number, changes: (message: Message) => Partial<Message>): void {
  const message = state.sent.get(id);
  if (message) state.sent.set(id, { ...message, ...changes(message) });
  else state.count = Math.max(state.count, id);
}
