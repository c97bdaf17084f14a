import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openChromium } from '../support/chromium';
import { type KioskBox, startKioskBox } from '../support/kiosk-box';
import { barriersOn, complaintsOf, misfitsIn, misfitsOn } from '../support/page-checks';
import { setUp } from '../support/set-up';

let box: KioskBox;
let page: Page;
let complaints: readonly string[];

setUp(test, async keep => {
  box = await keep(startKioskBox());
  const browser = await keep(openChromium({ width: 1280, height: 800 }));
  page = await browser.context.newPage();
  complaints = complaintsOf(page, () => box.url);
  await page.clock.install();
});

/** 003:3684-3697, letter for letter, and our translations. */
const asked = {
  fi: [
    'Mille palvelulle annat palautetta (valmis valikko)?',
    'Kuinka paljon näit vaivaa saadaksesi toivomaasi palvelua (1-5, CES, Customer Effort Score)?',
    'Kuinka tyytyväinen olit kokonaisuutena saamaasi palveluun (1-5, CSAT, Customer Satisfaction Score)?',
    'Kuinka todennäköisesti suosittelisit käyttämääsi palvelua ystävälle tai tuttavalle (0-10, NPS, Net Promoter Score)?',
    'Lämmin kiitos palautteestasi, haluatko kertoa lisää (avoin kenttä)?',
    'Kiitos palautteestasi!',
  ],
  sv: [
    'Vilken tjänst gäller din respons?',
    'Hur mycket möda krävdes för att få den service du önskade (1-5)?',
    'Hur nöjd var du som helhet med den service du fick (1-5)?',
    'Hur sannolikt skulle du rekommendera tjänsten du använde till en vän eller bekant (0-10)?',
    'Varmt tack för din respons, vill du berätta mer?',
    'Tack för din respons!',
  ],
  en: [
    'Which service is your feedback about?',
    'How much effort did you have to make to get the service you wanted (1-5)?',
    'How satisfied were you overall with the service you received (1-5)?',
    'How likely would you be to recommend the service you used to a friend or acquaintance (0-10)?',
    'Warm thanks for your feedback, would you like to tell more?',
    'Thank you for your feedback!',
  ],
} as const;

async function arrive(query = '', path = '/feedback'): Promise<void> {
  await page.goto(`${box.url}${path}${query}`);
  await page.waitForSelector('html[data-connection=live]');
}

async function reads(heading: string): Promise<void> {
  await page.locator('h1', { hasText: heading }).waitFor();
  assert.is(await page.textContent('h1'), heading);
}

/** A person reads before they press. */
async function presses(answer: number): Promise<void> {
  await page.clock.runFor(550);
  await page.click(`#answer-${answer}`);
}

const answers = () =>
  box.appliance.runtime.journal
    .read(0, 10_000)
    .flatMap(({ event }) => (event.type === 'feedback.answered' ? [event.data] : []));

for (const [language, [menu, ces, csat, nps, open, thanks]] of Object.entries(asked)) {
  test(`I answer every question in ${language}, in the published words, and am thanked once all is on disk`, async () => {
    const before = answers().length;
    await arrive();
    await page.click(`#languages a[lang=${language}]`);
    await reads(menu);
    await page.click('#service-tax');
    await reads(ces);
    await presses(2);
    await reads(csat);
    await presses(5);
    await reads(nps);
    await presses(10);
    await reads(open);
    assert.equal(
      answers()
        .slice(before)
        .map(({ service, question, answer }) => [service, question, answer]),
      [
        ['tax', 'ces', 2],
        ['tax', 'csat', 5],
        ['tax', 'nps', 10],
      ],
    );
    const kept = page.waitForResponse('**/api/feedback/open-answer');
    await page.fill('#open', 'Selkeä\tneuvo.\nKiitos!');
    await page.click('#send');
    assert.is((await kept).status(), 204);
    await reads(thanks);
    await page.click('#done');
    await reads(asked.fi[0]);
    assert.is(new URL(page.url()).search, '');
  });
}

