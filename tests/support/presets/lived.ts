import * as assert from 'uvu/assert';
import { rulesOf } from '../../../firmware/config/rules-of-site';
import type { Site } from '../../../firmware/config/site';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import { Figures, meanOf } from '../../../simulator/figures';
import type { Scenario } from '../../../simulator/scenarios/scenario';
import { simulate } from '../../../simulator/simulate';
import type { FromOutside } from '../../../simulator/whole-site/whole-site';

type Issued = Extract<ServiceEvent, { readonly type: 'ticket.issued' }>;

/** A scenario lived through. */
export class Lived {
  readonly events: ServiceEvent[] = [];
  readonly figures = new Figures();
  days: readonly string[] = [];
  outside: FromOutside | undefined;

  static async through(scenario: Scenario, site: Site, days: number, seed = 1): Promise<Lived> {
    const lived = new Lived();
    const { days: opened, outside } = await simulate({
      scenario,
      site,
      rules: rulesOf(site),
      seed,
      days,
      see: event => {
        lived.events.push(event);
        lived.figures.see(event);
      },
    });
    lived.days = opened;
    lived.outside = outside;
    return lived;
  }

  of<Type extends ServiceEvent['type']>(type: Type): Extract<ServiceEvent, { readonly type: Type }>[] {
    return this.events.filter(
      (event): event is Extract<ServiceEvent, { readonly type: Type }> => event.type === type,
    );
  }

  issued(service?: string, day?: string): Issued[] {
    return this.of('ticket.issued').filter(
      ({ data }) =>
        (service === undefined || data.service === service) && (day === undefined || data.day === day),
    );
  }

  /** Mean minutes from number to service of those who took one on these days. */
  waited(service: string, days: (day: string) => boolean): number {
    const figures = new Figures();
    let day = '';
    for (const event of this.events) {
      if (event.type === 'appliance.day-opened') day = event.data.day;
      if (days(day)) figures.see(event);
    }
    return (meanOf(figures.services.get(service)?.waiting ?? []) ?? 0) / 60_000;
  }

  /** Everybody who took a number came to an end, no number was given twice on a day, and nobody was called to two counters at once. */
  assertRight(): void {
    const { issued, served, noShows, cancelled, leftOver } = this.figures.total;
    assert.is(issued, served + noShows + cancelled + leftOver);
    assert.is(leftOver, 0, 'nobody is left at the end of a day');
    const numbers = this.issued().map(({ data }) => `${data.day} ${data.ticket}`);
    assert.is(new Set(numbers).size, numbers.length);
    const busy = new Map<string, string>();
    for (const event of this.events) {
      if (event.type === 'appliance.day-opened') busy.clear();
      if (event.type === 'ticket.called') {
        assert.is(
          busy.get(event.data.counter) ?? event.data.ticket,
          event.data.ticket,
          'a counter has one customer',
        );
        busy.set(event.data.counter, event.data.ticket);
      }
      const ends = [
        'ticket.served',
        'ticket.no-show',
        'ticket.cancelled',
        'ticket.parked',
        'ticket.transferred',
      ];
      if (ends.includes(event.type) && 'ticket' in event.data) {
        for (const [counter, ticket] of busy) if (ticket === event.data.ticket) busy.delete(counter);
      }
    }
  }
}
