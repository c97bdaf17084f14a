import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { StateView } from '../../firmware/screens/views';
import type { BenchView } from '../../simulator/bench-page/bench-view';
import { type BenchBox, startBenchBox } from '../support/bench-box';
import { type OpenBrowser, openChromium } from '../support/chromium';
import { until } from '../support/printer-host';
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
  const width = Number(
    await page.evaluate(
      "(async () => { const img = document.querySelector('#paper .slot img'); await img.decode(); return img.naturalWidth; })()",
    ),
  );
  assert.ok(width > 300, `${width} dots`);
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

test('a page whose read failed says so, and is live again without anything happening at the box', async () => {
  const index = await browser.context.newPage();
  let reads = 0;
  await index.route(`${box.url}/`, route => {
    reads += 1;
    return reads === 2 || reads === 3 ? route.abort() : route.continue();
  });
  await index.goto(box.url);
  await index.waitForSelector('#link.lost');
  await index.waitForSelector('#link.live', { timeout: 15_000 });
  assert.is(reads, 4);
  await index.close();
});

/** A page of the bench that is told of another site than the one that runs. @returns what it asks that site to do */
async function toldOf(
  address: string,
  seen: { readonly bench: Partial<BenchView>; readonly state: Partial<StateView> },
): Promise<{ readonly other: Page; readonly asked: string[] }> {
  const other = await browser.context.newPage();
  const bench = { ...(await stateOf('/simulator/api/state')), ...seen.bench };
  const state = { ...(await stateOf('/api/state')), ...seen.state };
  const asked: string[] = [];
  await other.route('**/simulator/api/stream', route =>
    route.fulfill({
      contentType: 'text/event-stream',
      body: `event: bench\ndata: ${JSON.stringify(bench)}\n\n`,
    }),
  );
  await other.route('**/api/state', route => route.fulfill({ json: state }));
  await other.route(
    url => /^\/simulator\/api\/(?!stream)|^\/api\/command/.test(url.pathname),
    route => {
      const request = route.request();
      if (request.method() === 'POST') asked.push(`${new URL(request.url()).pathname} ${request.postData()}`);
      return route.fulfill({ json: { ok: true } });
    },
  );
  await other.goto(`${box.url}${address}`);
  return { other, asked };
}

const stateOf = async (address: string): Promise<object> =>
  (await fetch(`${box.url}${address}`)).json() as Promise<object>;

/** Of which nothing is known but that it is there. */
const bareCounter = { id: 'bare', name: {}, services: ['tax'], waits: { waiting: 0 } as never, messages: [] };

const called = {
  service: 'tax',
  language: 'fi',
  needsTime: false,
  print: 'printed',
  issuedAt: 0,
  calls: 1,
} as const;

