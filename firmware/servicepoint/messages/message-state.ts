/** A message of today. */
export interface Message {
  readonly id: number;
  readonly preset: string;
  readonly counters: readonly string[];
  /** Code of the ticket that it is about. */
  readonly about?: string;
  /** ms since 1970-01-01 UTC */
  readonly sentAt: number;
  /** Counters that have seen it. */
  readonly seenBy: readonly string[];
  /** It was taken away. */
  readonly expired: boolean;
}

export interface MessageState {
  /** The newest of today, by number, the oldest first. */
  readonly sent: Map<number, Message>;
  /** How many there have been: gives their numbers. Outlives the day. */
  count: number;
}

export interface MessageView {
  readonly sent: ReadonlyMap<number, Message>;
  readonly count: number;
}

export function emptyMessages(): MessageState {
  return { sent: new Map(), count: 0 };
}

export function plainMessages({ sent, count }: MessageView) {
  return { sent: [...sent.values()], count };
}

export function messagesFrom({ sent, count }: ReturnType<typeof plainMessages>): MessageState {
  return { sent: new Map(sent.map(message => [message.id, message])), count };
}

/** Counters on whose panel it still stands. */
export function unseenBy({ counters, seenBy, expired }: Message): readonly string[] {
  return expired ? [] : counters.filter(counter => !seenBy.includes(counter));
}

/** What stands on the panel of a counter, the oldest first. */
export function messagesAt({ sent }: MessageView, counter: string): readonly Message[] {
  return [...sent.values()].filter(message => unseenBy(message).includes(counter));
}
