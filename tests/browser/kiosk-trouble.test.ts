import { PNG } from 'pngjs';
import decodeQR from 'qr/decode.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TcpProxy } from '../peers/tcp-proxy';
import { type OpenBrowser, openChromium } from '../support/chromium';
import { type KioskBox, startKioskBox } from '../support/kiosk-box';
import { KioskPerson } from '../support/kiosk-person';
import { until } from '../support/printer-host';
import { setUp } from '../support/set-up';

let box: KioskBox;
let person: KioskPerson;
let browser: OpenBrowser;

const keep = setUp(test, async keep => {
  box = await keep(startKioskBox());
  browser = await keep(openChromium({ width: 1280, height: 800 }));
  person = new KioskPerson(await browser.context.newPage(), box);
});

const command = '**/api/command/take-ticket';

test('Two taps in a row give one number', async () => {
  const { page } = person;
  await person.arrive('?service=tax');
  await page.evaluate('for (let tap = 0; tap < 5; tap++) document.querySelector("#take").click()');
  assert.is(await person.number(), 'V101');
  await person.arrive('?service=tax');
  await page.dblclick('#take');
  assert.is(await person.number(), 'V102');
  assert.is((await person.tickets()).length, 2);
});

test('A key that is held is one press: it neither takes a number that nobody chose nor puts one away', async () => {
  const { page } = person;
  const before = (await person.tickets()).length;
  const hold = async () => {
    for (let repeat = 0; repeat < 8; repeat++) await page.keyboard.down('Enter');
  };
  await person.arrive('');
  await page.focus('#service-benefits');
  await hold();
  await page.waitForSelector('#take:focus');
  await hold();
  await page.keyboard.up('Enter');
  assert.is((await person.tickets()).length, before);
  await page.keyboard.down('Enter');
  await page.waitForSelector('#done:focus');
  await hold();
  await page.keyboard.up('Enter');
  assert.ok(await page.isVisible('#number'));
  assert.is((await person.tickets()).length, before + 1);
});

test('A reply that is lost on the way is asked for again, and the number is the same', async () => {
  const { page } = person;
  const before = (await person.tickets()).length;
  await person.arrive('?service=tax&language=en');
  const ids: unknown[] = [];
  const told = person.sees('#press', 'Trying again');
  await page.route(command, async route => {
    ids.push(route.request().postDataJSON().id);
    // The first is sent once more in silence.
    if (ids.length > 2) {
      await told;
      return route.continue();
    }
    await route.fetch();
    return route.abort();
  });
  await page.click('#take');
  await told;
  assert.is(await person.number(), 'V103');
  await page.unroute(command);
  assert.equal(ids, Array(3).fill(ids[0]));
  assert.is((await person.tickets()).length, before + 1);
});

test('A printer without paper is told before, and the number then stands on the screen with a code for the phone', async () => {
  const { page } = person;
  await person.arrive();
  box.printer.paperOut();
  await person.sees('#printer-out', 'Tulostin ei toimi juuri nyt');
  await page.click('#service-town');
  await page.click('#take');
  const code = await person.number();
  await person.sees('#paper', 'Numerosi on silti voimassa');
  const { width, height, data } = PNG.sync.read(await page.locator('.qr').screenshot());
  assert.is(decodeQR({ width, height, data }), code);
  box.printer.loadPaper();
});

test('A printer that jams on this very ticket is told as well', async () => {
  const { page } = person;
  await person.arrive('?service=town&language=sv');
  await until(
    () => box.appliance.runtime.state.devices.get('lobby-printer')?.health === 'ok',
    'the printer to be well',
  );
  box.printer.cutterJam();
  await page.click('#take');
  await person.number();
  await person.sees('#paper', 'Ditt nummer gäller ändå');
  await page.waitForSelector('.qr');
  box.printer.clearCutterJam();
});

test('While the box is away the page says so, and goes on by itself when it is back', async () => {
  const { page } = person;
  await person.arrive('?language=en');
  const before = (await person.tickets()).length;
  await box.stop();
  await person.sees('.banner.lost', 'What you see is out of date');
  await page.click('#service-police');
  await person.sees('h1', 'Police licence services');
  await page.click('#take');
  await person.sees('#press', 'The connection was lost');
  await box.startAgain();
  assert.is(await person.number(), 'P101');
  await page.waitForSelector('.banner.lost', { state: 'detached' });
  assert.is((await person.tickets()).length, before + 1);
});

test('A cable that was pulled is noticed, though no socket says so', async () => {
  const wire = await keep(new TcpProxy(() => Number(new URL(box.url).port)).start());
  const page = await browser.context.newPage();
  const elsewhere = new KioskPerson(page, box, () => wire.url.replace('mqtt:', 'http:'));
  await page.clock.install();
  await elsewhere.arrive('?language=en');
  await page.clock.runFor(11_000);
  wire.silence(true);
  await page.clock.runFor(14_000);
  await elsewhere.sees('.banner.lost', 'The connection is lost');
  wire.silence(false);
  await page.clock.runFor(14_000);
  await page.waitForSelector('.banner.lost', { state: 'detached' });
  await page.close();
});

test('A refusal is told in words, with whom to ask', async () => {
  const { page } = person;
  await person.arrive('?service=tax&language=en');
  await page.route(command, route =>
    route.fulfill({ status: 409, json: { ok: false, code: 'numbers-exhausted', message: 'none left' } }),
  );
  await page.click('#take');
  await person.sees('#press', 'There are no numbers left today. Please ask the staff for help.');
  await page.unroute(command);
});

test('Nothing of this was a fault of the page', () => {
  assert.equal(person.complaints, []);
});

test.run();
