import type { Command } from '../../../firmware/servicepoint/commands';
import type { RecurringHours } from '../../../firmware/servicepoint/opening/hours';
import type { Rules } from '../../../firmware/servicepoint/rules';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import type { WaitEstimate } from '../../../firmware/servicepoint/vocabulary';
import { type Customer, type Minute, service } from './customers';
import { counters, type Staff } from './day';

const firstDay = Date.UTC(2026, 0, 1);
const doors = 9 * 60;
const everyDay = [0, 1, 2, 3, 4, 5, 6];

/** A site with the counters of the reference office and a roster, in which each service is known to take a quarter longer than it does. */
function rulesOf(services: readonly string[], roster: Staff | undefined): Rules {
  const letters = ['A', 'B', 'C'];
  return {
    timezone: 'UTC',
    languages: ['fi'],
    services: new Map(
      services.map((id, index) => [id, { id, letter: letters[index] ?? 'Z', minutes: service.mean * 1.25 }]),
    ),
    counters: new Map(
      counters.map((id, rank) => [
        id,
        {
          id,
          services,
          ...(roster && { roster: rosterOf(rank, roster) }),
        },
      ]),
    ),
    kiosks: new Map([['lobby', { id: 'lobby' }]]),
  };
}

/** The hours of the counter with that rank. */
function rosterOf(rank: number, roster: Staff): RecurringHours[] {
  return roster.flatMap(({ from, count }, index) => {
    const to = roster[index + 1]?.from ?? 420;
    return count > rank ? [{ days: everyDay, from: doors + from, to: doors + to }] : [];
  });
}

/** The office as the product sees it: commands into the real core, estimates out of its facts. */
export class ApplianceView {
  readonly point: ServicePoint;
  #midnight = firstDay;

  /** @param roster as it is known, if it is */
  constructor(services: readonly string[], roster: Staff | undefined) {
    this.point = new ServicePoint(rulesOf(services, roster));
  }

  newDay(day: number): void {
    this.#midnight = firstDay + day * 86_400_000;
  }

  takes(customer: Customer, at: Minute): WaitEstimate | undefined {
    const [issued] = this.#handle(at, { name: 'take-ticket', args: { service: customer.service } }).filter(
      ({ type }) => type === 'ticket.issued',
    );
    return issued?.type === 'ticket.issued' ? issued.data.estimate : undefined;
  }

  starts(customer: Customer, at: Minute, counter: string): void {
    this.#handle(at, { name: 'next', args: { counter } });
    if (customer.shows) this.#handle(at, { name: 'arrived', args: { counter } });
  }

  ends(customer: Customer, at: Minute, counter: string): void {
    this.#handle(at, { name: customer.shows ? 'done' : 'no-show', args: { counter } });
  }

  #handle(at: Minute, command: Pick<Command, 'name' | 'args'>) {
    const instant = this.#midnight + Math.round((doors + at) * 60_000);
    const { decision, events } = this.point.handle({ ...command, at: instant, channel: 'page' } as Command);
    if (!decision.ok) throw new Error(`${command.name} at minute ${at}: ${decision.code}`);
    return events;
  }
}
