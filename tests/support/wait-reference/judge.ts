import type { WaitEstimate } from '../../../firmware/servicepoint/vocabulary';
import { type AccuracySums, adding, noSums } from '../../../firmware/servicepoint/wait/accuracy';
import { ApplianceView } from './appliance-view';
import { type Customer, customersOfDay, generator, type Load, loads } from './customers';
import { type Staff, serveDay, staffAt, usualStaff } from './day';
import { OtherEstimators, type OtherName, otherNames } from './other-estimators';
import { PerfectKnowledge } from './perfect-knowledge';

/** What differs from the reference office. */
export interface Variation {
  readonly name: string;
  /** Days that only teach. */
  readonly teaching: number;
  readonly services?: readonly string[];
  /** The product does not know who is to be there when; the others do. */
  readonly withoutRoster?: boolean;
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
  /** Of `PerfectKnowledge`, if it was asked. */
  readonly floor?: number;
}

/** Everybody who had to wait and showed up, of one seed; the floor only where the office is as defined. @throws Error when somebody who waits is told nothing */
export function* judgedWaits(
  load: Load,
  variation: Variation,
  { seed, days, withFloor = false }: { seed: number; days: number; withFloor?: boolean },
): Generator<Judged> {
  const random = generator(seed);
  const ownRandom = generator(seed + 1_000_003);
  const appliance = new ApplianceView(
    variation.services ?? ['all'],
    variation.withoutRoster ? undefined : usualStaff,
  );
  const others = new OtherEstimators(usualStaff);
  const perfect = withFloor ? new PerfectKnowledge(usualStaff) : undefined;
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
        // Without a roster nobody is known to be there before the first call of the day.
        if (!estimate && variation.withoutRoster) return;
        if (!estimate) throw new Error(`nothing was told on day ${day} at minute ${at}`);
        const floor = perfect?.estimate(at, waiting);
        told.set(customer, {
          day,
          at,
          estimate,
          others: others.estimates(at, waiting),
          ...(floor !== undefined && { floor }),
        });
      },
      starts(customer, at, counter) {
        others.starts(customer, at);
        perfect?.starts(customer, at);
        appliance.starts(customer, at, counter);
        const words = told.get(customer);
        if (words && customer.shows && day >= variation.teaching)
          judged.push({ ...words, actual: at - customer.at });
      },
      ends(customer, at, counter) {
        others.ends(customer);
        perfect?.ends(customer);
        appliance.ends(customer, at, counter);
      },
    });
    yield* judged;
  }
}

export const floorName = 'perfect knowledge';
export type Estimator = 'tiski' | OtherName | typeof floorName;

/** How every estimator did with a load, over all seeds together. */
export function sumsOf(
  load: Load,
  variation: Variation,
  { seeds, days, withFloor = false }: { seeds: number; days: number; withFloor?: boolean },
): ReadonlyMap<Estimator, AccuracySums> {
  const sums = new Map<Estimator, AccuracySums>();
  const add = (name: Estimator, actual: number, estimate: number, band = { low: 0, high: 0 }) =>
    sums.set(name, adding(sums.get(name) ?? noSums, { estimate, ...band, actual }));
  for (let seed = 1; seed <= seeds; seed += 1) {
    for (const { actual, estimate, others, floor } of judgedWaits(load, variation, {
      seed,
      days,
      withFloor,
    })) {
      add('tiski', actual, estimate.minutes, { low: estimate.low, high: estimate.high });
      for (const name of otherNames) add(name, actual, others[name]);
      if (floor !== undefined) add(floorName, actual, floor);
    }
  }
  return sums;
}
