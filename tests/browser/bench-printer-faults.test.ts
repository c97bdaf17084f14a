import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { catalogue } from '../../hal/platform/catalogue';
import { type BenchBox, startBenchBox } from '../support/bench-box';
import { type OpenBrowser, openChromium } from '../support/chromium';
import { setUp } from '../support/set-up';
import { awake } from '../support/steady-time';

let box: BenchBox;
let browser: OpenBrowser;
let page: Page;

setUp(test, async keep => {
  box = await keep(startBenchBox());
  browser = await keep(openChromium({ width: 1280, height: 900 }));
  page = await browser.context.newPage();
  await page.goto(`${box.url}/simulator/bench`);
  await page.waitForSelector('[data-printer] .health.ok');
});

const has = (selector: string, text: string): Promise<unknown> =>
  page.locator(selector).filter({ hasText: text }).first().waitFor();

for (const [fault, code] of [
  ['paper-out', 'printer-paper-out'],
  ['cover-open', 'printer-cover-open'],
  ['cable-out', 'printer-silent'],
] as const) {
  test(`a printer with ${fault} is shown with what to do, and is well again afterwards`, async () => {
    const start = awake();
    await page.click(`[data-fault=${fault}]`);
    await has('.reasons code', code);
    const shown = awake() - start;
    assert.is(await page.locator('[data-printer] .health.ok').count(), 0);
    assert.match((await page.textContent('.reasons p')) ?? '', catalogue[code].advice);
    await page.click(`[data-fault=${fault}]`);
    await page.waitForSelector('[data-printer] .health.ok');
    assert.ok(shown < 2500, `${shown} ms`);
  });
}

test('a button on a wire that cannot give a ticket is refused where the customer stands', async () => {
  await page.click('[data-fault=paper-out]');
  await has('.reasons code', 'printer-paper-out');
  await page.click('[data-button=lobby-tax]');
  await page.waitForSelector('[data-lamp=lobby-lamp][data-sign=refused]');
  await has('#devices .wires', 'refused');
  await page.click('[data-fault=paper-out]');
  await page.waitForSelector('[data-printer] .health.ok');
});

test.run();
