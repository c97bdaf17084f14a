import type { Route } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { VirtualButton } from '../../hal/drivers/virtual/button';
import type { VirtualNumberDisplay } from '../../hal/drivers/virtual/number-display';
import { openChromium } from '../support/chromium';
import { type KioskBox, startKioskBox } from '../support/kiosk-box';
import { tokensOf } from '../support/let-in';
import { command, Officer } from '../support/officer';
import { setUp } from '../support/set-up';

let box: KioskBox;
/** At the first counter, and a colleague at the same one with a browser of their own. */
let officer: Officer;
let colleague: Officer;

setUp(test, async keep => {
  box = await keep(
    startKioskBox({
      // The second counter waits for nobody, so that its prompt comes at once.
      change: site => ({
        ...site,
        counters: site.counters.map(counter =>
          counter.id === 'counter-2' ? { ...counter, noShow: { waitSeconds: 0 } } : counter,
        ),
      }),
    }),
  );
  const [one, other] = await Promise.all([
    keep(openChromium({ width: 1024, height: 900 })),
    keep(openChromium({ width: 360, height: 740 })),
  ]);
  officer = new Officer(await one.context.newPage(), box, 'counter-1');
  colleague = new Officer(await other.context.newPage(), box, 'counter-1');
});

const take = async (service = 'tax', more: object = {}): Promise<string> =>
  String((await command(box, 'take-ticket', { service, ...more })).ticket);

/** How often each thing has happened to a ticket. */
function factsOf(ticket: string): string[] {
  const { runtime } = box.appliance;
  return [...runtime.journal.replay(0)].flatMap(({ event: { type, data } }) =>
    'ticket' in data && data.ticket === ticket && type !== 'ticket.issued' && !type.startsWith('ticket.print')
      ? type.replace('ticket.', '')
      : [],
  );
}

test('Without a link the panel is not to be had, and its page says how to get in', async () => {
  const response = await officer.page.goto(`${box.url}/counter/counter-1`);
  assert.is(response?.status(), 403);
  await officer.sees('h1', 'Tämä sivu on henkilökunnalle');
  await officer.sees('code', 'tiski tokens add counter/counter-1');
  assert.is(await officer.page.evaluate('fetch("/api/counter/counter-1").then(({ status }) => status)'), 403);
  assert.is((await officer.page.goto(`${box.url}/counter/counter-9`))?.status(), 404);
});

test('A link leads to its counter and leaves no token behind, and to no other counter', async () => {
  await officer.comeIn('?language=en');
  assert.is(new URL(officer.page.url()).hash, '');
  assert.is(await officer.page.evaluate('document.cookie'), '');
  await officer.sees('h1', 'Counter 1');
  await officer.sees('#customer', 'The counter is free');
  assert.is(await officer.page.evaluate('fetch("/api/counter/counter-2").then(({ status }) => status)'), 403);
  await colleague.comeIn('?language=en');
});

test('A customer is called, served and done by keys alone, and both browsers and the display go along', async () => {
  const { page } = officer;
  const ticket = await take('tax', { needsTime: true, group: 3, language: 'sv' });
  await officer.sees(`#ticket-${ticket}`, 'Next in turn');
  await page.keyboard.press('F2');
  await officer.sees('#number', ticket);
  await officer.sees('#customer', /Called\s+Taxation/);
  await officer.sees('#customer .signs', /Needs more time\s*3 people\s*Language: Svenska/);
  await officer.sees('#clock', /^Waited 0:[0-5]\d of 5:00$/);
  await colleague.sees('#number', ticket);
  const display = box.appliance.hal.find(
    'number-display',
    'counter-1-display',
  ) as unknown as VirtualNumberDisplay;
  assert.is(display.text, ticket);
  await page.waitForSelector('#recall:not([aria-disabled])');
  await page.keyboard.press('F4');
  await officer.sees('#customer', 'Called 2 times');
  await page.waitForSelector('#arrived:not([aria-disabled])');
  await page.keyboard.press('F8');
  await officer.sees('#customer.serving', 'Being served');
  await officer.sees('#clock', /^Service has lasted 0:[0-5]\d$/);
  await page.waitForSelector('#done:not([aria-disabled])');
  await page.keyboard.press('F9');
  await officer.sees('#customer', 'The counter is free');
  await officer.sees('#today', /Served\s*1/);
  await page.waitForSelector('#next:not([aria-disabled])');
  await page.keyboard.press('F9');
  await officer.sees('#press', 'That is not possible right now');
  assert.equal(factsOf(ticket), ['called', 'recalled', 'serving', 'served']);
});

