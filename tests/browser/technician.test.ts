import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { VirtualButton } from '../../hal/drivers/virtual/button';
import { VirtualLamp } from '../../hal/drivers/virtual/lamp';
import { VirtualNumberDisplay } from '../../hal/drivers/virtual/number-display';
import { VirtualSmileyUnit } from '../../hal/drivers/virtual/smiley-unit';
import { openChromium } from '../support/chromium';
import { type KioskBox, startKioskBox } from '../support/kiosk-box';
import { barriersOn, complaintsOf, misfitsIn, misfitsOn } from '../support/page-checks';
import { setUp } from '../support/set-up';

const phone = { width: 360, height: 740 };
const languages = ['fi', 'sv', 'en'] as const;

let box: KioskBox;
let page: Page;
let complaints: readonly string[] = [];

setUp(test, async keep => {
  box = await keep(startKioskBox());
  const browser = await keep(openChromium(phone));
  page = await browser.context.newPage();
  complaints = complaintsOf(page, () => box.url);
});

async function open(query: string): Promise<void> {
  await page.goto(`${box.url}/technician?${query}`);
  await page.waitForSelector('html[data-connection=live]');
}

function device<D extends object>(name: string, kind: abstract new (...args: never[]) => D): D {
  const found = box.appliance.hal.devices.get(name);
  if (found instanceof kind) return found;
  throw new Error(`${name} is no ${kind.name}`);
}

test('A technician types the code of the slip on a phone and is in', async () => {
  for (const language of languages) {
    await page.goto(`${box.url}/technician?language=${language}`);
    assert.equal([...(await misfitsOn(page)), ...(await barriersOn(page))], [], language);
  }
  await page.route('**/api/pair', route => route.abort(), { times: 1 });
  await page.fill('#code', 'AAAA-AAAA');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-state=no-answer]:visible');
  const unread = { ok: false, code: 'command-invalid' };
  await page.route('**/api/pair', route => route.fulfill({ status: 400, json: unread }), { times: 1 });
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-state=wrong]:visible');
  await page.fill('#code', '   ');
  await page.keyboard.press('Enter');
  await page.fill('#code', 'AAAA-AAAA');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-state=wrong]:visible');
  await fetch(`${box.url}/api/command/pair-technician`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ by: 'counter/1', args: { language: 'en' } }),
  });
  while (box.printer.tickets.length === 0)
    await new Promise(resolve => box.printer.events.once('ticket', resolve));
  const [code = ''] = /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(box.printer.tickets[0]?.text.join('\n') ?? '') ?? [];
  await page.fill('#code', code);
  await page.keyboard.press('Enter');
  await page.waitForSelector('#devices');
});

test('Every press shows at once, and what has not been tried yet stands there', async () => {
  await open('presses=');
  device('counter-1-next', VirtualButton).press();
  await page.locator('#presses [role=log] li', { hasText: 'counter-1-next' }).waitFor();
  await page.waitForSelector('#input-counter-1-next[data-seen=true]');
  device('exit-smiley', VirtualSmileyUnit).press(2);
  await page.locator('#presses [role=log] li', { hasText: /exit-smiley.*2/ }).waitFor();
  assert.is(await page.getAttribute('#input-counter-2-next', 'data-seen'), 'false');
});

test('A lamp shows the sign that was chosen, and never covers a ring', async () => {
  const lamp = device('counter-3-lamp', VirtualLamp);
  await open('device=counter-3-lamp');
  await page.click('#sign-prompt');
  await page.waitForSelector('#answer[data-answer=done]');
  assert.is(lamp.sign, 'prompt');
  const ringing = device('desk-1-lamp', VirtualLamp);
  ringing.show('ring');
  await open('device=desk-1-lamp');
  await page.click('#sign-off');
  await page.waitForSelector('#answer[data-answer=needed]');
  assert.is(ringing.sign, 'ring');
  ringing.show('off');
});

test('A sounder plays the tone that was chosen', async () => {
  await open('device=lobby-sounder');
  await page.click('#tone-test');
  await page.waitForSelector('#answer[data-answer=done]');
});

test('A display fills all segments', async () => {
  await open('device=counter-2-display');
  await page.click('#segments');
  await page.waitForSelector('#answer[data-answer=done]');
  assert.is(device('counter-2-display', VirtualNumberDisplay).text, '8888');
});