test('I answer with the keyboard alone, and pass over what I do not want to answer', async () => {
  const before = answers().length;
  await arrive('?language=en');
  const focus = (id: string) => page.locator(`#${id}:focus`).waitFor();
  for (let tries = 0; !(await page.evaluate('document.activeElement.id === "service-police"')); tries++) {
    assert.ok(tries < 30);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await focus('question');
  await page.keyboard.press('4');
  await focus('answer-4');
  await page.clock.runFor(550);
  await page.keyboard.press('Enter');
  await reads(asked.en[2]);
  for (const next of [asked.en[3], asked.en[4]]) {
    await page.focus('#skip');
    await page.keyboard.press('Enter');
    await reads(next);
  }
  await page.focus('#open');
  await page.keyboard.type('Thanks');
  await page.focus('#skip');
  await page.keyboard.press('Enter');
  await reads(asked.en[5]);
  assert.equal(
    answers()
      .slice(before)
      .map(({ service, question, answer }) => [service, question, answer]),
    [['police', 'ces', 4]],
  );
});

test('Who answers nothing is thanked for the visit, and nothing is said to be saved', async () => {
  await arrive('?service=tax&question=open&language=en');
  await page.click('#send');
  assert.is(await page.evaluate('document.activeElement.id'), 'open', 'nothing is written yet');
  await page.focus('#skip');
  await page.keyboard.press('Escape');
  await reads(asked.fi[0]);
  await arrive('?service=tax&question=open&language=en');
  await page.click('#skip');
  await reads('Thank you for your visit!');
  assert.is(await page.locator('text=saved').count(), 0);
});

test('A double tap is one answer to one question', async () => {
  const before = answers().length;
  await arrive('?service=tax&question=ces');
  await page.clock.runFor(550);
  await page.dblclick('#answer-3');
  await reads(asked.fi[2]);
  await page.click('#answer-3');
  await presses(4);
  await reads(asked.fi[3]);
  assert.equal(
    answers()
      .slice(before)
      .map(({ question, answer }) => [question, answer]),
    [
      ['ces', 3],
      ['csat', 4],
    ],
  );
});

// The first answer is sent once more in silence.
for (const [what, address, lost, act] of [
  ['answer', '**/api/command/answer-feedback', 2, () => presses(1)],
  ['text', '**/api/feedback/open-answer', 1, () => page.click('#send')],
] as const) {
  test(`When the reply to my ${what} is lost I am told so, and it is kept once`, async () => {
    const before = answers().length;
    await arrive(`?service=tax&language=en&question=${what === 'text' ? 'open' : 'csat'}`);
    if (what === 'text') await page.fill('#open', 'Thanks');
    const ids: unknown[] = [];
    await page.route(address, async route => {
      ids.push(route.request().postDataJSON().id);
      if (ids.length > lost) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await act();
    await page.locator('#press', { hasText: 'Trying again' }).waitFor();
    await page.clock.runFor(1500);
    await reads(what === 'text' ? asked.en[5] : asked.en[3]);
    await page.unroute(address);
    assert.equal(ids, Array(lost + 1).fill(ids[0]));
    assert.is(answers().length - before, what === 'text' ? 0 : 1);
  });
}

test('While the box is away nobody is thanked, and what I wrote is still there', async () => {
  await arrive('?service=tax&language=en&question=open');
  await page.fill('#open', 'A long and careful text');
  const address = '**/api/feedback/open-answer';
  await page.route(address, route => route.abort());
  await page.click('#send');
  for (let tries = 0; tries < 12; tries++) await page.clock.runFor(4000);
  await page.locator('#press[data-code=no-answer]', { hasText: 'could not be saved' }).waitFor();
  assert.is(await page.inputValue('#open'), 'A long and careful text');
  await page.unroute(address);
  await page.click('#send');
  await reads(asked.en[5]);
});

test('Who walks away leaves nothing: the page asks, and begins anew without a word of theirs', async () => {
  await arrive('?service=tax&language=en&question=open&text=2');
  await page.fill('#open', 'Something private');
  await page.clock.runFor(62_000);
  await page.locator('#leaving', { hasText: 'Do you need more time?' }).waitFor();
  await page.click('#go-on');
  assert.is(await page.inputValue('#open'), 'Something private');
  await page.clock.runFor(90_000);
  await reads(asked.fi[0]);
  assert.not.match(await page.content(), 'Something private');
  await page.goBack();
  assert.not.match(await page.content(), 'Something private');
});

test('Thanks leave by themselves for the next customer', async () => {
  await arrive('?over=&given=&language=sv');
  await reads(asked.sv[5]);
  await page.clock.runFor(11_000);
  await reads(asked.fi[0]);
});

const lying = { width: 1280, height: 800 };
const upright = { width: 800, height: 1280 };
const phone = { width: 390, height: 844 };

const parts = {
  'the services': '',
  'a scale of five': '?service=tax&question=ces',
  'a scale of eleven': '?service=register&question=nps',
  'my own words': '?service=tax&question=open',
  'the thanks': '?over=&given=',
};

for (const [part, query] of Object.entries(parts)) {
  test(`Nobody is kept out of ${part}, and it fits every tablet in every language, with double text as well`, async () => {
    await page.setViewportSize(lying);
    await arrive(`${query === '' ? '?' : `${query}&`}text=3`);
    for (const [text, sizes] of [
      ['3', [lying, phone]],
      ['1', [upright]],
    ] as const) {
      for (const size of sizes) {
        await page.setViewportSize(size);
        const found = await misfitsIn(page, ['sv', 'en', 'fi']);
        assert.equal(found, [], `${size.width} x ${size.height} ${text}`);
      }
      await page.click('#looks a >> nth=0');
    }
    assert.equal(await barriersOn(page), []);
    await page.click('#looks a >> nth=1');
    assert.equal(await barriersOn(page), []);
  });
}

test('Beside a smiley unit stands what it asks, in all languages at once', async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await arrive('', '/feedback/exit');
  assert.equal(await page.locator('h1').allTextContents(), [asked.fi[2], asked.sv[2], asked.en[2]]);
  assert.equal(await barriersOn(page), []);
  for (const size of [
    { width: 1280, height: 800 },
    { width: 480, height: 800 },
  ]) {
    await page.setViewportSize(size);
    assert.equal(await misfitsOn(page), []);
  }
  assert.is((await fetch(`${box.url}/feedback/nowhere`)).status, 404);
});

test('The page asks nobody but the box and breaks none of its own rules', () => {
  assert.equal(complaints, []);
});

test('Between campaigns it says kindly that nothing is asked, and when it will be', async () => {
  const campaign = await startKioskBox({
    yaml: 'feedback: { collect: window, windows: [{ from: 2026-04-01, until: 2026-04-14 }] }\n',
  });
  try {
    for (const [language, closed, next] of [
      ['fi', 'Palautetta ei kerätä juuri nyt', '1.4.2026–14.4.2026'],
      ['sv', 'Vi samlar inte in respons just nu', '1.4.2026–14.4.2026'],
      ['en', 'We are not collecting feedback just now', 'from 1 April 2026 to 14 April 2026'],
    ] as const) {
      await page.goto(`${campaign.url}/feedback?language=${language}&service=tax&question=ces`);
      await page.waitForSelector('html[data-connection=live]');
      await reads(closed);
      await page.locator('#next', { hasText: next }).waitFor();
      assert.is(await page.locator('[data-act]').count(), 0);
    }
    assert.equal(await barriersOn(page), []);
    await page.goto(`${campaign.url}/feedback/exit`);
    await page.locator('h1', { hasText: 'Palautetta ei kerätä' }).waitFor();
  } finally {
    await campaign.close();
  }
});

test.run();