test('A press on the button box shows on the panel at once', async () => {
  const ticket = await take();
  const button = box.appliance.hal.find('button', 'counter-1-next') as unknown as VirtualButton;
  button.press();
  await officer.sees('#number', ticket);
  await officer.page.click('#arrived');
  await officer.sees('#customer.serving');
});

test('A customer waits aside or goes to another queue by keyboard, and the focus stays where the hand is', async () => {
  const { page } = officer;
  const focused = () => page.evaluate('document.activeElement.id');
  const parked = await page.textContent('#number');
  await page.focus('#park');
  await page.keyboard.press('Enter');
  await officer.sees('#choice', `How long does ${parked} wait aside?`);
  assert.is(await focused(), 'choice-name');
  await page.keyboard.press('Escape');
  assert.is(await page.locator('#choice').count(), 0);
  assert.is(await focused(), 'park');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.is(await focused(), 'park-5');
  await page.keyboard.press('Enter');
  await officer.sees('#parked', /Back in the queue at 10:2\d/);
  await page.click(`#call-${parked}`);
  await officer.sees('#number', String(parked));
  await page.click('#transfer');
  await page.click('#transfer-police');
  await officer.sees('#customer', 'The counter is free');
  assert.is(box.appliance.runtime.state.tickets.get(String(parked))?.service, 'police');
  const missed = await take();
  await page.keyboard.press('F2');
  await officer.sees('#number', missed);
  await page.click('#no-show');
  await page.click(`#reinstate-${missed}`);
  await officer.sees(`#ticket-${missed}`, 'Back in the queue');
});

test('Two browsers acting on the same ticket at once: one wins, the other is told; nothing is done twice', async () => {
  const tickets = [await take(), await take()];
  const [ticket = ''] = box.appliance.runtime.state.queues.get('tax') ?? [];
  await colleague.sees(`#ticket-${ticket}`, 'Next in turn');
  const steps = [
    { press: '#next', fact: 'called', after: 'Called' },
    { press: '#recall', fact: 'recalled', after: 'Called 2 times' },
    { press: '#arrived', fact: 'serving', after: 'Being served' },
    { press: '#done', fact: 'served', after: 'The counter is free' },
  ];
  for (const { press, fact, after } of steps) {
    const before = factsOf(ticket).filter(one => one === fact).length;
    for (const { page } of [officer, colleague]) await page.waitForSelector(`${press}:not([aria-disabled])`);
    // Neither sees what the other does until both have pressed.
    const released = await Promise.all([officer, colleague].map(each => each.looksAway()));
    const codes = await Promise.all(
      [officer, colleague].map(async ({ page }) => {
        const answer = page.waitForResponse(/api\/command/);
        await page.click(press);
        return ((await (await answer).json()) as { code?: string }).code ?? 'ok';
      }),
    );
    await Promise.all(released.map(release => release()));
    assert.equal([...codes].sort(), ['changed-meanwhile', 'ok'], press);
    assert.is(factsOf(ticket).filter(one => one === fact).length, before + 1, press);
    const [winner, loser] = codes[0] === 'ok' ? [officer, colleague] : [colleague, officer];
    await loser.sees('#press', 'Not done: somebody else was faster. You now see how things are.');
    for (const each of [winner, loser]) await each.sees('#customer', after);
    assert.is(await winner.page.textContent('#press'), '', press);
  }
  for (const other of tickets) assert.equal(factsOf(other), [], other);
});

test('Two counters calling the same number: it goes to one of them', async () => {
  const neighbour = new Officer(await colleague.page.context().newPage(), box, 'counter-2');
  await neighbour.comeIn('?language=en');
  const ticket = await take('register');
  await Promise.all([officer, neighbour].map(({ page }) => page.waitForSelector(`#call-${ticket}`)));
  const release = await neighbour.looksAway();
  await officer.page.click(`#call-${ticket}`);
  await officer.sees('#number', ticket);
  await neighbour.page.click(`#call-${ticket}`);
  await release();
  await neighbour.sees('#press', 'somebody else was faster');
  await neighbour.sees('#customer', 'The counter is free');
  assert.equal(factsOf(ticket), ['called']);

  await neighbour.page.keyboard.press('F2');
  await neighbour.sees('#overdue', 'The customer has not come.');
  await neighbour.page.click('#no-show');
  assert.equal(neighbour.complaints, []);
  await neighbour.page.close();
});

test('A ring is answered from the panel, help is asked for and comes', async () => {
  const { page } = officer;
  await page.click('#presence-available');
  await officer.sees('#presence-available[aria-pressed=true]');
  await command(box, 'help', { counter: 'counter-3' });
  await officer.sees('#rings', 'Counter 3 is asking for help');
  await page.click('#rings button');
  await officer.sees('#rings', 'You are going');
  await page.click('#ask-help');
  await officer.sees('#help', 'Help has been asked for');
  const [ring = ''] = [...box.appliance.runtime.state.ringing.rings.values()].map(({ id }) => id).slice(-1);
  await command(box, 'acknowledge', { ring, place: 'desk-2' });
  await officer.sees('#help', 'Help is coming: Desk 2');
  await page.click('#ask-help');
  await officer.sees('#ask-help', 'Ask for help');
});

