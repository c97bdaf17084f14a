import { type Customer, type Minute, noShow, service } from './customers';
import { type DayWatcher, nextChange, type Staff, staffAt } from './day';

export const otherNames = ['fluid', 'queue length', 'head of line', 'last to enter', 'last 30'] as const;
export type OtherName = (typeof otherNames)[number];

/** How much the typed-in mean counts, and how wrong it is. */
const typed = { customers: 20, factor: 1.25 };

/**
 * The estimators that the definition of the reference office is published with. Unlike ours they know the true share and cost of no-shows and
 * have one mean for all services.
 */
export class OtherEstimators implements Omit<DayWatcher, 'arrives'> {
  readonly #roster: Staff;
  #work = { sum: service.mean * typed.factor * typed.customers, count: typed.customers };
  #calls = { missed: 1, count: typed.customers };
  #lastWait = 0;
  readonly #waits: number[] = [];

  /** @param roster as it is known, which is not always as it is */
  constructor(roster: Staff) {
    this.#roster = roster;
  }

  newDay(): void {
    this.#lastWait = 0;
  }

  /** Minutes, before the customer joins. */
  estimates(at: Minute, waiting: readonly Customer[]): Record<OtherName, number> {
    const mean = this.#work.sum / this.#work.count;
    const missed = this.#calls.missed / this.#calls.count;
    const each = mean * (1 - missed) + noShow.cost * missed;
    const [head] = waiting;
    const recent = this.#waits.slice(-30);
    return {
      fluid: this.#drained(at, (waiting.length + 1) * each),
      'queue length': ((waiting.length + 1) * mean) / staffAt(this.#roster, at),
      'head of line': head ? at - head.at : 0,
      'last to enter': this.#lastWait,
      'last 30': recent.length > 0 ? recent.reduce((sum, wait) => sum + wait, 0) / recent.length : mean,
    };
  }

  starts(customer: Customer, at: Minute): void {
    this.#lastWait = at - customer.at;
    if (customer.shows) this.#waits.push(this.#lastWait);
  }

  ends(customer: Customer): void {
    this.#calls.count += 1;
    if (!customer.shows) this.#calls.missed += 1;
    else this.#work = { sum: this.#work.sum + customer.work, count: this.#work.count + 1 };
  }

  /** How long the rostered advisors need for so many minutes of work. */
  #drained(at: Minute, work: number): Minute {
    let waited = 0;
    for (let left = work; left > 1e-9; ) {
      const now = at + waited;
      const advisors = staffAt(this.#roster, now);
      const span = Math.min(nextChange(this.#roster, now) - now, left / advisors);
      waited += span;
      left -= span * advisors;
    }
    return waited;
  }
}