test('A new roll is counted from its start, and a test ticket comes out', async () => {
  const before = box.printer.tickets.length;
  await open('device=lobby-printer');
  await page.click('#print');
  while (box.printer.tickets.length === before)
    await new Promise(resolve => box.printer.events.once('ticket', resolve));
  await page.click('#roll-changed');
  await page.waitForSelector('#answer[data-answer=done]');
  assert.is(box.appliance.hal.devices.get('lobby-printer')?.counters.millimetresOnRoll, 0);
});

test('What fails stands first, with what to do in the language of the technician', async () => {
  await open('language=sv');
  box.printer.openCover();
  await page.waitForSelector('#devices li:first-child [data-health=failed]');
  await page.click('#devices li:first-child a');
  await page.waitForSelector('.trouble[data-code=printer-cover-open]');
  assert.is(await page.getAttribute('html', 'lang'), 'sv-FI');
  box.printer.closeCover();
  await page.waitForSelector('#device [data-health=ok]');
});

test('A restart is asked for twice, and the focus stays with the question', async () => {
  await open('device=counter-1-lamp');
  await page.click('#restart');
  await page.click('#no');
  assert.is(await page.evaluate('document.activeElement.id'), 'restart');
  await page.keyboard.press('Enter');
  assert.is(await page.evaluate('document.activeElement.id'), 'no');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#answer[data-answer=asked]');
  await page.waitForSelector('[data-tested=ok]');
});

test('A point is taken into training and back, and tested as a whole', async () => {
  const { runtime } = box.appliance;
  await open('box=');
  for (const mode of ['training', 'live'] as const) {
    await page.click(`#mode-${mode}`);
    await page.waitForSelector(`#mode-${mode}[aria-pressed=true]`);
    await page.waitForSelector('#answer[data-answer=done]');
    assert.is(runtime.state.mode, mode);
  }
  await page.click('#self-test');
  await page.waitForSelector('#answer[data-answer=asked]');
});

test('What did not get through is told, and what may not be done as well', async () => {
  await open('device=counter-3-lamp');
  await page.route('**/api/technician/try/*', route => route.abort(), { times: 1 });
  await page.click('#sign-off');
  await page.waitForSelector('#answer[data-answer=no-answer]');
  const refused = { ok: false, code: 'device-unknown' };
  await page.route('**/api/technician/try/*', route => route.fulfill({ status: 404, json: refused }), {
    times: 1,
  });
  await page.click('#sign-off');
  await page.waitForSelector('#answer[data-answer=refused]');
  await page.route(
    '**/api/command/self-test',
    route => route.fulfill({ status: 409, json: { ...refused, code: 'not-allowed' } }),
    { times: 1 },
  );
  await page.click('#self-test');
  await page.waitForSelector('#answer[data-answer=refused]');
  await page.click('#sign-off');
  await page.waitForSelector('#answer[data-answer=done]');
  // The press, and the same once more.
  await page.route('**/api/command/self-test', route => route.abort(), { times: 2 });
  await page.click('#self-test');
  await page.waitForSelector('#answer[data-answer=no-answer]');
  await page.waitForSelector('#answer[data-answer=asked]');
});

test('The bundle for the helpdesk has the health of all devices', async () => {
  const response = await page.request.get(`${box.url}/api/technician/diagnostics`);
  assert.match(response.headers()['content-disposition'] ?? '', /^attachment; filename="tiski-mikkeli-/);
  const { devices, version } = (await response.json()) as { devices: unknown[]; version: string };
  assert.is(version, '1.2.3');
  assert.ok(devices.length > 20);
});

const parts = ['', 'device=lobby-printer', 'device=counter-3-lamp', 'presses=', 'box=', 'log='];
const looks = [
  { text: 'large', screens: [phone] },
  { text: 'usual', screens: [phone, { width: 820, height: 1180 }, { width: 1920, height: 1080 }] },
];

test('Every part fits its screens in three languages, with double text as well, and keeps nobody out', async () => {
  for (const part of parts) {
    await open(`${part}&text=3`);
    for (const { text, screens } of looks) {
      if (text === 'usual') await page.click('#looks a >> nth=0');
      for (const size of screens) {
        await page.setViewportSize(size);
        assert.equal(await misfitsIn(page, languages), [], `${part} ${text} ${size.width}`);
      }
    }
    await page.setViewportSize(phone);
    assert.equal(await barriersOn(page), [], part);
  }
  assert.equal(complaints, []);
});

test('Who signs out is out', async () => {
  await open('box=');
  await page.click('#leave');
  await page.waitForSelector('#pair');
});

test.run();
