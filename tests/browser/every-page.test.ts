import type { Browser } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { launchChromium } from '../support/chromium';
import { everyPage, type Point, startPoint } from '../support/every-page';
import { CountingWire, firstVisit } from '../support/page-visit';

/** Bytes on the wire until a page is up to date, the first time somebody opens it. */
const mostBytes = 150_000;

let point: Point;
let wire: CountingWire;
let url: string;
let browser: Browser;
const stops: (() => Promise<void>)[] = [];

test.before(async () => {
  point = await startPoint(12);
  stops.push(point.close);
  wire = new CountingWire(point.url);
  url = await wire.start();
  stops.push(() => wire.stop());
  browser = await launchChromium();
  stops.push(() => browser.close());
});

test.after(async () => {
  for (const stop of stops.reverse()) await stop();
});

for (const [name, { path, ready }] of Object.entries(everyPage)) {
  test(`The first visit to the ${name} costs at most 150 kB, all that it loads together`, async () => {
    const before = wire.bytes;
    await firstVisit(browser, { url: url + path, ready }, async () => {
      const bytes = wire.bytes - before;
      assert.ok(bytes > 1000 && bytes <= mostBytes, `${bytes} bytes`);
    });
  });
}

test.run();
