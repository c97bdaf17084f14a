import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openChromium } from '../support/chromium';
import { type KioskBox, startKioskBox } from '../support/kiosk-box';
import { KioskPerson } from '../support/kiosk-person';
import { setUp } from '../support/set-up';

let box: KioskBox;
let person: KioskPerson;

setUp(test, async keep => {
  box = await keep(startKioskBox());
  const browser = await keep(openChromium({ width: 1280, height: 800 }));
  person = new KioskPerson(await browser.context.newPage(), box);
});

test('Tab goes through everything in the order in which it is read', async () => {
  const { page } = person;
  await person.arrive('?service=register');
  await page.evaluate('document.activeElement.blur()');
  const order: unknown[] = [];
  for (let step = 0; step < 11; step++) {
    await page.keyboard.press('Tab');
    order.push(await page.evaluate('document.activeElement.id || document.activeElement.lang'));
  }
  assert.equal(order.slice(0, 8), ['fi', 'sv', 'en', 'more-time', 'fewer', 'more', 'take', 'back']);
});

test('Who needs more time, or comes with others, says so with one touch, and the counter knows', async () => {
  const { page } = person;
  await person.arrive();
  await page.click('#service-police');
  await page.click('#more-time');
  await person.sees('#more-time[aria-pressed=true]');
  await page.click('#more');
  await page.click('#more');
  await person.sees('#group output', '3');
  await page.click('#take');
  const code = await person.number();
  const ticket = (await person.tickets()).find(ticket => ticket.code === code);
  assert.equal([ticket?.needsTime, ticket?.group, ticket?.language], [true, 3, 'fi']);
});

test('A reload loses neither the number nor the language nor the look', async () => {
  const { page } = person;
  await person.arrive('?language=sv&contrast=high');
  await page.click('#service-town');
  await page.click('#take');
  const code = await person.number();
  await page.reload({ waitUntil: 'commit' });
  assert.is(await person.number(), code);
  await person.sees('h1', 'Ditt könummer');
  assert.is(await page.getAttribute('html', 'data-contrast'), 'high');
});

test('The page can be read before its script has run, and without it', async () => {
  const response = await fetch(`${box.url}/kiosk/lobby?language=en&service=tax`);
  const markup = await response.text();
  assert.match(markup, '<html lang="en-GB"');
  assert.match(markup, 'Take a number');
  assert.match(markup, 'Taxation');
  assert.not.match(markup, /<script(?![^>]*\bsrc=)/);
  assert.not.match(markup, / style=/);
});

test('Who has booked checks in with the code, typed on the screen or by a scanner', async () => {
  const { page } = person;
  const slot = Date.UTC(2026, 2, 18, 8, 30);
  const reply = await fetch(`${box.url}/api/command/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      args: {
        service: 'tax',
        day: '2026-03-18',
        bookings: [
          { booking: 'AB12', slot },
          { booking: 'CD34', slot },
        ],
      },
    }),
  });
  assert.is(reply.status, 200);
  await person.arrive('?language=en');
  await page.click('#go-check-in');
  for (const key of ['A', 'B', '1', '3']) await page.click(`.keys [data-value="${key}"]`);
  await page.click('#check-in-now');
  await person.sees('#press', 'no booking with this code');
  await page.click('#erase');
  await page.click('.keys [data-value="2"]');
  await person.sees('#code', 'AB12');
  await page.click('#check-in-now');
  assert.match(await person.number(), /^V1\d\d$/);
  await person.sees('#ticket', 'Your appointment is at 10:30');

  await page.click('#done');
  await page.click('#go-check-in');
  await page.keyboard.press('Escape');
  await page.click('#go-check-in');
  await page.keyboard.type('cd');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+x');
  await page.keyboard.type(' 35');
  await person.sees('#code', 'CD35');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('4');
  await page.keyboard.press('Enter');
  assert.match(await person.number(), /^V1\d\d$/);
  await page.click('#done');
  await page.click('#go-check-in');
  await page.keyboard.type('cd34');
  await page.keyboard.press('Enter');
  await person.sees('#press', 'Olet jo ilmoittautunut');
});

test('Nobody is thrown out without being asked, and then the page is ready for the next', async () => {
  const { page } = person;
  await page.clock.install();
  await person.arrive('?language=en&text=2');
  await page.click('#service-tax');
  await page.clock.runFor(62_000);
  await person.sees('#leaving', 'Do you need more time?');
  await page.locator('#go-on:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForSelector('#leaving', { state: 'detached' });
  assert.is(await page.locator('#take').count(), 1);
  await page.clock.runFor(90_000);
  await person.sees('h1', 'Mitä asiasi koskee?');
  assert.is(await page.getAttribute('html', 'data-text'), '1');
});

test('Training is written on the screen as long as it lasts', async () => {
  const mode = (mode: string) =>
    fetch(`${box.url}/api/command/mode`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ by: 'technician', args: { mode } }),
    });
  await person.arrive('?language=sv');
  await mode('training');
  await person.sees('.banner.mode', 'Övning');
  await mode('live');
  await person.page.waitForSelector('.banner.mode', { state: 'detached' });
});

test('The page asks nobody but the box and breaks none of its own rules', () => {
  assert.equal(person.complaints, []);
});

test.run();
