import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bundleProgram } from '../support/appliance-process';
import { launchChromium } from '../support/chromium';
import { disturbances } from '../support/commissioning/disturbances';
import { wholeWay } from '../support/commissioning/whole-way';
import { setUp } from '../support/set-up';

/** A sample; all disturbances in all languages are `npm run proof -- commissioning`. */
const sample = ['button pressed twice', 'power pulled'];

let browser: Browser;
const box = { assetsDir: join(__dirname, '..', '..', 'dist', 'assets') };

setUp(test, async keep => {
  bundleProgram();
  browser = await keep(launchChromium());
});

for (const disturbance of disturbances.filter(({ name }) => sample.includes(name)))
  test(`from the first slip to a published report on a phone, with ${disturbance.name} on the way`, () =>
    wholeWay({ browser, language: 'fi', box, disturbance }).then(() => {}));

test('the sample is of the table', () => {
  assert.is(disturbances.filter(({ name }) => sample.includes(name)).length, sample.length);
});

test.run();
