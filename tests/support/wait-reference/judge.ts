import type { WaitEstimate } from '../../../firmware/servicepoint/vocabulary';
import { type AccuracySums, adding, noSums } from '../../../firmware/servicepoint/wait/accuracy';
import { ApplianceView } from './appliance-view';
import { type Customer, customersOfDay, generator, type Load, loads } from './customers';
import { type Staff, serveDay, staffAt, usualStaff } from './day';
import { OtherEstimators, type OtherName, otherNames } from './other-estimators';

/** What differs from the reference office. */
export interface Variation {
  readonly name: string;
  /** Days that only teach. */
  readonly teaching: number;
  readonly services?: readonly string[];
  /** Changes the customers of a day; draws from a generator of its own, so that the days stay the same. */
  readonly change?: (customer: Customer, day: number, random: () => number) => Customer;
  /** The staff of a day, where it is not as the roster says. */
  readonly staff?: (day: number, random: () => number) => Staff;
}

/** A wait that is judged, and what was said about it. Minutes. */
export interface Judged {
  readonly day: number;
  readonly at: number;
  readonly actual: number;
  readonly estimate: WaitEstimate;
  readonly others: Readonly<Record<OtherName, number>>;
}

/** Everybody who had to wait and showed up, of one seed. @throws Error when somebody who waits is told nothing */
export function* judgedWaits(
  load: Load,
  variation: Variation,
  seed: number,
  days: number,
): Generator<Judged> {
  const random = generator(seed);
  const ownRandom = generator(seed + 1_000_003);
  const appliance = new ApplianceView(variation.services ?? ['all'], usualStaff);
  const others = new OtherEstimators(usualStaff);
  for (let day = 0; day < days; day += 1) {
    appliance.newDay(day);
    others.newDay();
    const customers = customersOfDay(random, loads[load]).map(
      customer => variation.change?.(customer, day, ownRandom) ?? customer,
    );
    const staff = variation.staff?.(day, ownRandom) ?? usualStaff;
    const told = new Map<Customer, Omit<Judged, 'actual'>>();
    const judged: Judged[] = [];
    serveDay(customers, staff, {
      arrives(customer, at, { waiting, busy }) {
        const estimate = appliance.takes(customer, at);
        if (waiting.length === 0 && busy < staffAt(staff, at)) return;
        if (!estimate) throw new Error(`nothing was told on day ${day} at minute ${at}`);
        told.set(customer, { day, at, estimate, others: others.estimates(at, waiting) });
      },
      starts(customer, at, counter) {
        others.starts(customer, at);
        appliance.starts(customer, at, counter);
        const words = told.get(customer);
        if (words && customer.shows && day >= variation.teaching)
          judged.push({ ...words, actual: at - customer.at });
      },
      ends(customer, at, counter) {
        others.ends(customer);
        appliance.ends(customer, at, counter);
      },
    });
    yield* judged;
  }
}

export type Estimator = 'tiski' | OtherName;
export const estimators: readonly Estimator[] = ['tiski', ...otherNames];

/** How every estimator did with a load, over all seeds together. */
export function sumsOf(
  load: Load,
  variation: Variation,
  seeds: number,
  days: number,
): Record<Estimator, AccuracySums> {
  const sums = Object.fromEntries(estimators.map(name => [name, noSums])) as Record<Estimator, AccuracySums>;
  for (let seed = 1; seed <= seeds; seed += 1) {
    for (const { actual, estimate, others } of judgedWaits(load, variation, seed, days)) {
      const { minutes, low, high } = estimate;
      sums.tiski = adding(sums.tiski, { estimate: minutes, low, high, actual });
      for (const name of otherNames)
        sums[name] = adding(sums[name], { estimate: others[name], low: 0, high: 0, actual });
    }
  }
  return sums;
}
