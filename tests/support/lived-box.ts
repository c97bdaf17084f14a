import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSite } from '../../firmware/config/load-site';
import { rulesOf } from '../../firmware/config/rules-of-site';
import type { Site } from '../../firmware/config/site';
import { Runtime } from '../../firmware/runtime';
import { buildAssets } from '../../firmware/screens/build-assets';
import { WebServer } from '../../firmware/screens/web-server';
import { silent } from '../../hal/platform/log';
import { liveDay } from '../../simulator/people/day-of-people';
import { officeOf } from '../../simulator/people/office';
import { openingDay } from '../../simulator/people/opening-day';
import { Random } from '../../simulator/random';
import { scenarioNamed } from '../../simulator/scenarios/scenarios';
import { siteFile } from '../../simulator/site-files';
import { dayAfter, localInstant } from '../../simulator/time/local-instant';
import { turnsWhile, VirtualTime } from '../../simulator/time/virtual-time';

export interface LivedBox {
  readonly url: string;
  readonly runtime: Runtime;
  /** The days that were lived, the last one still open. */
  readonly days: readonly string[];
  command(name: string, args: object, by?: string): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

/** The box of Mikkeli in March 2026 after so many opening days with people, on the evening of the last, with its web server. */
export async function startLivedBox(opened: number, change: (site: Site) => Site = same): Promise<LivedBox> {
  const scenario = { ...scenarioNamed('mikkeli-day'), day: '2026-03-02' };
  const { site: ofFile } = loadSite(siteFile(scenario.site));
  const site = change({ ...ofFile, http: { host: '127.0.0.1', port: 0 } });
  const rules = rulesOf(site);
  const time = new VirtualTime(localInstant(scenario.day, 0, rules.timezone));
  const runtime = new Runtime({
    journalFile: ':memory:',
    rules,
    time,
    log: silent,
    version: '1',
    makeEpoch: () => 'e',
  });
  await runtime.start();
  const office = officeOf(runtime);
  const settle = turnsWhile(() => runtime.journal.waiting > 0);
  const random = new Random(7).stream('lived');
  const days: string[] = [];
  for (let day = scenario.day; days.length < opened; day = dayAfter(day)) {
    const opening = openingDay(rules, day);
    if (!opening) continue;
    await time.runTo(opening.opens - 1, settle);
    const people = liveDay({ office, time, random, scenario, rules }, opening, new AbortController().signal);
    await time.runUntil(people, settle);
    days.push(day);
  }
  const assetsDir = mkdtempSync(join(tmpdir(), 'tiski-lived-'));
  buildAssets(assetsDir, join(__dirname, '../../firmware/screens/browser-page'));
  // As in the simulated site: the tests of these pages are about figures, those of access about who reads them.
  const server = new WebServer({
    site: { now: site },
    runtime,
    time,
    log: silent,
    version: '1',
    assetsDir,
    openToAll: true,
  });
  const { url } = await server.start();
  return {
    url,
    runtime,
    days,
    command: async (name, args, by) => {
      const reply = await runtime.execute({ name, args, channel: 'http', ...(by && { by }) });
      if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply)}`);
      return reply.result;
    },
    close: async () => {
      const stopped = server.stop();
      await time.runTo(time.now() + 2000, settle);
      await stopped;
      runtime.stop();
      rmSync(assetsDir, { recursive: true });
    },
  };
}

function same(site: Site): Site {
  return site;
}
