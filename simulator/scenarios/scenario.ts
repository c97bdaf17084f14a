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

/** A named day at a service point: who comes, for what, and who serves. Opening hours are the site's. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** Name of the site file in `simulator/sites`, without its ending. */
  readonly site: string;
  /** First day, YYYY-MM-DD. */
  readonly day: string;
  /** Service events on an opening day, all services together, averaged over the week; what the demands add up to. */
  readonly eventsPerDay: Sourced<number>;
  /** By service of the site. */
  readonly demand: Readonly<Record<string, Demand>>;
  readonly advisors: Sourced<readonly Post[]>;
  /** Weights by language of the site. */
  readonly languages: Sourced<Readonly<Record<string, number>>>;
}
