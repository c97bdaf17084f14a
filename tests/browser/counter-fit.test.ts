import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openChromium } from '../support/chromium';
import { type KioskBox, startKioskBox } from '../support/kiosk-box';
import { command, Officer } from '../support/officer';
import { barriersOn, misfitsIn, misfitsOn } from '../support/page-checks';
import { setUp } from '../support/set-up';

let box: KioskBox;
let officer: Officer;

/** Beside another program, on a tablet, on a desk. */
const screens = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1366, height: 768 },
];

setUp(test, async keep => {
  box = await keep(startKioskBox());
  const browser = await keep(openChromium({ width: 1366, height: 768 }));
  officer = new Officer(await browser.context.newPage(), box, 'counter-1');
  const services = ['tax', 'register', 'advisor', 'town', 'tax', 'tax'];
  for (const service of services)
    await command(box, 'take-ticket', { service, needsTime: true, group: 4, language: 'sv' });
  const counter = 'counter-1';
  await command(box, 'next', { counter });
  await command(box, 'park', { counter, minutes: 10 });
  await command(box, 'next', { counter });
  await command(box, 'no-show', { counter });
  await command(box, 'help', { counter });
  await command(box, 'help', { counter: 'counter-2' });
  await command(box, 'presence', { place: 'desk-1', state: 'available' });
  await officer.comeIn();
});

/** Everything that the panel can show, each with a sign that it is there. */
const states = [
  { name: 'a free counter', query: '', sign: '#customer.free' },
  { name: 'the keys', query: 'keys=', sign: '#choice kbd' },
  { name: 'the way out', query: 'leave=', sign: '#leave-now' },
  { name: 'the other queues', query: 'transfer=', press: 'next', sign: '#transfer-police' },
  { name: 'how long to wait aside', query: 'park=', sign: '#park-60' },
  { name: 'a customer who is served', query: '', press: 'arrived', sign: '#customer.serving' },
];

for (const { name, query, press, sign } of states) {
  test(`${name}: fits every screen in every language, with double text as well, and keeps nobody out`, async () => {
    const { page } = officer;
    if (press !== undefined) await command(box, press, { counter: 'counter-1' });
    await officer.open(`?${query}&text=3`);
    await officer.sees(sign);
    for (const text of ['3', '1']) {
      for (const size of screens) {
        await page.setViewportSize(size);
        const found = await misfitsIn(page, ['fi', 'sv', 'en']);
        assert.equal(found, [], `${size.width} x ${size.height} ${text}`);
      }
      await page.click('#looks a >> nth=0');
    }
    assert.equal(await barriersOn(page), []);
  });
}

test('In high contrast nobody is kept out either', async () => {
  await officer.open('?contrast=high');
  assert.equal(await barriersOn(officer.page), []);
});

test('What a screen reader hears: who is at the counter, and what each button does', async () => {
  await officer.open('?language=en');
  const tree = await officer.page.locator('#content').ariaSnapshot();
  assert.match(tree, /- status:\s+- paragraph: [A-Z]101\s+- paragraph: Being served/);
  assert.match(tree, /button "Call [A-Z]10\d"/);
  assert.match(tree, 'button "Available" [pressed]');
  const described = await officer.page.getAttribute('#next', 'aria-keyshortcuts');
  assert.is(described, 'F2');
});

test('The page of a link, and that of a panel without one, fit and keep nobody out', async () => {
  const { page } = officer;
  const pages = {
    '/enter': '[data-state=empty]',
    '/enter#wrong': '[data-state=wrong]',
    '/counter/counter-2': 'code',
  };
  for (const [path, sign] of Object.entries(pages)) {
    await page.goto('about:blank');
    await page.goto(`${box.url}${path}`);
    await officer.sees(sign);
    for (const size of screens) {
      await page.setViewportSize(size);
      assert.equal(await misfitsOn(page), [], path);
    }
    assert.equal(await barriersOn(page), [], path);
    assert.is(await page.locator('#again:visible').count(), 0, path);
  }
  assert.equal(officer.complaints, []);
});

test.run();