test('A press that comes too late is refused and told; one whose answer is lost has been done once', async () => {
  const { page } = officer;
  const late = '**/api/command/done';
  const current = String(await page.textContent('#number'));
  await page.click('#arrived');
  await officer.sees('#customer.serving');
  // As a line that held it back until its time was over.
  const held = (route: Route) => {
    const body = route.request().postDataJSON() as { before: number };
    return route.continue({ postData: { ...body, before: body.before - 60_000 } });
  };
  await page.route(late, held, { times: 1 });
  await page.click('#done');
  await officer.sees('#press', 'The press did not get through in time and was not carried out.');
  assert.is(box.appliance.runtime.state.tickets.get(current)?.state, 'serving');

  let sent = 0;
  await page.route(late, async route => {
    if (++sent > 1) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await page.click('#done');
  await officer.sees('#press', 'Finding out whether the press was carried out.');
  // Until that is known nothing else is done.
  for (const key of ['Shift+F2', 'F2', 'F9']) await page.keyboard.press(key);
  await page.dispatchEvent('#open-leave', 'click');
  assert.is(await page.locator('#choice').count(), 0);
  await page.waitForSelector('#press:empty', { state: 'attached' });
  await officer.sees('#customer', 'The counter is free');
  await page.unroute(late);
  assert.is(sent, 2);
  assert.is(factsOf(current).filter(fact => fact === 'served').length, 1);
});

test('While the box is away the panel says so, sends nothing, and nothing is made up for later', async () => {
  const { page } = officer;
  await take();
  // Who has heard of nobody can call nobody, with or without a connection.
  for (const each of [officer, colleague]) await each.page.waitForSelector('#next:not([aria-disabled])');
  await box.stop();
  for (const each of [officer, colleague]) await each.sees('.banner.lost', 'The connection is lost.');
  await page.keyboard.press('F2');
  await officer.sees('#press', 'The connection is lost and the press was not sent.');
  await colleague.page.evaluate('scrollTo(0, 0)');
  await colleague.page.click('#next');
  await colleague.sees('#press', 'The connection is lost');
  const line = await colleague.page.locator('#press').boundingBox();
  assert.ok(line && line.y + line.height <= 740, 'told where it is seen, on a small screen too');
  await box.startAgain();
  await page.waitForSelector('html[data-connection=live]');
  assert.is(await page.locator('.banner.lost').count(), 0);
  assert.is(box.appliance.runtime.state.counters.size, 0);
  await page.keyboard.press('F2');
  await officer.sees('#number');
});

test('A question that is never answered is given up and asked again', async () => {
  let swallowed = 0;
  await officer.page.route(
    '**/api/counter/counter-1',
    () => {
      swallowed += 1;
    },
    { times: 1 },
  );
  const ticket = await take('register');
  await officer.sees(`#ticket-${ticket}`);
  await officer.page.waitForSelector('html[data-connection=live]');
  assert.is(swallowed, 1);
  await command(box, 'cancel', { ticket });
});

test('A revoked link ends the panel: the next press, or the next thing that happens, shows how to get in', async () => {
  const tokens = tokensOf(box.stateDir);
  await officer.page.waitForSelector('#arrived:not([aria-disabled])');
  for (const { id } of tokens.list()) await tokens.revoke(id);
  await officer.page.keyboard.press('F8');
  await officer.sees('h1', 'Tämä sivu on henkilökunnalle');
  await take();
  await colleague.sees('h1', 'Tämä sivu on henkilökunnalle');
  assert.equal([...officer.complaints, ...colleague.complaints], []);
});

test('Whoever leaves is out, and the link leads in again', async () => {
  await officer.comeIn('?language=en');
  await officer.page.click('#open-leave');
  await officer.sees('#choice', 'Only the link of the counter leads back.');
  for (const back of ['#open-leave', '#close']) {
    await officer.page.click(back);
    await officer.page.waitForSelector('#choice', { state: 'detached' });
    await officer.page.click('#open-leave');
    await officer.sees('#choice');
  }
  await officer.page.route('**/api/leave', route => route.abort(), { times: 1 });
  await officer.page.click('#leave-now');
  await officer.sees('#press', 'The connection is lost');
  await officer.page.click('#leave-now');
  await officer.sees('h1', 'Tämä sivu on henkilökunnalle');
  await officer.comeIn();
  await officer.sees('h1', 'Tiski 1');
});

test.run();
