import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { loadSite } from '../../../firmware/config/load-site';
import { rulesOf } from '../../../firmware/config/rules-of-site';
import { Runtime } from '../../../firmware/runtime';
import { silent } from '../../../hal/platform/log';
import { setUpBox } from '../../../provisioning/commissioning/succession';
import { leaveTakeover } from '../../../provisioning/life/arrivals';
import type { SetupBench } from './setup-bench';

/** The first number after a swap: those of the old box may be on paper somewhere. */
export const nextAfterSwap = 'A501';

/** A box in service, in whose queue two wait, that has left all of it with the region and then broke. @returns the claim of its spare */
export async function brokenBox(bench: SetupBench, box = 'hub'): Promise<string> {
  const state = join(bench.folder, `old-${box}`);
  mkdirSync(join(state, 'box'), { recursive: true });
  const options = setUpBox(state, bench.time);
  const { folders, identity, time } = options;
  writeFileSync(folders.siteFile, bench.siteText(box));
  await identity.take(bench.region.url, bench.region.claim(box));
  await identity.keepUp();
  const runtime = new Runtime({
    journalFile: join(state, 'journal.db'),
    rules: rulesOf(loadSite(folders.siteFile).site),
    time,
    log: silent,
    version: '1',
    makeEpoch: () => 'old',
  });
  await runtime.start();
  for (const ticket of ['A101', 'A102']) {
    const reply = await runtime.execute({
      name: 'take-ticket',
      args: { service: 'advisor' },
      channel: 'http',
    });
    assert.is(reply.ok && reply.result.ticket, ticket);
  }
  runtime.stop();
  await leaveTakeover(options, { contact: await identity.contact() });
  return bench.region.office.makeClaim({
    site: 'library',
    box,
    replaces: true,
    confirm: false,
    life: 3_600_000,
  });
}
