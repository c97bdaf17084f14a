import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type BenchBox, startBenchBox } from '../support/bench-box';
import { type OpenBrowser, openChromium } from '../support/chromium';
import { setUp } from '../support/set-up';

let box: BenchBox;
let browser: OpenBrowser;
let page: Page;
const complaints: string[] = [];

setUp(test, async keep => {
  box = await keep(startBenchBox());
  browser = await keep(openChromium({ width: 1280, height: 900 }));
  page = await browser.context.newPage();
  page.on('pageerror', error => complaints.push(error.message));
  page.on('console', message => {
    // A refused command is an answer of the box, not a fault of the page.
    if (message.type() === 'error' && !message.text().includes('409')) complaints.push(message.text());
  });
  page.on('request', request => {
    if (!request.url().startsWith(box.url)) complaints.push(`asked ${request.url()}`);
  });
  await page.goto(`${box.url}/simulator/bench`);
  await page.waitForSelector('#link.live');
  await page.waitForSelector('[data-printer] .health.ok');
});

const textOf = async (selector: string): Promise<string> => (await page.textContent(selector)) ?? '';
const has = (selector: string, text: string): Promise<unknown> =>
  page.locator(selector).filter({ hasText: text }).first().waitFor();

test('the page shows the whole service point', async () => {
  assert.match(await textOf('#subject'), 'Mikkelin asiointipiste');
  assert.is(await page.locator('#kiosk [data-service]').count(), 7);
  assert.is(await page.locator('[data-counter]').count(), 3);
});

test('a press gives a number, a piece of paper and a place in the queue', async () => {
  await page.check('#kiosk input[value=sv]');
  await page.click('[data-service=tax]');
  await has('#kiosk .answer', 'V101');
  await has('#queues .chip', 'V101');
  const picture = page.locator('#paper .slot img');
  await picture.waitFor();
  assert.match((await picture.getAttribute('alt')) ?? '', /V101.*/);
  assert.match((await picture.getAttribute('alt')) ?? '', 'Beskattning');
  await page.waitForFunction("document.querySelector('#paper .slot img').naturalWidth > 300");
  await has('#facts li', 'ticket.printed');
});

test('a call shows on the lamp, the number display and the lobby display, and ends with the customer', async () => {
  const desk = '[data-counter=counter-1]';
  await page.click(`${desk} [data-act=next]`);
  await page.waitForSelector(`${desk} .lamp[data-sign=call]`);
  await has(`${desk} .digits`, 'V101');
  await has('#lobby .call.now', 'V101');
  await page.click(`${desk} [data-act=arrived]`);
  await page.waitForSelector(`${desk} .lamp[data-sign=on]`);
  await page.click(`${desk} [data-act=done]`);
  await page.waitForSelector(`${desk} .lamp[data-sign=off]`);
  await page.click(`${desk} [data-act=recall]`);
  await has(`${desk} .answer`, 'counter-idle');
});

test('everything can be done with a keyboard, and the focus stays while the page changes', async () => {
  await page.focus('#kiosk input[value=sv]');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await has('#queues .chip', 'A101');
  await has('#facts li', 'needsTime true');
  assert.is(await page.evaluate('document.activeElement.dataset.service'), 'advisor');
});

test('all lamps together flash less than twice a second', async () => {
  for (const [counter, service] of [
    ['counter-1', 'advisor'],
    ['counter-2', 'tax'],
    ['counter-3', 'benefits'],
  ]) {
    await page.click(`[data-service=${service}]`);
    await has('#kiosk .answer', 'ahead');
    await page.click(`[data-counter=${counter}] [data-act=next]`);
    await page.waitForSelector(`[data-counter=${counter}] .lamp[data-sign=call]`);
  }
  // A lamp joins the beat within 1.25 s, and a call winks every 2.5 s.
  const watched = 3900;
  const flashes = (await page.evaluate(`new Promise(resolve => {
    const lit = () => [...document.querySelectorAll('.bulb')].map(bulb => getComputedStyle(bulb).backgroundColor.match(/\\d+/g)[2] < 150);
    let before = lit(), count = 0, last = -Infinity;
    const timer = setInterval(() => {
      const now = lit();
      // Lamps that go on together may be drawn some frames apart.
      if (now.some((on, index) => on && !before[index]) && performance.now() - last > 100) {
        count += 1;
        last = performance.now();
      }
      before = now;
    }, 20);
    setTimeout(() => { clearInterval(timer); resolve(count); }, ${watched});
  })`)) as number;
  assert.ok(flashes >= 1 && flashes <= 6, `${flashes} in ${watched} ms`);
});

for (const { width, height } of [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
]) {
  test(`nobody is kept out at ${width} pixels (WCAG 2.2 AA, as far as a program can tell)`, async () => {
    await page.setViewportSize({ width, height });
    await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
    const violations = (await page.evaluate(
      `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then(found => found.violations.map(each => each.id + ': ' + each.nodes[0].html))`,
    )) as string[];
    assert.equal(violations, []);
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'scrolls sideways');
  });
}

test('the index of the box renews itself', async () => {
  const index = await browser.context.newPage();
  await index.goto(box.url);
  await index.waitForSelector('#link.live');
  await index.waitForSelector('a[href="/simulator"]');
  await page.click('[data-service=employment]');
  await index.locator('#live td').filter({ hasText: 'T101' }).first().waitFor();
  await index.close();
});

test('the page asks nobody else and breaks none of its own rules', () => {
  assert.equal(complaints, []);
});

test('a page whose box is gone says that what it shows is old', async () => {
  await box.appliance.stop();
  await has('#link.lost', 'old');
  await page.click('[data-service=tax]');
  await has('#kiosk .answer.refused', 'no-answer');
});

test.run();
