import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { queueByProgram } from '../../provisioning/commissioning/succession';
import { setupLanguages } from '../../provisioning/commissioning/words/words';
import { bundleProgram } from '../support/appliance-process';
import { launchChromium } from '../support/chromium';
import { disturbances } from '../support/commissioning/disturbances';
import { ScriptedTechnician } from '../support/commissioning/scripted-technician';
import { SetupBench } from '../support/commissioning/setup-bench';
import { pictureOf } from '../support/commissioning/shipped-way';
import { swapWay } from '../support/commissioning/swap-way';
import { wholeWay } from '../support/commissioning/whole-way';
import { barriersOn, beyondTab, misfitsOn } from '../support/page-checks';
import { setUp } from '../support/set-up';

/** A sample; all disturbances in all languages are `npm run proof -- commissioning`. */
const sample = 'power pulled';

const box = { assetsDir: join(__dirname, '..', '..', 'dist', 'assets') };
let browser: Browser;

setUp(test, async keep => {
  bundleProgram();
  browser = await keep(launchChromium());
});

test('from the first slip to a published report on a phone, with the power pulled on the way', async () => {
  const disturbance = disturbances.find(({ name }) => name === sample);
  assert.ok(disturbance, sample);
  await wholeWay({ browser, language: 'fi', box, disturbance });
});

test('one scan at a spare swaps a broken box: the technician sees who waits and which number comes next', async () => {
  const tellQueue = queueByProgram(join(__dirname, '..', '..', 'firmware', 'bin', 'tiski.js'));
  await swapWay(browser, 'fi', { ...box, tellQueue }, async ({ page }) => {
    for (const language of setupLanguages) {
      await page.click(`[data-act=language][data-value=${language}]`);
      await page.waitForSelector(`html[lang=${language}]:not([data-busy])`);
      assert.equal(await misfitsOn(page), [], language);
    }
    assert.equal(await barriersOn(page), []);
    await page.click('[data-act=language][data-value=fi]');
    await page.waitForSelector('html[lang=fi]:not([data-busy])');
  });
});

test('every step fits a small phone in three languages, lets everybody in and loads little', async () => {
  const bench = await new SetupBench(box).start();
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    locale: 'en-GB',
    viewport: { width: 320, height: 640 },
  });
  try {
    bench.keepSite();
    const technician = new ScriptedTechnician(await context.newPage(), 'en');
    const { page } = technician;
    let bytes = 0;
    page.on('response', async response => {
      if (response.request().resourceType() !== 'fetch') bytes += (await response.body()).length;
    });
    const look = async (step: string) => {
      for (const language of setupLanguages) {
        await page.click(`[data-act=language][data-value=${language}]`);
        await page.waitForSelector(`html[lang=${language}]:not([data-busy])`);
        assert.equal(await misfitsOn(page), [], `${step}, ${language}`);
      }
      assert.equal(await barriersOn(page), [], step);
    };
    await page.goto(bench.url);
    await look('enter');
    await page.fill('#code', bench.setup.code);
    await page.keyboard.press('Enter');
    await technician.at('network');
    await page.waitForSelector('#check-broker');
    bench.network.names = false;
    await technician.looksAtNetwork();
    await look('network');
    bench.network.names = true;
    await technician.goesOn('claim');
    await look('claim');
    await technician.showsClaim(Buffer.from('no picture'));
    await page.waitForSelector('#unread:visible');
    await technician.showsClaim(await pictureOf(`${bench.path.url}#${bench.claim()}`));
    await technician.at('devices');
    await page.click('#task-counter-0-next [data-act=learn]');
    await look('devices');
    await page.reload();
    await technician.at('devices');
    assert.equal(await beyondTab(page), [], 'all of it by the keyboard');
    await technician.tries('lamp-1');
    await technician.goesOn('place');
    await look('place');
    await technician.saysWhere('Library');
    await look('accept');
    await technician.accepts();
    await look('done');
    assert.ok(bytes < 150_000, `${bytes} bytes`);
  } finally {
    await context.close();
    await bench.stop();
  }
});

test.run();
