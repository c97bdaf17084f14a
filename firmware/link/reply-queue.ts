import type { Outgoing, Session } from './session';

/** Replies that wait for room on the connection. As many as the broker sent commands at once, so the broker bounds it. */
export class ReplyQueue {
  #waiting: { readonly message: Outgoing; readonly sent: () => void }[] = [];

  /** `sent` is called once the reply is on its way, never if the connection ends before. */
  add(message: Outgoing, sent: () => void): void {
    this.#waiting.push({ message, sent });
  }

  pump(session: Session | undefined): void {
    while (session && session.room > 0) {
      const next = this.#waiting.shift();
      if (!next) return;
      session.publish(next.message, () => undefined);
      next.sent();
    }
  }

  /** The connection is gone: the commands come again, and their replies with them. */
  clear(): void {
    this.#waiting = [];
  }
}
