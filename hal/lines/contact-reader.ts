import type { Edge } from '../line';
import type { LineMachine } from './line-machine';

export interface ContactSettings {
  /** Milliseconds in which further changes of the contact are bounces; 0 when something nearer to the contact debounces. */
  readonly debounce: number;
  /** Milliseconds after which a closed contact is stuck. */
  readonly stuckAfter: number;
}

export interface ContactChange {
  readonly closed: boolean;
  readonly at: number;
}

/**
 * A contact without its bounces. The first change acts at once (0 ms); changes in the time after it are only remembered, and if the contact then
 * stands otherwise, that is a change at the end of this time: a tap shorter than the bounces is kept. Lost edges are counted and never
 * become a closing that nobody saw.
 */
export class ContactReader implements LineMachine<ContactChange> {
  readonly #settings: ContactSettings;
  /** As the wire says. */
  #raw = false;
  /** As told. */
  #closed = false;
  #changedAt = Number.NEGATIVE_INFINITY;
  /** When bounces end; nothing while the contact is at rest. */
  #quietAt: number | undefined;
  #stuck = false;
  bounces = 0;
  lostEdges = 0;
  /** How often it was stuck. */
  timesStuck = 0;

  constructor(settings: ContactSettings) {
    this.#settings = settings;
  }

  /** Closed for longer than a person or a bell does that. Ends by itself when the contact opens. */
  get stuck(): boolean {
    return this.#stuck;
  }

  get next(): number | undefined {
    return this.#quietAt ?? this.#stuckAt;
  }

  restart(active: boolean, at: number): readonly ContactChange[] {
    this.#raw = active;
    this.#closed = active;
    this.#changedAt = at;
    this.#quietAt = undefined;
    this.#stuck = false;
    return [];
  }

  /** What is told as closed is told as open: nobody holds a button of which nothing is known. */
  lose(at: number): readonly ContactChange[] {
    const wasClosed = this.#closed;
    this.restart(false, at);
    return wasClosed ? [{ closed: false, at }] : [];
  }

  edge({ active, at, lost }: Edge): readonly ContactChange[] {
    const before = this.pass(at);
    this.lostEdges += lost;
    if (this.#quietAt !== undefined) {
      this.#raw = active;
      this.bounces += 1;
      return before;
    }
    if (active === this.#closed) return [...before, ...this.#sameAgain(active, at, lost)];
    this.#raw = active;
    return [...before, this.#change(active, at)];
  }

  pass(at: number): readonly ContactChange[] {
    const changes: ContactChange[] = [];
    while (this.next !== undefined && this.next <= at) {
      if (this.#quietAt === undefined) {
        this.#stuck = true;
        this.timesStuck += 1;
      } else {
        const quietAt = this.#quietAt;
        this.#quietAt = undefined;
        if (this.#raw !== this.#closed) changes.push(this.#change(this.#raw, quietAt));
      }
    }
    return changes;
  }

  /** A second closing without an opening between is one when the opening is known to be lost; else the wire says the same twice. */
  #sameAgain(active: boolean, at: number, lost: number): readonly ContactChange[] {
    if (!active || lost === 0) {
      if (lost === 0) this.bounces += 1;
      return [];
    }
    return [this.#change(false, at), this.#change(true, at)];
  }

  #change(closed: boolean, at: number): ContactChange {
    this.#closed = closed;
    this.#changedAt = at;
    this.#stuck = false;
    if (this.#settings.debounce > 0) this.#quietAt = at + this.#settings.debounce;
    return { closed, at };
  }

  get #stuckAt(): number | undefined {
    return this.#closed && !this.#stuck ? this.#changedAt + this.#settings.stuckAfter : undefined;
  }
}
