import type { Position } from '../journal/cursors';
import type { Committed, Journal } from '../journal/journal';
import type { ServiceEvent } from '../servicepoint/events';

type Fact = Committed<ServiceEvent>;

/** A published fact with its place among those of the epoch, from 1 without gaps. */
export interface Numbered {
  readonly number: number;
  readonly fact: Fact;
}

/** What the outbox needs of a connection. */
export interface Carrier {
  /** How many facts may be sent now. */
  room(): number;
  /** Sends a fact; `acknowledged` is called once the broker has it, never if the connection ends before. */
  send(numbered: Numbered, acknowledged: () => void): void;
}

interface Sent {
  readonly number: number;
  /** The cursor moves to here once this and everything before it is acknowledged. */
  through: number;
  acknowledged: boolean;
}

/** Facts read ahead or handed over live; more than this stays on disk until there is room. */
const mostHeld = 256;

/** Facts sent in one turn of the event loop at most: whoever presses meanwhile comes next. */
const mostAtOnce = 16;

/** Facts that are counted at once on the way back to an earlier one. */
const stride = 4096;

/** Under this name the journal keeps how far the broker has everything. */
export const outboxCursor = 'outbox';

/**
 * Sends the published facts in their order, each at least once. The journal is the queue: memory holds what is under way and one
 * page more, however long the broker was away. A fact that has just been committed goes straight from the commit to the wire.
 *
 * A fact gets its number when it is taken from the journal to be sent, and keeps it (`Cursors`): what is dropped before that leaves no gap.
 */
export class Outbox {
  readonly #journal: Journal<ServiceEvent>;
  #carrier: Carrier | undefined;
  #held: Fact[] = [];
  /** Sequence of the last fact held or sent. */
  #tail = 0;
  /** The last number given. */
  #number = 0;
  #underWay: Sent[] = [];
  #soon: NodeJS.Immediate | undefined;

  constructor(journal: Journal<ServiceEvent>) {
    this.#journal = journal;
  }

  /** Facts after the last that the broker is known to have, those that never leave the box included. */
  get behind(): number {
    return this.#journal.last - this.#journal.position(outboxCursor).sequence;
  }

  /** A connection is there: begins again after the last fact that is known to have arrived. */
  open(carrier: Carrier): void {
    this.#carrier = carrier;
    this.#held = [];
    this.#underWay = [];
    const { sequence, number } = this.#journal.position(outboxCursor);
    this.#tail = sequence;
    this.#number = number;
  }

  close(): void {
    this.#carrier = undefined;
    if (this.#soon) clearImmediate(this.#soon);
    this.#soon = undefined;
    this.#held = [];
    this.#underWay = [];
  }

  /**
   * Sends everything again from this number on, in its order: a broker that lost its memory may have acknowledged what no receiver has got.
   * Does nothing if that is still to come anyway.
   * @returns the first number from there on that the journal still has, and the last that has been given
   */
  again(from: number): { readonly from: number; readonly last: number } {
    const { number: last } = this.#journal.position(outboxCursor);
    const before = positionBefore(this.#journal, from);
    if (this.#carrier && from <= last && before.number < this.#number) this.#goTo(before);
    return { from: Math.max(from, before.number + 1), last: Math.max(last, this.#number) };
  }

  /** Facts fresh from the commit. */
  committed(facts: readonly Fact[]): void {
    const [first] = facts;
    if (!this.#carrier || !first) return;
    // Anything that does not follow on is behind what is still to be read from disk, and will be read there.
    if (first.sequence === this.#tail + 1 && this.#held.length + facts.length <= mostHeld) this.#hold(facts);
    this.pump();
  }

  /** Sends what there is room for, in small parts: the rest in the next turns of the event loop. */
  pump(): void {
    const carrier = this.#carrier;
    // One part in a turn, however many acknowledgements come in it.
    if (!carrier || this.#soon) return;
    let next = 0;
    let sent = 0;
    while (carrier.room() > 0 && sent < mostAtOnce) {
      if (next === this.#held.length) {
        this.#held = [];
        next = 0;
        if (!this.#readOn()) break;
      }
      const fact = this.#held[next];
      if (!fact) break;
      next += 1;
      sent += 1;
      this.#dispatch(fact, carrier);
    }
    if (next > 0) this.#held.splice(0, next);
    if (sent < mostAtOnce) return;
    this.#soon = setImmediate(() => {
      this.#soon = undefined;
      this.pump();
    });
  }

  /** @returns whether there was something to read */
  #readOn(): boolean {
    if (this.#tail >= this.#journal.last) return false;
    // What is sent again may be forgotten meanwhile: it would pass its number on to another fact.
    const { sequence } = this.#journal.position(outboxCursor);
    if (this.#tail < Math.min(sequence, this.#journal.oldest - 1))
      this.#goTo(positionBefore(this.#journal, this.#number + 1));
    const page = this.#journal.read(this.#tail, mostHeld);
    this.#hold(page);
    return page.length > 0;
  }

  #goTo({ sequence, number }: Position): void {
    this.#held = [];
    this.#tail = sequence;
    this.#number = number;
  }

  #hold(facts: readonly Fact[]): void {
    const last = facts.at(-1);
    if (!last) return;
    this.#journal.reserve(outboxCursor, last.sequence);
    this.#held.push(...facts);
    this.#tail = last.sequence;
  }

  #dispatch(fact: Fact, carrier: Carrier): void {
    if (!fact.published) {
      this.#passOver(fact.sequence);
      return;
    }
    this.#number += 1;
    const sent: Sent = { number: this.#number, through: fact.sequence, acknowledged: false };
    this.#underWay.push(sent);
    carrier.send({ number: sent.number, fact }, () => {
      sent.acknowledged = true;
      this.#advance();
    });
  }

  /** A fact that stays in the box counts as arrived once everything before it has. */
  #passOver(sequence: number): void {
    const last = this.#underWay.at(-1);
    if (last) last.through = Math.max(last.through, sequence);
    else this.#journal.advance(outboxCursor, { sequence, number: this.#number });
  }

  #advance(): void {
    let arrived: Sent | undefined;
    while (this.#underWay[0]?.acknowledged) arrived = this.#underWay.shift();
    if (arrived) this.#journal.advance(outboxCursor, { sequence: arrived.through, number: arrived.number });
  }
}

/** Where sending begins again so that the next fact bears this number, or the first one after it that has not been forgotten. */
function positionBefore(journal: Journal<ServiceEvent>, wanted: number): Position {
  let { sequence, number } = journal.position(outboxCursor);
  const oldest = journal.oldest;
  for (let step = stride; number >= wanted && sequence >= oldest; ) {
    const after = Math.max(oldest - 1, sequence - step);
    const before = number - journal.published(after, sequence);
    if (before < wanted - 1) {
      step = Math.ceil(Math.min(step, sequence - after) / 2);
      continue;
    }
    sequence = after;
    number = before;
  }
  return { sequence, number };
}
