import type { Browser } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { launchChromium } from '../support/chromium';
import { everyPage, type Point, startPoint } from '../support/every-page';
import { beyondTab, sidewaysOn, spaceText } from '../support/page-checks';
import { CountingWire, firstVisit } from '../support/page-visit';
import { setUp } from '../support/set-up';

/** Bytes on the wire until a page is up to date, the first time somebody opens it. */
const mostBytes = 150_000;

let point: Point;
let wire: CountingWire;
let url: string;
let browser: Browser;

setUp(test, async keep => {
  point = await keep(startPoint(12));
  wire = new CountingWire(point.url);
  url = await wire.start();
  await keep(wire);
  browser = await keep(launchChromium());
});

for (const [name, { path, ready }] of Object.entries(everyPage)) {
  test(`The ${name} is light, narrow and patient with its reader: 150 kB, 320 pixels, any spacing of text, everything by Tab`, async () => {
    const before = wire.bytes;
    await firstVisit(browser, { url: url + path, ready }, async page => {
      const bytes = wire.bytes - before;
      assert.ok(bytes > 1000 && bytes <= mostBytes, `${bytes} bytes`);
      assert.equal(await beyondTab(page), []);
      await page.setViewportSize({ width: 320, height: 640 });
      assert.equal(await sidewaysOn(page), [], '320 pixels');
      await spaceText(page);
      assert.equal(await sidewaysOn(page), [], 'with more space in the text');
    });
  });
}

test.run();
