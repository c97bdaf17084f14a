import type { Rules } from '../../firmware/servicepoint/rules';
import { TiskiError } from '../../hal/platform/error';
import { anySite } from './any-site';
import { kiiminkiDay } from './kiiminki-day';
import { mikkeliDay } from './mikkeli-day';
import { mikkeliQuarter } from './mikkeli-quarter';
import { parainenDay } from './parainen-day';
import { pelkosenniemiDay } from './pelkosenniemi-day';
import { saarijarviDay } from './saarijarvi-day';
import type { Scenario } from './scenario';

/** Largest place first (N-010); of each place its day first. */
export const scenarios: readonly Scenario[] = [
  mikkeliDay,
  mikkeliQuarter,
  kiiminkiDay,
  saarijarviDay,
  parainenDay,
  pelkosenniemiDay,
];

/** @throws TiskiError `setting-invalid` */
export function scenarioNamed(name: string): Scenario {
  const scenario = scenarios.find(candidate => candidate.name === name);
  if (!scenario) throw new TiskiError('setting-invalid', `there is no scenario "${name}"`);
  return scenario;
}

/** The scenario of a site as its file stands now: its own if it has one that fits the services and counters, else one for any site. */
export function scenarioFor(site: string, rules: Rules): Scenario {
  const own = scenarios.find(
    ({ site: its, demand, advisors }) =>
      its === site &&
      Object.keys(demand).every(service => rules.services.has(service)) &&
      advisors.value.every(({ counter }) => rules.counters.has(counter)),
  );
  return own ?? anySite(site, rules);
}
