import type { Gesture } from '../button';
import type { Edge } from '../line';
import type { GestureSettings } from './contact-options';
import { type ContactChange, ContactReader } from './contact-reader';
import type { LineMachine } from './line-machine';

/** A press that is not decided yet. */
interface Open {
  readonly closedAt: number;
  readonly released: boolean;
}

/**
 * What a button means. What each gesture costs, from the closing of the contact to its event, besides the wire:
 *
 * | configured | press | hold | double |
 * |---|---|---|---|
 * | press | 0 ms | | |
 * | press, hold | at the release, `holdAfter` at most | `holdAfter` | |
 * | press, double | `doubleWithin` | | 0 ms after the second closing |
 * | all three | the later of release and `doubleWithin` | `holdAfter` | 0 ms after the second closing |
 *
 * Every closing is part of exactly one gesture, so a stuck button presses once and never repeats. A gesture that is not configured is not told.
 * While a hold is still possible when the line is lost, nothing is told: how the press ended is not known.
 */
export class GestureRecognizer implements LineMachine<Gesture> {
  readonly #settings: GestureSettings;
  readonly #contact: ContactReader;
  readonly #hold: boolean;
  readonly #double: boolean;
  #open: Open | undefined;
  #presses = 0;

  constructor(settings: GestureSettings) {
    this.#settings = settings;
    this.#contact = new ContactReader(settings);
    this.#hold = settings.gestures.includes('hold');
    this.#double = settings.gestures.includes('double');
  }

  get stuck(): boolean {
    return this.#contact.stuck;
  }

  /** `presses` counts closings, whatever gesture they became. */
  get counters() {
    const { bounces, lostEdges, timesStuck } = this.#contact;
    return { presses: this.#presses, stuck: timesStuck, lostEdges, bounces };
  }

  get next(): number | undefined {
    const instants = [this.#contact.next, this.#decidedAt].filter(instant => instant !== undefined);
    return instants.length > 0 ? Math.min(...instants) : undefined;
  }

  restart(active: boolean, at: number): readonly Gesture[] {
    this.#open = undefined;
    this.#contact.restart(active, at);
    return [];
  }

  lose(at: number): readonly Gesture[] {
    const told = this.#open?.released ? this.#tell('press') : [];
    this.restart(false, at);
    return told;
  }

  edge(edge: Edge): readonly Gesture[] {
    const before = this.pass(edge.at);
    return [...before, ...this.#contact.edge(edge).flatMap(change => this.#follow(change))];
  }

  pass(at: number): readonly Gesture[] {
    const told: Gesture[] = [];
    for (let next = this.next; next !== undefined && next <= at; next = this.next) {
      // A release at the very instant of the decision comes first: it is the older fact.
      if (next === this.#contact.next) {
        for (const change of this.#contact.pass(next)) told.push(...this.#follow(change));
      } else {
        told.push(...this.#decide());
      }
    }
    return told;
  }

  #follow({ closed, at }: ContactChange): readonly Gesture[] {
    return closed ? this.#close(at) : this.#release(at);
  }

  #close(at: number): readonly Gesture[] {
    this.#presses += 1;
    if (this.#open) {
      this.#open = undefined;
      return this.#tell('double');
    }
    if (!this.#hold && !this.#double) return this.#tell('press');
    this.#open = { closedAt: at, released: false };
    return [];
  }

  #release(at: number): readonly Gesture[] {
    const open = this.#open;
    if (!open) return [];
    if (this.#double && at < open.closedAt + this.#settings.doubleWithin) {
      this.#open = { ...open, released: true };
      return [];
    }
    this.#open = undefined;
    return this.#tell('press');
  }

  /** When the open press is decided if the contact does not change before. */
  get #decidedAt(): number | undefined {
    if (!this.#open) return undefined;
    const { closedAt, released } = this.#open;
    const { holdAfter, doubleWithin } = this.#settings;
    return closedAt + (this.#hold && !released ? holdAfter : doubleWithin);
  }

  #decide(): readonly Gesture[] {
    const held = this.#hold && this.#open?.released === false;
    this.#open = undefined;
    return this.#tell(held ? 'hold' : 'press');
  }

  #tell(gesture: Gesture): readonly Gesture[] {
    return this.#settings.gestures.includes(gesture) ? [gesture] : [];
  }
}
