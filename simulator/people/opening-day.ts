import { dayNumber } from '../../firmware/servicepoint/opening/calendar';
import { openSpans } from '../../firmware/servicepoint/opening/opening';
import type { Rules } from '../../firmware/servicepoint/rules';
import type { OpenSpan } from './arrivals';

/** One day of a service point in instants, ms since 1970-01-01 UTC. */
export interface OpeningDay {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly opens: number;
  readonly closes: number;
  /** When each service gives numbers; a service that is closed all day is not in it. */
  readonly spans: ReadonlyMap<string, readonly OpenSpan[]>;
}

/** Of services that are always open: people come in these hours (own choice), minutes since midnight. */
const usual = { days: [1, 2, 3, 4, 5], from: 9 * 60, to: 16 * 60 };

/** What the notice at the door says about a day; undefined when everything is closed. */
export function openingDay(rules: Rules, day: string): OpeningDay | undefined {
  const spans = new Map<string, readonly OpenSpan[]>();
  for (const service of rules.services.values()) {
    const isLimited = service.hours || service.exceptions || rules.opening?.hours;
    const today = openSpans(rules, isLimited ? service : { ...service, hours: [usual] }, dayNumber(day));
    if (today.length > 0) spans.set(service.id, today);
  }
  const all = [...spans.values()].flat();
  if (all.length === 0) return undefined;
  return {
    day,
    opens: Math.min(...all.map(({ from }) => from)),
    closes: Math.max(...all.map(({ to }) => to)),
    spans,
  };
}
