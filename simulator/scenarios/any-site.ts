import type { Rules } from '../../firmware/servicepoint/rules';
import type { Scenario } from './scenario';
import { own } from './sourced';

/** People for a site of which nothing is known: every service alike, an advisor at every counter. */
export function anySite(name: string, rules: Rules): Scenario {
  const perDay = 10;
  return {
    name: `${name}-day`,
    title: `${name}, every service alike`,
    site: name,
    day: '2014-11-04',
    eventsPerDay: own(perDay * rules.services.size),
    demand: Object.fromEntries(
      [...rules.services.keys()].map(service => [service, { perDay: own(perDay), minutes: own(10) }]),
    ),
    advisors: own([...rules.counters.keys()].map(counter => ({ counter, pauses: [] }))),
    languages: own(Object.fromEntries(rules.languages.map((language, index) => [language, 1 / (index + 1)]))),
  };
}
