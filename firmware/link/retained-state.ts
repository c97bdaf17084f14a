import type { Outgoing } from './session';

interface Carrier {
  readonly room: number;
  publish(message: Outgoing, acknowledged: () => void): void;
}

/** Remembers what the broker was told of the present, so that only changes are told, and only the newest of each topic. */
export class RetainedState {
  readonly #told = new Map<string, string>();

  /** A new connection: everything is to be told again. */
  forget(): void {
    this.#told.clear();
  }

  /** @returns false when there was no room for all of it; what was left out is found again by calling this once more. */
  publish(messages: Iterable<readonly [topic: string, body: object]>, carrier: Carrier): boolean {
    for (const [topic, body] of messages) {
      const payload = JSON.stringify(body);
      if (this.#told.get(topic) === payload) continue;
      if (carrier.room <= 0) return false;
      carrier.publish({ topic, payload, retain: true, contentType: 'application/json' }, () => undefined);
      this.#told.set(topic, payload);
    }
    return true;
  }
}
