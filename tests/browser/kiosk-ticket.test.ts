import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ticketText } from '../../simulator/printer';
import { openChromium } from '../support/chromium';
import { type KioskBox, startKioskBox } from '../support/kiosk-box';
import { KioskPerson } from '../support/kiosk-person';
import { setUp } from '../support/set-up';

let box: KioskBox;
let person: KioskPerson;

setUp(test, async keep => {
  box = await keep(startKioskBox());
  const browser = await keep(openChromium({ width: 1080, height: 1920 }));
  person = new KioskPerson(await browser.context.newPage(), box);
});

const spoken = [
  { language: 'fi', locale: 'fi-FI', question: 'Mitä asiasi koskee?', taken: 'Ota vuorolappu tulostimesta.' },
  {
    language: 'sv',
    locale: 'sv-FI',
    question: 'Vad gäller ditt ärende?',
    taken: 'Ta din kölapp ur skrivaren.',
  },
  {
    language: 'en',
    locale: 'en-GB',
    question: 'What is your visit about?',
    taken: 'Take your ticket from the printer.',
  },
] as const;

for (const [index, { language, locale, question, taken }] of spoken.entries()) {
  test(`I touch my way to a number in ${language}, and the paper speaks it too`, async () => {
    const { page } = person;
    await person.arrive();
    await page.click(`#languages a[lang=${language}]`);
    await person.sees('h1', question);
    assert.is(await page.getAttribute('html', 'lang'), locale);
    await page.click('#service-tax');
    await page.click('#take');
    assert.is(await person.number(), `V10${index + 1}`);
    await person.sees('#paper', taken);
    const paper = box.printer.tickets.at(-1);
    assert.match(paper ? ticketText(paper.bytes).join('\n') : '', `V10${index + 1}`);
    await page.click('#done');
    await person.sees('h1', spoken[0].question);
  });

  test(`I take a number in ${language} with four arrow keys and Enter alone`, async () => {
    const { page } = person;
    await person.arrive();
    const press = async (key: string, until: string) => {
      for (let tries = 0; tries < 20; tries++) {
        if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(until)})`)) return;
        await page.keyboard.press(key);
      }
      throw new Error(`${key} does not lead to ${until}`);
    };
    await press('ArrowDown', '#languages a');
    await press('ArrowRight', '#languages a:last-child');
    if (language !== 'en') await press('ArrowLeft', `#languages a[lang=${language}]`);
    await page.keyboard.press('Enter');
    await person.sees('h1', question);
    await press('ArrowDown', '[id^=service-]');
    await press(
      'ArrowLeft',
      '.organisations section:first-child [id^=service-], .organisations section:nth-child(odd) [id^=service-]',
    );
    const service = await page.evaluate('document.activeElement.id');
    await page.keyboard.press('Enter');
    await page.locator('#take:focus').waitFor();
    await page.keyboard.press('Enter');
    assert.match(await person.number(), /^[A-Z]10\d$/);
    assert.ok(service);
    await page.locator('#done:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForSelector('#services');
  });
}

test('The page asks nobody but the box and breaks none of its own rules', () => {
  assert.equal(person.complaints, []);
});

test.run();
