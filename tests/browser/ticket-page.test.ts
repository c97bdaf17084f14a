import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import decodeQR from 'qr/decode.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ticketText } from '../../simulator/printer';
import { openChromium } from '../support/chromium';
import { type KioskBox, startKioskBox } from '../support/kiosk-box';
import { KioskPerson } from '../support/kiosk-person';
import { command } from '../support/officer';
import { barriersOn, complaintsOf, misfitsIn } from '../support/page-checks';
import { setUp } from '../support/set-up';

const phone = { width: 360, height: 740 };
const languages = ['fi', 'sv', 'en', 'se'] as const;
const phones = 'https://numero.example.fi';

let box: KioskBox;
let page: Page;
let kiosk: KioskPerson;
let complaints: readonly string[];

setUp(test, async keep => {
  box = await keep(
    startKioskBox({
      change: site => ({
        ...site,
        languages: [...languages],
        ticketPage: { address: phones },
      }),
    }),
  );
  const [hand, hall] = await Promise.all([
    keep(openChromium(phone)),
    keep(openChromium({ width: 1280, height: 800 })),
  ]);
  page = await hand.context.newPage();
  complaints = complaintsOf(page, () => box.url);
  kiosk = new KioskPerson(await hall.context.newPage(), box);
});

const act = (name: string, args: object) => command(box, name, args);
const take = async (service = 'tax'): Promise<string> =>
  String((await act('take-ticket', { service })).ticket);

async function follow(address: string): Promise<void> {
  await page.goto(box.url + address);
  await page.waitForSelector('html[data-connection=live]');
}

async function sees(selector: string, text: string | RegExp): Promise<void> {
  await page.locator(selector).filter({ hasText: text }).first().waitFor();
}

test('The code on kiosk and paper leads my phone to the page of my number, in my language', async () => {
  await kiosk.arrive('?language=sv');
  await kiosk.page.click('#service-tax');
  await kiosk.page.click('#take');
  const code = await kiosk.number();
  await kiosk.sees('.keep', 'Följ din tur i telefonen');
  const { width, height, data } = PNG.sync.read(await kiosk.page.locator('.qr').screenshot());
  const address = decodeQR({ width, height, data });
  assert.is(address, `${phones}/ticket/${code}?day=2026-03-18&language=sv`);
  await kiosk.sees('#paper', 'Ta din kölapp');
  const paper = ticketText(box.printer.tickets.at(-1)?.bytes ?? Buffer.alloc(0));
  assert.ok(paper.includes(`[QR ${address}]`), paper.join('\n'));
  assert.equal([...(await kiosk.misfits()), ...(await kiosk.barriers())], []);
  await follow(address.slice(phones.length));
  await sees('#number', code);
  assert.is(await page.getAttribute('html', 'lang'), 'sv-FI');
});

test('I see how many are ahead, my turn with its counter, and that it is over, without touching anything', async () => {
  const [mine, other] = [await take('register'), await take('register')];
  await follow(`/ticket/${other}?language=en`);
  await sees('#stands', /1 person is ahead of you|people are ahead of you/);
  assert.match((await page.textContent('#stands')) ?? '', /Wait (about|under) .*minutes|cannot be estimated/);
  await act('call', { counter: 'counter-1', ticket: mine });
  await sees('#stands', 'Nobody is ahead of you');
  await sees('#latest', mine);
  await act('call', { counter: 'counter-2', ticket: other });
  await sees('#stands', 'It is your turn now');
  await sees('.where', /Counter 2/);
  assert.match(await page.title(), 'Your turn');
  await act('arrived', { counter: 'counter-2' });
  await sees('#stands', 'You are being served');
  await act('done', { counter: 'counter-2' });
  await sees('#stands', 'no longer in the queue');
  await act('no-show', { counter: 'counter-1' });
  await follow(`/ticket/${mine}?language=en`);
  await sees('#stands', 'called already');
});

test('A number of another day, or that nobody has, is told so and shows nothing of the one of today', async () => {
  const code = await take();
  for (const address of [`/ticket/${code}?day=2026-03-17`, '/ticket/Z999', '/ticket/%3Cimg%20src=x%3E']) {
    await follow(address);
    await sees('#stands', 'Tätä numeroa ei ole tänään');
    assert.is(await page.locator('.of').count(), 0);
  }
});

test('When the box is away the page says that it is old, and goes on by itself afterwards', async () => {
  const code = await take();
  await follow(`/ticket/${code}?language=en`);
  await box.stop();
  await sees('.lost', 'out of date');
  await box.startAgain();
  await page.waitForSelector('html[data-connection=live]');
  await sees('#number', code);
});

test('It fits a phone in every language, with double text as well, and keeps nobody out', async () => {
  const code = await take();
  const called = await take();
  await act('call', { counter: 'counter-1', ticket: called });
  for (const number of [code, called, 'Z999']) {
    await follow(`/ticket/${number}?text=3`);
    assert.equal(await misfitsIn(page, languages), [], `${number}, large`);
    await page.click('#looks a >> nth=0');
    assert.equal(await misfitsIn(page, languages), [], number);
    assert.equal(await barriersOn(page), [], number);
    await page.click('#looks a >> nth=1');
    for (const language of languages) {
      await page.click(`#languages a[lang=${language}]`);
      assert.equal(await barriersOn(page), [], `${number} in ${language}, high contrast`);
    }
  }
  assert.equal(complaints, []);
});

test.run();
