import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { silent } from '../../hal/platform/log';
import { SimulatedSite } from '../../simulator/simulated-site';
import { siteSettings } from '../../simulator/site-settings';
import { bundleProgram } from '../support/appliance-process';
import { openChromium } from '../support/chromium';
import { barriersOn, complaintsOf } from '../support/page-checks';
import { setUp } from '../support/set-up';
import { SteadyTime } from '../support/steady-time';

let http: string;
let page: Page;
let complaints: readonly string[] = [];

setUp(test, async keep => {
  bundleProgram();
  const state = mkdtempSync(join(tmpdir(), 'tiski-room-'));
  await keep(() => rmSync(state, { recursive: true }));
  const environment = { TISKI_STATE_DIR: state, TISKI_HTTP_PORT: '0', TISKI_MQTT_PORT: '0' };
  const site = new SimulatedSite({
    settings: siteSettings('mikkeli', '1', environment),
    virtual: true,
    time: new SteadyTime(),
    log: silent,
    version: '1',
    random: Math.random,
  });
  http = (await site.start()).http;
  await keep(site);
  const browser = await keep(openChromium({ width: 1280, height: 900 }));
  page = await browser.context.newPage();
  complaints = complaintsOf(page, () => http);
  await page.goto(`${http}/simulator`);
  await page.waitForSelector('#link.live');
});

test('Somebody comes in, takes a number, and it stands on paper and in the hand', async () => {
  await page
    .locator('#people .figure .code', { hasText: /^[A-Z][1-9]\d\d$/ })
    .first()
    .waitFor();
  await page.waitForSelector('#picture image[href*=paper]');
});

test('A ring of the video unit lights the lamp above its door, and a second press ends it', async () => {
  const unit = page.getByRole('button', { name: 'Video unit: ring, or end the ring' });
  await unit.focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('.video-room[data-ring=ringing]');
  await page.waitForSelector('[data-lamp=video-room-lamp][data-light=amber]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.video-room[data-ring=idle]');
});

test('Every button in the picture is a button of the box, and the kiosk opens beside it', async () => {
  for (const name of [/^Next at /, /^Show again at /, /^Feedback: face 1 of /]) {
    const pressed = page.waitForResponse('**/simulator/api/press');
    await page.getByRole('button', { name }).first().click();
    assert.ok((await pressed).ok(), String(name));
  }
  const opened = page.context().waitForEvent('page');
  await page.getByRole('button', { name: 'Kiosk: take a number yourself' }).click();
  const kiosk = await opened;
  await kiosk.waitForURL(/\/kiosk\//);
  await kiosk.close();
});

test('The people stay away when they are told to, and come again', async () => {
  const people = page.getByRole('checkbox').first();
  for (const on of [false, true]) {
    const told = page.waitForResponse('**/simulator/api/people');
    await people.setChecked(on);
    assert.ok((await told).ok());
    // The page has heard of it, so no older word of the site comes between this and the next press.
    await page
      .locator(on ? '.officer:not(.away)' : '.officer.away')
      .first()
      .waitFor({ state: 'attached' });
  }
});

test('A fault of the printer shows in the picture until it is mended', async () => {
  await page.waitForSelector('#picture .printer.ok');
  await page.click('#breaks [data-fault=cover-open]');
  // Unknown, if somebody's ticket is under way that fills the printer's buffer: then it cannot be asked.
  await page.waitForSelector('#picture :is(.printer.failed, .printer.unknown)');
  await page.click('#breaks [data-fault=cover-open]');
  await page.waitForSelector('#picture .printer.ok');
});

test('Time goes a thousand times faster, for the box and for the people', async () => {
  const issued = async (): Promise<number> => {
    const state = (await (await fetch(`${http}/api/state`)).json()) as { tickets: unknown[] };
    return state.tickets.length;
  };
  const now = async (): Promise<number> => {
    const bench = (await (await fetch(`${http}/simulator/api/state`)).json()) as { now: number };
    return bench.now;
  };
  const before = { issued: await issued(), now: await now() };
  await page.check('input[name=pace][value="1000"]');
  while ((await issued()) < before.issued + 5) await new Promise(resolve => setTimeout(resolve, 50));
  assert.ok((await now()) - before.now > 10 * 60_000);
  await page.check('input[name=pace][value="1"]');
});

test('A day with a firewall cuts the broker off, and the point goes on', async () => {
  await page.click('[data-story=firewall]');
  await page.waitForSelector('[data-story=firewall][aria-pressed=true]');
  const reply = await fetch(`${http}/api/command/take-ticket`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ args: { service: 'tax' } }),
  });
  assert.is(reply.status, 200);
  await page.click('[data-story=firewall]');
  await page.waitForSelector('[data-story=firewall][aria-pressed=false]');
});

test('Every role has its page, and nothing keeps anybody out of the room', async () => {
  const links = (await page.$$eval('#roles a', found =>
    found.map(link => link.getAttribute('href') ?? ''),
  )) as string[];
  for (const link of links) assert.is((await fetch(http + link)).status, 200, link);
  assert.equal(await barriersOn(page), []);
  await page.setViewportSize({ width: 390, height: 844 });
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'));
  assert.equal(complaints, []);
});

test.run();
