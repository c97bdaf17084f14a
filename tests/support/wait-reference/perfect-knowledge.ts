import { type Customer, generator, type Minute, noShow, serviceMinutes } from './customers';
import { nextChange, type Staff, staffAt } from './day';

const trials = 150;

/**
 * The mean of many futures of the office, drawn by one who knows its definition: the distribution of services, the share of no-shows, the
 * roster, how long everybody at a counter has been there. No estimate can have a smaller error on average.
 */
export class PerfectKnowledge {
  readonly #staff: Staff;
  readonly #random = generator(99);
  readonly #since = new Map<Customer, Minute>();

  constructor(staff: Staff) {
    this.#staff = staff;
  }

  starts(customer: Customer, at: Minute): void {
    this.#since.set(customer, at);
  }

  ends(customer: Customer): void {
    this.#since.delete(customer);
  }

  estimate(at: Minute, waiting: readonly Customer[]): Minute {
    const elapsed = Array.from(this.#since.values(), since => at - since);
    let sum = 0;
    for (let trial = 0; trial < trials; trial += 1) sum += this.#future(at, elapsed, waiting.length);
    return sum / trials;
  }

  #future(from: Minute, elapsed: readonly Minute[], ahead: number): Minute {
    const ends = elapsed.map(minutes => from + this.#restOf(minutes));
    let at = from;
    for (let left = ahead; ; ) {
      if (ends.length < staffAt(this.#staff, at)) {
        if (left === 0) return at - from;
        left -= 1;
        ends.push(at + this.#work());
        continue;
      }
      const first = Math.min(...ends);
      const change = nextChange(this.#staff, at);
      if (first <= change) ends.splice(ends.indexOf(first), 1);
      at = Math.min(first, change);
    }
  }

  #work(): Minute {
    return this.#random() < noShow.share ? noShow.cost : serviceMinutes(this.#random);
  }

  /** By drawing until one lasts so long; whoever lasts beyond all draws stays another mean. */
  #restOf(elapsed: Minute): Minute {
    for (let draw = 0; draw < 2000; draw += 1) {
      const work = this.#work();
      if (work > elapsed) return work - elapsed;
    }
    return noShow.cost;
  }
}
