import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import * as assert from 'uvu/assert';
import type { SetupLanguage } from '../../../provisioning/commissioning/words/words';
import { brokenBox, nextAfterSwap } from './broken-box';
import { ScriptedTechnician } from './scripted-technician';
import { SetupBench, type SetupBenchOptions } from './setup-bench';

/** A technician scans the claim of a spare that replaces a broken box, and sees its queue come along. */
export async function swapWay(
  browser: Browser,
  language: SetupLanguage,
  box: SetupBenchOptions,
  look: (technician: ScriptedTechnician) => Promise<void> = async () => {},
): Promise<void> {
  const bench = await new SetupBench(box).start();
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    locale: `${language}-FI`,
    viewport: { width: 360, height: 740 },
  });
  context.setDefaultTimeout(60_000);
  try {
    const claim = await brokenBox(bench);
    const technician = new ScriptedTechnician(await context.newPage(), language);
    const { page, say } = technician;
    await technician.scansSlip(bench.url, bench.setup.code);
    await technician.goesOn('claim');
    await technician.claims(claim);
    await technician.at('done');
    const told = (await page.textContent('main')) ?? '';
    for (const words of [
      say('swap-is', { box: 'library.hub' }),
      say('swap-waiting', { waiting: '2' }),
      say('swap-next', { next: nextAfterSwap }),
      say('swap-since'),
    ])
      assert.match(told, words);
    await look(technician);
    await technician.finishes();
    await bench.until('the box begins to serve', () => bench.finished === 1);
    const read = (name: string) => readFileSync(join(bench.state, name), 'utf8');
    assert.is(read('box/site.yaml'), bench.siteText());
    for (const name of ['journal.db', 'taken-over.json'])
      assert.ok(existsSync(join(bench.state, name)), name);
    for (const name of ['stage', 'life.json', 'incoming', 'takeover'])
      assert.not(existsSync(join(bench.state, name)), name);
  } finally {
    await context.close();
    await bench.stop();
  }
}
