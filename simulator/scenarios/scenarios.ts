import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadSite } from '../../firmware/config/load-site';
import type { Site } from '../../firmware/config/site';
import type { Rules } from '../../firmware/servicepoint/rules';
import { TiskiError } from '../../hal/platform/error';
import { scenarioFolder, siteFile } from '../site-files';
import { anySite } from './any-site';
import { unknownTo } from './fitting';
import { ending, readScenario } from './read-scenario';
import type { Scenario } from './scenario';

/** Names of the presets, in the order of the alphabet. */
export function scenarioNames(): string[] {
  return readdirSync(scenarioFolder)
    .filter(file => file.endsWith(ending))
    .map(file => file.slice(0, -ending.length))
    .sort();
}

/** A preset by its name, or the scenario of a file. @throws TiskiError `setting-invalid`, ScenarioRefused */
export function scenarioNamed(name: string): Scenario {
  return readScenario(fileOf(name)).scenario;
}

export interface ScenarioAtSite {
  readonly scenario: Scenario;
  readonly site: Site;
}

/** A scenario with its site, held one against the other. @throws TiskiError `setting-invalid`, ScenarioRefused, SiteRefused */
export function scenarioAtSite(name: string): ScenarioAtSite {
  const { scenario, refuse } = readScenario(fileOf(name));
  const { site } = loadSite(siteFile(scenario.site));
  refuse(unknownTo(site, scenario));
  return { scenario, site };
}

/** The scenario of a site as its file stands now: its own day if that fits the services and counters, else one for any site. */
export function scenarioFor(site: string, rules: Rules): Scenario {
  const file = join(scenarioFolder, `${site}-day${ending}`);
  const own = existsSync(file) ? readScenario(file).scenario : undefined;
  const fits =
    own &&
    Object.keys(own.demand).every(service => rules.services.has(service)) &&
    own.advisors.value.every(({ counter }) => rules.counters.has(counter));
  return fits ? own : anySite(site, rules);
}

function fileOf(name: string): string {
  if (name.endsWith('.yaml')) return resolve(name);
  const file = join(scenarioFolder, `${name}${ending}`);
  if (!/^[a-z0-9-]+$/.test(name) || !existsSync(file))
    throw new TiskiError('setting-invalid', `there is no scenario "${name}"`);
  return file;
}
