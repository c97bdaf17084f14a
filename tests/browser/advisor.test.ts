import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openChromium } from '../support/chromium';
import { holdBack } from '../support/hold-back';
import { type KioskBox, startKioskBox } from '../support/kiosk-box';
import { letIn, tokensOf } from '../support/let-in';
import { command } from '../support/officer';
import { barriersOn, complaintsOf, misfitsOn } from '../support/page-checks';
import { setUp } from '../support/set-up';

let box: KioskBox;
let page: Page;
let complaints: readonly string[];

setUp(test, async keep => {
  box = await keep(startKioskBox());
  const browser = await keep(openChromium({ width: 1024, height: 768 }));
  page = await browser.context.newPage();
  complaints = complaintsOf(page, () => box.url);
});

const open = async (query = ''): Promise<void> => {
  await page.goto(`${box.url}/advisor${query}`);
  await page.waitForSelector('html[data-connection=live]');
};

async function sees(selector: string, text?: string | RegExp): Promise<void> {
  const found = page.locator(selector);
  await (text === undefined ? found : found.filter({ hasText: text })).first().waitFor();
}

const ask = (name: string, args: object) => command(box, name, args);
const take = async (service: string): Promise<string> =>
  String((await ask('take-ticket', { service })).ticket);
const queue = (service: string) => box.appliance.runtime.state.queues.get(service) ?? [];
const ticketState = (code: string) => box.appliance.runtime.state.tickets.get(code)?.state;

/** A customer who did not come when counter 2 called. */
async function missed(): Promise<string> {
  const code = await take('police');
  await ask('call', { counter: 'counter-2', ticket: code });
  await ask('no-show', { counter: 'counter-2' });
  assert.is(ticketState(code), 'no-show');
  return code;
}

test('Without a link of the role the tablet shows nothing of the queues', async () => {
  assert.is((await page.goto(`${box.url}/advisor`))?.status(), 403);
  await sees('code', 'tiski tokens add advisor');
  assert.is(await page.evaluate('fetch("/api/advisor").then(({ status }) => status)'), 403);
  await letIn(page, box, 'advisor');
  assert.is(new URL(page.url()).pathname, '/advisor');
});

test('A link that is no good says why, and what can be tried again', async () => {
  const guest = await page.context().newPage();
  const shows = (state: string) => guest.locator(`[data-state=${state}]:visible`).waitFor();
  const answers = (reply: object) =>
    guest.route('**/api/enter', route => route.fulfill({ json: reply }), { times: 1 });
  await guest.goto(`${box.url}/enter`);
  await shows('empty');
  await answers({ ok: false, code: 'token-limited' });
  // As a link that is pasted into the same tab.
  await guest.evaluate('location.hash = "nonsense"');
  await shows('limited');
  await guest.route('**/api/enter', route => route.abort(), { times: 1 });
  await guest.click('#again');
  await shows('no-answer');
  await guest.click('#again');
  await shows('wrong');
  assert.is(await guest.locator('#again:visible').count(), 0);
  assert.is(new URL(guest.url()).hash, '');
  await guest.close();
});

for (const [language, waiting, moved] of [
  ['fi', '2 odottaa', 'Tehty.'],
  ['sv', '2 väntar', 'Klart.'],
  ['en', '2 waiting', 'Done.'],
] as const) {
  test(`I see a queue in ${language}, and move a number to the end of another`, async () => {
    const [wrong, other, last] = [await take('benefits'), await take('benefits'), await take('register')];
    await open(`?language=${language}`);
    await sees('#service-benefits', waiting);
    await page.click('#service-benefits');
    await page.click(`#ticket-${wrong}`);
    await page.click('#transfer');
    await page.click('#to-register');
    await sees('#press', moved);
    assert.equal(queue('benefits'), [other]);
    assert.equal(queue('register').slice(-2), [last, wrong]);
    for (const code of [wrong, other, last]) await ask('cancel', { ticket: code });
  });
}

test('I cancel a needless number only after I was asked, and can bring it back', async () => {
  const code = await take('tax');
  await open(`?language=en&service=tax&ticket=${code}`);
  await page.click('#cancel');
  assert.is(ticketState(code), 'waiting');
  await page.click('#cancel-now');
  await sees('#ticket', 'Cancelled');
  assert.is(ticketState(code), 'cancelled');
  await page.click('#reinstate');
  await sees('#ticket', 'Waiting in the queue');
  await ask('cancel', { ticket: code });
});

