import type { Sourced } from './sourced';

/** How much of one service is asked for, and how long it takes. */
export interface Demand {
  /** Service events on a day on which the service is open, on average: what is carried out, not who comes in. */
  readonly perDay: Sourced<number>;
  /** Mean time with the customer, minutes. */
  readonly minutes: Sourced<number>;
}

/** Who serves at a counter from opening until the last customer has gone. */
export interface Post {
  readonly counter: string;
  /** Earliest beginnings, in minutes since midnight, and lengths: a customer is served to the end first. */
  readonly pauses: readonly { readonly from: number; readonly minutes: number }[];
}

export interface Season {
  /** YYYY-MM-DD */
  readonly from: string;
  readonly times: number;
}

/** How busy a day is, as a multiple of the demand. @param day YYYY-MM-DD */
export function seasonOf({ seasons }: Scenario, day: string): number {
  return seasons?.value.findLast(({ from }) => from <= day)?.times ?? 1;
}

/** A named day, or more of them, at a service point: who comes, for what, and who serves. Opening hours are the site's. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** Name of the site file in `simulator/sites`, without its ending. */
  readonly site: string;
  /** First day, YYYY-MM-DD. */
  readonly day: string;
  /** Opening days of it; 1 if left out. */
  readonly days?: number;
  /** Service events on an opening day, all services together, averaged over the week; what the demands add up to. */
  readonly eventsPerDay: Sourced<number>;
  /** How busy the days are from each of these on, as a multiple of the demand; first day first. */
  readonly seasons?: Sourced<readonly Season[]>;
  /** By service of the site. */
  readonly demand: Readonly<Record<string, Demand>>;
  readonly advisors: Sourced<readonly Post[]>;
  /** Weights by language of the site. */
  readonly languages: Sourced<Readonly<Record<string, number>>>;
}
