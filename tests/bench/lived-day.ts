import { loadSite } from '../../firmware/config/load-site';
import { rulesOf } from '../../firmware/config/rules-of-site';
import type { Reply, Request, Runtime } from '../../firmware/runtime';
import { scenarioNamed } from '../../simulator/scenarios/scenarios';
import { simulate } from '../../simulator/simulate';
import { siteFile } from '../../simulator/site-files';

/** What customers and advisors ask of the box on a simulated day of Mikkeli, in order. */
export async function askedOnADay(): Promise<Pick<Request, 'name' | 'args' | 'by'>[]> {
  const scenario = scenarioNamed('mikkeli-day');
  const asked: Request[] = [];
  await simulate({
    scenario,
    rules: rulesOf(loadSite(siteFile(scenario.site)).site),
    seed: 1,
    days: 1,
    see: () => {},
    alongside: async (_opening, { runtime }) => {
      const box = runtime as Runtime;
      const execute = box.execute.bind(box);
      box.execute = (request): Promise<Reply> => {
        asked.push(request);
        return execute(request);
      };
    },
  });
  return asked;
}