test('Nothing on the tablet calls anybody or puts anybody first', async () => {
  const code = await missed();
  await take('police');
  await open(`?language=en&service=police&ticket=${code}`);
  await page.click('#reinstate');
  await sees('#ticket', 'Waiting in the queue');
  assert.is(queue('police').at(-1), code);
  const sent = (name: string, args: object) =>
    page.evaluate(
      ([name, args]) =>
        fetch(`/api/command/${name}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ by: 'advisor', args }),
        }).then(async response => ((await response.json()) as { code?: string }).code),
      [name, args] as const,
    );
  assert.is(await sent('next', { counter: 'counter-2' }), 'not-allowed');
  assert.is(await sent('call', { counter: 'counter-2', ticket: code }), 'not-allowed');
  for (const waiting of queue('police')) await ask('cancel', { ticket: waiting });
});

test('Somebody else was faster: nothing is done, and I am told', async () => {
  const code = await take('tax');
  await open(`?language=en&service=tax&ticket=${code}&open=cancel`);
  const release = await holdBack(page, '**/api/advisor');
  await ask('next', { counter: 'counter-1' });
  const answered = page.waitForResponse('**/api/command/cancel');
  await page.click('#cancel-now');
  await answered;
  await release();
  await sees('#press[data-code=changed-meanwhile]', 'somebody else was faster');
  assert.is(ticketState(code), 'called');
  await ask('no-show', { counter: 'counter-1' });
});

test('I take a number for a customer in their language, and check in who has booked', async () => {
  await open('?language=fi&service=tax');
  await page.click('#issue');
  await page.click('#for-sv');
  await page.click('#more-time');
  await page.click('#issue-now');
  await sees('#issued', 'Numero on');
  const code = queue('tax').at(-1) ?? '';
  await sees('#issued', code);
  const { language, needsTime } = box.appliance.runtime.state.tickets.get(code) ?? {};
  assert.equal([language, needsTime], ['sv', true]);

  await ask('bookings', {
    service: 'tax',
    day: '2026-03-18',
    bookings: [{ booking: 'AB12', slot: Date.UTC(2026, 2, 18, 8, 30) }],
  });
  await open('?language=fi');
  await page.click('#check-in');
  await page.fill('#code', 'zz99');
  await page.click('#check-in-now');
  await sees('#press', 'Tällä koodilla ei voi ilmoittautua');
  await page.fill('#code', 'ab 12');
  await page.keyboard.press('Enter');
  await sees('#issued', /Numero on V1\d\d/);
});

test('A call for help stands on top of every view; one press says that I go, another that help was given', async () => {
  await open('?language=sv&view=own');
  await page.click('#place-desk-1');
  await page.click('#presence-available');
  await sees('#presence-available[aria-pressed=true]');
  assert.is(box.appliance.runtime.state.presence.get('desk-1')?.state, 'available');
  await page.click('#tab-messages');
  await ask('help', { counter: 'counter-2' });
  await sees('#alerts', 'Disk 2 ber om hjälp');
  await sees('#tab-calls .count', '1');
  await page.click('#alerts .primary');
  await page.waitForSelector('#alerts .alert', { state: 'detached' });
  const [ring] = box.appliance.runtime.state.ringing.rings.values();
  assert.equal([ring?.acknowledged, ring?.acknowledgedBy], [true, 'desk-1']);
  await page.click('#tab-calls');
  await sees('.calls', 'Du är på väg');
  await page.click('[id^=over-]');
  await sees('.calls', 'Hjälp gavs');
  assert.is(box.appliance.runtime.state.ringing.rings.size, 0);
});

test('A call that was not for us is marked as such', async () => {
  await box.appliance.runtime.record({ name: 'ring-heard', args: { source: 'video-room' } });
  await open('?language=en&view=calls&place=desk-1');
  await sees('#alerts', 'The video room is ringing');
  await page.click('#alerts .primary');
  await sees('.calls', 'You are going');
  const [ring] = box.appliance.runtime.state.ringing.rings.keys();
  await box.appliance.runtime.record({ name: 'ring-over', args: { ring: ring ?? '', end: 'answered' } });
  await page.click('[id^=wrong-]');
  await sees('.calls', 'Marked: was not for us');
  assert.ok([...box.appliance.runtime.state.ringing.ended.values()].some(({ wrong }) => wrong));
});

test('I tell a counter that a missed customer is back; it stands on its panel until it is seen, and I see that', async () => {
  const code = await missed();
  await open(`?language=fi&service=police&ticket=${code}`);
  await page.click('#tell');
  await sees('#about', `Koskee numeroa ${code}`);
  assert.is(await page.getAttribute('#to-counter-2', 'aria-pressed'), 'true');
  await page.click('#send');
  await sees('#press[data-code=choose]', 'Valitse ensin');
  await page.click('#preset-back');
  await page.click('#send');
  await sees('.calls', 'Tiski 2: ei vielä nähty');

  const panel = await page.context().newPage();
  await letIn(panel, box, 'counter/counter-2');
  await panel
    .locator('#messages', { hasText: `${code} Asiakas, jonka vuoro meni ohi, on palannut.` })
    .waitFor();
  await panel.click('[id^=seen-]');
  await panel.locator('#messages .ring').waitFor({ state: 'detached' });
  await panel.close();
  await sees('.calls', 'Tiski 2: nähty');
  const facts = box.appliance.runtime.journal
    .read(0, 10_000)
    .flatMap(({ event }) => (event.type.startsWith('message.') ? [event.data] : []));
  assert.equal(facts, [
    { message: 1, preset: 'back', counters: ['counter-2'], about: code },
    { message: 1, counter: 'counter-2' },
  ]);
});

test('Everything is within reach of the keyboard, and the focus follows to what was opened', async () => {
  const code = await take('town');
  await open('?language=en');
  const at = async (id: string) => {
    for (let tries = 0; tries < 60; tries++) {
      if (await page.evaluate(`document.activeElement.id === ${JSON.stringify(id)}`)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`no way to ${id}`);
  };
  for (const id of ['service-town', `ticket-${code}`, 'cancel', 'cancel-now']) {
    await at(id);
    await page.keyboard.press('Enter');
    await page.locator(`#${id}`).waitFor({ state: 'detached' });
    await page.locator('body :focus').waitFor();
  }
  await sees('#ticket', 'Cancelled');
});

test('While the box is away nothing is sent, and the tablet says so', async () => {
  const code = await take('town');
  await open(`?language=en&service=town&ticket=${code}&open=cancel`);
  await box.stop();
  await sees('.banner.lost');
  await page.click('#cancel-now');
  await sees('#press[data-code=not-connected]', 'was not sent');
  await box.startAgain();
  await page.waitForSelector('html[data-connection=live]');
  assert.is(ticketState(code), 'waiting');
});

const lying = { width: 1024, height: 768 };
const upright = { width: 768, height: 1024 };
const small = { width: 600, height: 960 };
const phone = { width: 390, height: 780 };

const views = {
  'the queues': () => '?view=queues',
  'one queue': () => '?service=tax&open=issue',
  'one number': () => `?service=tax&ticket=${queue('tax')[0]}&open=transfer`,
  'the calls': () => '?view=calls',
  'the messages': () => '?view=messages&about=V101&to=counter-1',
  'my place': () => '?view=own&place=desk-1',
};

for (const [name, query] of Object.entries(views)) {
  test(`Nobody is kept out of ${name}, and it fits the tablet upright and lying, in every language, with double text as well`, async () => {
    await ask('help', { counter: 'counter-1' });
    for (const [language, text, sizes] of [
      ['sv', '3', [lying, small]],
      ['en', '3', [lying, small]],
      ['fi', '3', [lying, small]],
      ['fi', '1', [phone, lying, upright]],
    ] as const) {
      await open(`${query()}&language=${language}&text=${text}`);
      await sees('#alerts .primary');
      for (const size of sizes) {
        await page.setViewportSize(size);
        assert.equal(await misfitsOn(page), [], `${size.width} x ${size.height} ${language} ${text}`);
      }
    }
    assert.equal(await barriersOn(page), []);
  });
}

test('Whoever leaves is asked first, told when it did not get through, and then out', async () => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await open('?language=en&view=own&place=desk-1&open=leave');
  await page.keyboard.press('Escape');
  await page.locator('#choice').waitFor({ state: 'detached' });
  await page.click('#leave');
  await sees('#choice');
  await page.route('**/api/leave', route => route.fulfill({ json: { ok: false } }), { times: 1 });
  await page.click('#leave-now');
  await sees('#press[data-code=not-connected]');
  await page.click('#leave-now');
  await sees('code', 'tiski tokens add advisor');
  // Of a link for one place that one is ended.
  await letIn(page, box, 'advisor/desk-1');
  await open('?language=en&view=own&open=leave');
  await page.click('#leave-now');
  await sees('code', 'tiski tokens add advisor');
});

test('A check-in without a code asks for one', async () => {
  await letIn(page, box, 'advisor');
  await open('?language=en');
  await page.click('#check-in');
  await page.click('#check-in-now');
  assert.is(await page.evaluate('document.activeElement.id'), 'code');
});

test('A revoked link ends the tablet at the next press', async () => {
  const tokens = tokensOf(box.stateDir);
  for (const { id } of tokens.list()) await tokens.revoke(id);
  await page.fill('#code', 'AB12');
  await page.click('#check-in-now');
  await sees('code', 'tiski tokens add advisor');
});

test('The page asks nobody but the box and breaks none of its own rules', () => {
  assert.equal(complaints, []);
});

test.run();
