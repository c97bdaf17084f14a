import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TcpProxy } from '../peers/tcp-proxy';
import { openChromium } from '../support/chromium';
import { type DisplayBox, hallOf, startDisplayBox } from '../support/display-box';
import { barriersOn, complaintsOf, misfitsOn } from '../support/page-checks';
import { childrenWaited } from '../support/processor-waits';
import { setUp } from '../support/set-up';
import { awake } from '../support/steady-time';

/** product.md, "Calling": from the call to the number on the screen. ms */
const bound = 300;

/** A number stands five seconds at least; the next call comes when the display is free for it. ms */
const untilFree = 90_000;

let box: DisplayBox;
let wire: TcpProxy;
let page: Page;
let house: { readonly server: Server; readonly origin: string };
let complaints: readonly string[];
const url = () => wire.url.replace('mqtt', 'http');

setUp(test, async keep => {
  house = await pagesOfTheHouse();
  await keep(() => house.server.close());
  box = await keep(
    startDisplayBox(site => ({ ...hallOf(site), infoTv: { frameAncestors: [house.origin] } })),
  );
  wire = await keep(new TcpProxy(() => box.port).start());
  const browser = await keep(openChromium({ width: 1920, height: 1080 }));
  page = await browser.context.newPage();
  complaints = complaintsOf(page, url);
});

/** A page of somebody else that shows one of the box within itself. */
async function pagesOfTheHouse(): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer(({ url: path = '' }, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><iframe src="${url()}${path}" width="800" height="450"></iframe>`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function open(path: string): Promise<void> {
  await page.goto(url() + path);
  await page.waitForSelector('html[data-connection=live]');
}

async function called(counter: string, service: string): Promise<string> {
  await box.command('take-ticket', { service });
  const { body } = await box.command('next', { counter });
  return String((body.result as { ticket?: string }).ticket);
}

test('A called number is on the screen within 300 ms, also right after the connection was cut', async () => {
  let seen: (number: string) => void = () => {};
  await page.exposeFunction('numberSeen', (number: string) => seen(number));
  await open('/display');
  // Told in the frame in which it is painted.
  await page.evaluate(`new MutationObserver(() => requestAnimationFrame(() => {
    const number = document.querySelector('#number');
    if (number) numberSeen(number.textContent);
  })).observe(document.querySelector('#page'), { subtree: true, childList: true, characterData: true })`);
  for (let call = 0; call < 16; call++) {
    box.time.skip(untilFree);
    await box.command('take-ticket', { service: 'tax' });
    if (call % 2 === 1) wire.cut();
    const [asked, waited] = [awake(), childrenWaited()];
    let wanted = '';
    const numbers: string[] = [];
    const shown = new Promise<number>(resolve => {
      seen = number => {
        numbers.push(number);
        if (number === wanted) resolve(awake());
      };
    });
    const { body } = await box.command('next', { counter: 'counter-1' });
    wanted = String((body.result as { ticket?: string }).ticket);
    const at = numbers.includes(wanted) ? awake() : await shown;
    const took = at - asked - (childrenWaited() - waited);
    assert.ok(took <= bound, `${wanted}: ${took} ms, ${call % 2 === 1 ? 'cut' : 'connected'}`);
  }
});

test('Calls in a burst come one after another, and none is skipped', async () => {
  box.time.skip(untilFree);
  await open('/display');
  const numbers: string[] = [];
  for (const [counter, service] of [
    ['counter-1', 'town'],
    ['counter-2', 'police'],
    ['counter-3', 'benefits'],
  ] as const)
    numbers.push(await called(counter, service));
  /** Any fact tells the page what time it is. */
  const passes = async (ms: number) => {
    box.time.skip(ms);
    await box.command('take-ticket', { service: 'register' });
  };
  const [first = '', second = '', third = ''] = numbers;
  await page.locator('#number', { hasText: first }).waitFor();
  await passes(5_000);
  await page.locator('#number', { hasText: second }).waitFor();
  await page.locator('#latest .awaited', { hasText: first }).waitFor();
  await passes(5_000);
  await page.locator('#number', { hasText: third }).waitFor();
  await passes(15_000);
  await page.locator('#number', { hasText: first }).waitFor();
});

test('While the connection is lost the display says so, and afterwards it shows whoever is still called', async () => {
  box.time.skip(untilFree);
  await open('/display?language=en');
  wire.shut();
  await page.locator('.banner.lost').waitFor();
  assert.is(await page.locator('#today .open .line').first().textContent(), '');
  const number = await called('counter-1', 'town');
  wire.open();
  await page.locator('#number', { hasText: number }).waitFor();
  await page.locator('.banner.lost').waitFor({ state: 'detached' });
});

test('Each floor shows the way from where it is, in words as well', async () => {
  box.time.skip(untilFree);
  await open('/display?language=sv');
  await called('counter-3', 'benefits');
  await page.locator('.also', { hasText: 'en trappa upp, våning 1' }).waitFor();
  await open('/display/upstairs?language=sv');
  await page.locator('.also', { hasText: 'rakt fram' }).waitFor();
});

const screens = [
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
  { width: 1280, height: 720 },
  { width: 720, height: 1280 },
];

test('Everything fits every screen in every language, and axe-core finds nothing', async () => {
  await box.runtime.execute({ name: 'mode', args: { mode: 'training' }, channel: 'box', by: 'technician' });
  for (const [counter, service] of [
    ['counter-1', 'town'],
    ['counter-2', 'tax'],
    ['counter-3', 'benefits'],
  ] as const)
    await called(counter, service);
  box.time.skip(8_000);
  for (const language of ['fi', 'sv', 'en']) {
    await open(`/display?language=${language}${language === 'en' ? '&contrast=high' : ''}`);
    await page.locator('.banner.mode').waitFor();
    await page.locator('#number').waitFor();
    for (const size of screens) {
      await page.setViewportSize(size);
      const cut =
        await page.evaluate(`['#call', '#latest', '#today', '#notices', 'main', '#page'].filter(name => {
        const { scrollHeight, clientHeight } = document.querySelector(name);
        return scrollHeight > clientHeight + 1;
      })`);
      assert.equal([await misfitsOn(page), cut], [[], []], `${size.width} x ${size.height} ${language}`);
    }
    assert.equal(await barriersOn(page), []);
  }
});

test('The info-TV fits its screen or frame in every language, and axe-core finds nothing', async () => {
  for (const language of ['fi', 'sv', 'en']) {
    await open(`/info-tv?language=${language}`);
    for (const size of [...screens, { width: 640, height: 360 }]) {
      await page.setViewportSize(size);
      assert.equal(await misfitsOn(page), [], `${size.width} x ${size.height} ${language}`);
      const cut = await page.evaluate(`['main', '#today'].filter(name => {
        const { scrollHeight, clientHeight } = document.querySelector(name);
        return scrollHeight > clientHeight + 1;
      })`);
      assert.equal(cut, [], `${size.width} x ${size.height} ${language}`);
    }
    assert.equal(await barriersOn(page), []);
  }
});

test('The page asks nobody but the box and breaks none of its own rules', () => {
  assert.equal(complaints, []);
});

test('The info-TV of the house shows /info-tv within its own page, and no other page of the box', async () => {
  await page.goto(`${house.origin}/info-tv?language=en`);
  await page.frameLocator('iframe').locator('#today li').first().waitFor();
  await page.goto(`${house.origin}/display`);
  assert.is(await page.frameLocator('iframe').locator('#today').count(), 0);
});

test.run();
