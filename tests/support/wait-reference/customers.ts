/** Minutes after the doors open. */
export type Minute = number;

export interface Customer {
  readonly at: Minute;
  readonly shows: boolean;
  /** At the counter; for one who does not show what the counter waits. Minutes. */
  readonly work: number;
  readonly service: string;
}

/** Customers a day, by name of the load. */
export const loads = { light: 57, medium: 63, heavy: 78 } as const;
export type Load = keyof typeof loads;

/** The last number is given then. */
export const lastNumber = 390;

export const noShow = { share: 0.07, cost: 2.5 };
export const service = { mean: 12, variation: 0.8 };

const logVariance = Math.log(1 + service.variation ** 2);
const logMean = Math.log(service.mean) - logVariance / 2;

/** How busy a minute is, 1 at most. */
const bell = (minute: Minute): number => Math.exp(-0.5 * ((minute - 195) / 110) ** 2);
const bellArea = Array.from({ length: lastNumber }, (_, minute) => bell(minute + 0.5)).reduce(
  (sum, height) => sum + height,
  0,
);

/** Uniform in [0, 1): mulberry32, which the definition of the reference office names, so that all referees see the same days. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * The customers of one day, in order: arrivals by thinning, each with service time and whether they show. The draws come in the order of the
 * definition.
 */
export function customersOfDay(random: () => number, perDay: number): Customer[] {
  const customers: Customer[] = [];
  const rate = (perDay * (0.85 + 0.3 * random())) / bellArea;
  const step = () => -Math.log(1 - random()) / rate;
  for (let at = step(); at < lastNumber; at += step()) {
    if (random() >= bell(at)) continue;
    const shows = random() >= noShow.share;
    const work = shows ? serviceMinutes(random) : noShow.cost;
    customers.push({ at, shows, work, service: 'all' });
  }
  return customers;
}

/** How long one service takes: log-normal. */
export function serviceMinutes(random: () => number): Minute {
  return Math.exp(logMean + Math.sqrt(logVariance) * normal(random));
}

function normal(random: () => number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}
