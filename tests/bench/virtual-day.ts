import { loadSite } from '../../firmware/config/load-site';
import { rulesOf } from '../../firmware/config/rules-of-site';
import { scenarioNamed } from '../../simulator/scenarios/scenarios';
import { simulate } from '../../simulator/simulate';
import { siteFile } from '../../simulator/site-files';
import { type Row, sampled } from './row';

const runs = 7;
const days = 20;

/** Days of Mikkeli in virtual time, as `tiski simulate` runs them: the first run, which is compiled on the way, counts as well. */
export async function virtualDayRows(): Promise<Row[]> {
  const scenario = scenarioNamed('mikkeli-day');
  const rules = rulesOf(loadSite(siteFile(scenario.site)).site);
  const faster: number[] = [];
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    const { duration } = await simulate({ scenario, rules, seed: run + 1, days, see: () => {} });
    faster.push(duration / (performance.now() - began));
  }
  return [
    {
      name: `${days} virtual days of Mikkeli`,
      unit: 'times real',
      value: sampled(faster),
      bound: { atLeast: 20_000 },
    },
  ];
}