test('the bench shows boards, rings and messages of a site that has them, and breaks them', async () => {
  const { other, asked } = await toldOf('/simulator/bench', {
    bench: {
      people: true,
      printers: [],
      boards: [
        { name: 'desk', broken: ['hung'], devices: ['next-1', 'lamp-1'] },
        { name: 'side', broken: [], devices: ['next-1'] },
      ],
      rings: [
        { name: 'video', state: 'ringing', broken: ['silent'] },
        { name: 'hospital', state: 'idle', broken: null },
      ],
      messages: [{ topic: 'tiski/mikkeli/status', payload: '{"state":"online"}' }],
    },
    state: {
      languages: ['fi', 'smn'],
      counters: [
        {
          ...bareCounter,
          ticket: 'V102',
        },
      ],
      tickets: [
        { ...called, code: 'V101', state: 'waiting', print: 'unconfirmed' },
        { ...called, code: 'V102', state: 'called', calledAt: 2, counter: 'bare' },
        { ...called, code: 'V103', state: 'serving', calledAt: 3, counter: 'gone' },
      ],
      services: [
        {
          id: 'tax',
          organisation: 'vero',
          letter: 'V',
          name: {},
          queue: ['V101'],
          waits: { waiting: 1 } as never,
        },
      ] as never,
      devices: [
        { name: 'next-1', kind: 'button', health: 'ok', warnings: [] },
        {
          name: 'lamp-1',
          kind: 'lamp',
          health: 'failed',
          warnings: [],
          reason: { code: 'gone', what: 'It is gone', advice: 'Look' },
        },
      ] as never,
    },
  });
  await other.locator('[data-board=desk] .health.failed').waitFor();
  await other.locator('[data-board=side] .health.ok').waitFor();
  assert.is(await other.locator('[data-board=desk] [aria-pressed=true]').count(), 1);
  assert.ok(await other.isChecked('#controls input'));
  assert.match((await other.textContent('#breaks')) ?? '', 'break it by hand');
  assert.is(await other.locator('.chip.flagged').textContent(), 'V101 ?');
  assert.equal(await other.locator('#lobby .call').allTextContents(), ['V103gone', 'V102bare']);
  assert.is(await other.locator('[data-counter=bare] .digits').textContent(), 'V102');
  assert.match((await other.textContent('#messages')) ?? '', 'tiski/mikkeli/status');
  assert.equal(
    [
      await other.locator('[data-ring=video] .toggles').count(),
      await other.locator('[data-ring=hospital] .toggles').count(),
    ],
    [1, 0],
  );
  await other.click('[data-ring=video] [data-act=answer]');
  await other.click('[data-board=desk] [data-fault=unplugged]');
  await other.uncheck('#controls input');
  await until(() => asked.length === 3, 'three presses');
  assert.equal(asked, [
    '/simulator/api/ring/video {"act":"answer"}',
    '/simulator/api/board/desk {"fault":"unplugged","on":true}',
    '/simulator/api/people {"on":false}',
  ]);
  await other.close();
});

test('the room of a bare site has nothing in it that the site has not', async () => {
  const { other, asked } = await toldOf('/simulator', {
    bench: {
      people: null,
      pace: null,
      now: null,
      stories: [],
      rings: [],
      messages: null,
      lamps: {},
      displays: {},
      printers: [
        {
          name: 'lobby',
          broken: [],
          paper: 0,
          pieces: [{ number: 1, at: 1, text: ['V101'], complete: false }],
        },
      ],
      figures: [
        { id: 1, at: 'kiosk' },
        { id: 2, at: 'forms' },
        { id: 3, at: 'chairs', code: 'V102' },
      ],
      plan: { timezone: 'Europe/Helsinki', counters: [], kiosks: [], smileys: [], rings: [] },
    },
    state: {
      languages: ['fi'],
      devices: [],
      kiosks: [],
      lobby: { showing: { ticket: 'V101', counter: 'gone' } } as never,
      counters: [
        {
          ...bareCounter,
          lamp: 'dark',
          display: 'blank',
        },
      ],
      tickets: [{ ...called, code: 'V101', state: 'parked' }],
    },
  });
  await other.locator('.figure[data-at=kiosk]').waitFor();
  assert.is(await other.locator('.figure').count(), 4);
  assert.is(await other.locator('.figure.guest[data-at=forms] .code').textContent(), 'V101');
  assert.is(await other.locator('.lobby-counter').textContent(), 'gone');
  assert.is(await other.locator('[data-counter=bare] .digits').textContent(), '\u2013');
  assert.is(await other.locator('#picture .kiosk').count(), 0);
  assert.is(await other.locator('#controls fieldset').count(), 0);
  assert.is(await other.locator('#controls .clock').textContent(), '');
  assert.is(await other.locator('#roles a[href^="/kiosk/"]').count(), 0);
  assert.is(await other.locator('[data-lamp=dark]').getAttribute('data-light'), 'off');
  assert.match((await other.textContent('#paper .torn')) ?? '', 'Not a whole ticket');
  await other.locator('[data-counter=bare] [role=button]').first().press('n');
  assert.equal(asked, [], 'a letter is no press');
  await other.locator('[data-counter=bare] [role=button]').first().press('Enter');
  await until(() => asked.length === 1, 'a press');
  assert.match(asked[0] ?? '', /^\/api\/command\/next .*"counter":"bare"/);
  await other.close();
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
