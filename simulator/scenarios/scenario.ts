import type { Sourced } from './sourced';

/** How much of one service is asked for, and how long it takes. */
export interface Demand {
  /** Service events on a day on which the service is open, on average: what is carried out, not who comes in. */
  readonly perDay: Sourced<number>;
  /** Mean time with the customer, minutes. */
  readonly minutes: Sourced<number>;
  /** They have appointments: the first in minutes since midnight, then one every so many minutes. */
  readonly slots?: Sourced<{ readonly from: number; readonly minutes: number }>;
}

/** Who serves at a counter. */
export interface Post {
  readonly counter: string;
  /** 0 Sunday … 6 Saturday; every opening day, if left out. */
  readonly days?: readonly number[];
  /** Minutes since midnight; from opening until the last customer has gone, where left out. */
  readonly from?: number;
  readonly to?: number;
  /** Earliest beginnings, in minutes since midnight, and lengths: a customer is served to the end first. */
  readonly pauses: readonly { readonly from: number; readonly minutes: number }[];
}

export interface Season {
  /** First and last day, YYYY-MM-DD. */
  readonly from: string;
  readonly until?: string;
  /** The whole point, if left out. */
  readonly services?: readonly string[];
  readonly times: number;
  readonly source: string;
}

/** How people are where they are not as everywhere (`simulator/people/habits.ts`). Shares, and a wait in ms. */
export interface OwnHabits {
  readonly needsSupport?: Sourced<number>;
  readonly secondMatter?: Sourced<number>;
  readonly groups?: Sourced<number>;
  readonly missesCall?: Sourced<number>;
  readonly comesBack?: Sourced<number>;
  readonly noShowWait?: Sourced<number>;
}

/** A date, or a date and a time: `2014-11-04 10:30`. */
export type Moment = string;

export interface NetworkTrouble {
  readonly what: 'inbound-blocked' | 'broker-blocked' | 'broker-full' | 'proxy-only' | 'slow';
  readonly from?: Moment;
  readonly until?: Moment;
  /** Of `slow`, ms. */
  readonly delay?: number;
  readonly source: string;
}

export interface Fault {
  readonly what: 'silent' | 'hot';
  readonly device?: string;
  readonly from: Moment;
  readonly until?: Moment;
  readonly source: string;
}

/** A call on each opening day. */
export interface Ring {
  readonly device: string;
  /** Minutes since midnight. */
  readonly at: number;
  readonly caller?: string;
  readonly seconds: number;
  readonly end: 'answered' | 'ended' | 'wrong';
  readonly source: string;
}

export interface FleetAtBroker {
  readonly appliances: Sourced<number>;
  /** Minutes. */
  readonly outage: Sourced<number>;
  /** Messages a second. */
  readonly capacity: Sourced<number>;
}

/** A named day, or more of them, at a service point: who comes, for what, and who serves. Opening hours are the site's. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** Name of a site file in `simulator/sites`, without its ending, or the absolute path of one. */
  readonly site: string;
  /** First day, YYYY-MM-DD. */
  readonly day: string;
  /** Opening days of it; 1 if left out. */
  readonly days?: number;
  /** Service events on an opening day, all services together, averaged over the week; what the demands add up to. */
  readonly eventsPerDay: Sourced<number>;
  /** How busy the days are, as a multiple of the demand; first day first. */
  readonly seasons?: readonly Season[];
  /** By service of the site. */
  readonly demand: Readonly<Record<string, Demand>>;
  readonly advisors: Sourced<readonly Post[]>;
  /** Weights by language of the site. */
  readonly languages: Sourced<Readonly<Record<string, number>>>;
  readonly habits?: OwnHabits;
  /** First day, YYYY-MM-DD, for which there are bookings; without, whoever has an appointment has booked. */
  readonly bookings?: Sourced<string>;
  readonly rings?: readonly Ring[];
  readonly network?: readonly NetworkTrouble[];
  readonly faults?: readonly Fault[];
  readonly fleet?: FleetAtBroker;
}
