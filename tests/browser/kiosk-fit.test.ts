import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openChromium } from '../support/chromium';
import { type KioskBox, startKioskBox } from '../support/kiosk-box';
import { KioskPerson } from '../support/kiosk-person';
import { misfitsIn } from '../support/page-checks';
import { setUp } from '../support/set-up';

/** Wednesday 18 March 2026, 12.30 in Helsinki: the services for job seekers pause until one o'clock. */
const halfPastTwelve = Date.UTC(2026, 2, 18, 10, 30);

let box: KioskBox;
let person: KioskPerson;

setUp(test, async keep => {
  box = await keep(
    startKioskBox({
      at: halfPastTwelve,
      change: site => ({ ...site, languages: ['fi', 'sv', 'en', 'se'] }),
    }),
  );
  const browser = await keep(openChromium({ width: 1280, height: 800 }));
  person = new KioskPerson(await browser.context.newPage(), box);
  await fetch(`${box.url}/api/command/take-ticket`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ args: { service: 'tax' } }),
  });
});

const steps = {
  'the services': '',
  'one service': 'service=tax',
  'a closed service': 'service=employment',
  'the check-in': 'check-in=',
  'the number': 'ticket=V101',
};

const screens = [
  { width: 1080, height: 1920 },
  { width: 1920, height: 1080 },
  { width: 1280, height: 800 },
  { width: 800, height: 1280 },
  { width: 390, height: 844 },
];

for (const [step, query] of Object.entries(steps)) {
  test(`${step} fits every screen in every language, with double text as well`, async () => {
    const { page } = person;
    await person.arrive(`?${query}&text=3`);
    for (const text of ['3', '1']) {
      for (const size of screens) {
        await page.setViewportSize(size);
        const found = await misfitsIn(page, ['fi', 'sv', 'en', 'se']);
        assert.equal(found, [], `${size.width} x ${size.height} ${text}`);
      }
      await page.click('#looks a >> nth=0');
    }
  });
}

test.run();
