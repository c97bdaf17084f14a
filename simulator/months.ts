import type { ServiceEvent } from '../firmware/servicepoint/events';
import type { Scenario } from './scenarios/scenario';
import { expectedOn } from './scenarios/seasons';

/** What a month of a simulation came to, and what it should. */
export interface Month {
  /** `2015-01` */
  readonly name: string;
  /** Opening days of it that were lived. */
  readonly days: number;
  /** Service events carried out. */
  readonly served: number;
  /** What the scenario's source says of as many days. */
  readonly expected: number;
}

/** Counts by month from the committed events and nothing else. */
export class Months {
  readonly #scenario: Scenario;
  readonly #served = new Map<string, number>();
  #month = '';

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Takes in the next event, in order. */
  see(event: ServiceEvent): void {
    if (event.type === 'appliance.day-opened') this.#month = event.data.day.slice(0, 7);
    else if (event.type === 'ticket.served')
      this.#served.set(this.#month, (this.#served.get(this.#month) ?? 0) + 1);
  }

  /** @param days opening days that were lived, YYYY-MM-DD */
  of(days: readonly string[]): Month[] {
    const months = Map.groupBy(days, day => day.slice(0, 7));
    return [...months].map(([name, its]) => ({
      name,
      days: its.length,
      served: this.#served.get(name) ?? 0,
      expected: its.reduce((sum, day) => sum + expectedOn(this.#scenario, day), 0),
    }));
  }
}
