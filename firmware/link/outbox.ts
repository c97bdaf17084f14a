import type { Committed, Journal } from '../journal/journal';
import type { ServiceEvent } from '../servicepoint/events';

type Fact = Committed<ServiceEvent>;
export type Published = Fact & { readonly published: number };

/** What the outbox needs of a connection. */
export interface Carrier {
  /** How many facts may be sent now. */
  room(): number;
  /** Sends a fact; `acknowledged` is called once the broker has it, never if the connection ends before. */
  send(fact: Published, acknowledged: () => void): void;
}

interface Sent {
  /** The cursor moves to here once this and everything before it is acknowledged. */
  through: number;
  acknowledged: boolean;
}

/** Facts read ahead or handed over live; more than this stays on disk until there is room. */
const mostHeld = 256;

/** Under this name the journal keeps how far the broker has everything. */
export const outboxCursor = 'outbox';

/**
 * Sends the published facts in their order, each at least once. The journal is the queue: memory holds what is under way and one
 * page more, however long the broker was away. A fact that has just been committed goes straight from the commit to the wire.
 */
export class Outbox {
  readonly #journal: Journal<ServiceEvent>;
  #carrier: Carrier | undefined;
  #held: Fact[] = [];
  /** Sequence of the last fact held or sent. */
  #tail = 0;
  #underWay: Sent[] = [];

  constructor(journal: Journal<ServiceEvent>) {
    this.#journal = journal;
  }

  /** Facts in the journal that the broker is not known to have, those that never leave the box included. */
  get behind(): number {
    return this.#journal.last - this.#journal.cursor(outboxCursor);
  }

  /** A connection is there: begins again after the last fact that is known to have arrived. */
  open(carrier: Carrier): void {
    this.#carrier = carrier;
    this.#held = [];
    this.#underWay = [];
    this.#tail = this.#journal.cursor(outboxCursor);
  }

  close(): void {
    this.#carrier = undefined;
    this.#held = [];
    this.#underWay = [];
  }

  /** Facts fresh from the commit. */
  committed(facts: readonly Fact[]): void {
    const [first] = facts;
    if (!this.#carrier || !first) return;
    // Anything that does not follow on is behind what is still to be read from disk, and will be read there.
    if (first.sequence === this.#tail + 1 && this.#held.length + facts.length <= mostHeld) this.#hold(facts);
    this.pump();
  }

  /** Sends what there is room for. */
  pump(): void {
    const carrier = this.#carrier;
    if (!carrier) return;
    let next = 0;
    while (carrier.room() > 0) {
      if (next === this.#held.length) {
        this.#held = [];
        next = 0;
        if (this.#tail >= this.#journal.last) break;
        const page = this.#journal.read(this.#tail, mostHeld);
        if (page.length === 0) break;
        this.#hold(page);
      }
      const fact = this.#held[next];
      if (!fact) break;
      next += 1;
      this.#dispatch(fact, carrier);
    }
    if (next > 0) this.#held.splice(0, next);
  }

  #hold(facts: readonly Fact[]): void {
    this.#held.push(...facts);
    this.#tail = facts.at(-1)?.sequence ?? this.#tail;
  }

  #dispatch(fact: Fact, carrier: Carrier): void {
    if (!isPublished(fact)) {
      this.#passOver(fact.sequence);
      return;
    }
    const sent: Sent = { through: fact.sequence, acknowledged: false };
    this.#underWay.push(sent);
    carrier.send(fact, () => {
      sent.acknowledged = true;
      this.#advance();
    });
  }

  /** A fact that stays in the box counts as arrived once everything before it has. */
  #passOver(sequence: number): void {
    const last = this.#underWay.at(-1);
    if (last) last.through = sequence;
    else this.#journal.advance(outboxCursor, sequence);
  }

  #advance(): void {
    let arrived = 0;
    for (const sent of this.#underWay) {
      if (!sent.acknowledged) break;
      this.#journal.advance(outboxCursor, sent.through);
      arrived += 1;
    }
    if (arrived > 0) this.#underWay.splice(0, arrived);
  }
}

function isPublished(fact: Fact): fact is Published {
  return fact.published !== null;
}
