import type { Committed } from '../journal/journal';
import type { Runtime } from '../runtime';
import type { ServiceEvent } from '../servicepoint/events';
import { type Broadcast, frame } from './broadcast';

/** Says that something happened, and not what. */
const changed = frame({ event: 'changed', data: {} });

export interface ChangeStreamOptions {
  readonly runtime: Runtime;
  readonly broadcast: Broadcast;
  readonly version: string;
}

/**
 * `/api/stream` for whoever does not work here, such as the page of a kiosk or a customer's phone: when to read anew what is public. Feedback
 * is not even told as something that happened, so that nobody can tie an answer to who has just gone out.
 */
export class ChangeStream {
  readonly #options: ChangeStreamOptions;

  constructor(options: ChangeStreamOptions) {
    this.#options = options;
  }

  readonly #onCommitted = (facts: readonly Committed<ServiceEvent>[]): void => {
    if (facts.some(({ published }) => published)) this.#options.broadcast.send(changed);
  };

  start(): void {
    this.#options.runtime.events.on('committed', this.#onCommitted);
  }

  stop(): void {
    this.#options.runtime.events.off('committed', this.#onCommitted);
  }

  /** What a client gets first. There is nothing to resume: it reads anew. */
  opening(): string {
    const { runtime, version } = this.#options;
    return frame({ event: 'hello', data: { epoch: runtime.journal.epoch, version } });
  }
}
