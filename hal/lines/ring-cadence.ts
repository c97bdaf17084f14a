import type { Edge } from '../line';
import type { RingContactSettings } from './contact-options';
import { type ContactChange, ContactReader } from './contact-reader';
import type { LineMachine } from './line-machine';

export interface RingChange {
  readonly ring: 'begins' | 'over';
  readonly at: number;
}

/**
 * Rings out of a contact that may pulse with the bell. A ring begins with a closing (0 ms), and with a contact that is found closed: a ring
 * is a state, so the one that began while nobody looked is not lost. It is over, as of the last opening, when the contact has
 * stayed open for the set gap, and at once when the line is lost or the contact is stuck.
 */
export class RingCadence implements LineMachine<RingChange> {
  readonly #overAfter: number;
  readonly #contact: ContactReader;
  #ringing = false;
  #openedAt: number | undefined;
  #rings = 0;

  constructor(settings: RingContactSettings) {
    this.#overAfter = settings.overAfter;
    this.#contact = new ContactReader(settings);
  }

  get stuck(): boolean {
    return this.#contact.stuck;
  }

  get counters() {
    const { bounces, lostEdges, timesStuck } = this.#contact;
    return { rings: this.#rings, stuck: timesStuck, lostEdges, bounces };
  }

  get next(): number | undefined {
    const instants = [this.#contact.next, this.#overAt].filter(instant => instant !== undefined);
    return instants.length > 0 ? Math.min(...instants) : undefined;
  }

  restart(active: boolean, at: number): readonly RingChange[] {
    this.#contact.restart(active, at);
    return active ? this.#begin(at) : [];
  }

  lose(at: number): readonly RingChange[] {
    this.#contact.lose(at);
    return this.#end(at);
  }

  edge(edge: Edge): readonly RingChange[] {
    const before = this.pass(edge.at);
    return [...before, ...this.#contact.edge(edge).flatMap(change => this.#follow(change))];
  }

  pass(at: number): readonly RingChange[] {
    const told: RingChange[] = [];
    for (let next = this.next; next !== undefined && next <= at; next = this.next) {
      const openedAt = this.#openedAt;
      if (openedAt !== undefined && next === this.#overAt) {
        told.push(...this.#end(openedAt));
        continue;
      }
      for (const change of this.#contact.pass(next)) told.push(...this.#follow(change));
      if (this.#contact.stuck) told.push(...this.#end(next));
    }
    return told;
  }

  get #overAt(): number | undefined {
    return this.#openedAt === undefined ? undefined : this.#openedAt + this.#overAfter;
  }

  #follow({ closed, at }: ContactChange): readonly RingChange[] {
    if (closed) return this.#begin(at);
    if (this.#ringing) this.#openedAt = at;
    return [];
  }

  #begin(at: number): readonly RingChange[] {
    this.#openedAt = undefined;
    if (this.#ringing) return [];
    this.#ringing = true;
    this.#rings += 1;
    return [{ ring: 'begins', at }];
  }

  #end(at: number): readonly RingChange[] {
    this.#openedAt = undefined;
    if (!this.#ringing) return [];
    this.#ringing = false;
    return [{ ring: 'over', at }];
  }
}
