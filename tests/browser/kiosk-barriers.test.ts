import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openChromium } from '../support/chromium';
import { type KioskBox, startKioskBox } from '../support/kiosk-box';
import { KioskPerson } from '../support/kiosk-person';
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

for (const [step, query] of Object.entries(steps)) {
  test(`Nobody is kept out of ${step}: axe-core finds nothing, in either contrast`, async () => {
    await person.page.setViewportSize({ width: 1280, height: 800 });
    for (const look of ['', '&contrast=high']) {
      await person.arrive(`?${query}${look}`);
      assert.equal(await person.barriers(), []);
    }
  });
}

test('A closed service says when it opens and gives no number', async () => {
  const { page } = person;
  await person.arrive('?language=en');
  await person.sees('#service-employment', 'Closed Opens today at 13:00');
  await page.click('#service-employment');
  await person.sees('#service', 'Opens today at 13:00');
  assert.is(await page.locator('#take').count(), 0);
});

test('The number is announced, and what it belongs to has a name', async () => {
  const { page } = person;
  await person.arrive('?ticket=V101&language=en');
  const tree = await page.locator('#ticket').ariaSnapshot();
  assert.match(tree, /- status:\s+- heading "Your number" \[level=1\]\s+- paragraph: V101/);
  assert.match(tree, 'button "Done"');
});

test.run();
