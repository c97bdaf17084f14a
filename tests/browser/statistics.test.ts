import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openChromium } from '../support/chromium';
import { type LivedBox, startLivedBox } from '../support/lived-box';
import { barriersOn, complaintsOf, misfitsOn } from '../support/page-checks';
import { setUp } from '../support/set-up';

let box: LivedBox;
let page: Page;
let complaints: readonly string[];

setUp(test, async keep => {
  box = await keep(
    startLivedBox(4, site => ({
      ...site,
      feedback: {
        collect: 'always',
        openAnswers: { keepDays: 90, mayLeave: false },
        ...site.feedback,
        paper: true,
      },
    })),
  );
  const [from, until] = [box.days[0], box.days.at(-1)];
  const answers = [
    { question: 'csat', counts: [1, 1, 2, 6, 9] },
    { question: 'ces', counts: [8, 4, 2, 1, 1] },
    { question: 'nps', counts: [0, 0, 0, 1, 0, 0, 1, 2, 5, 7, 6] },
  ];
  await box.command('paper-feedback', {
    service: 'tax',
    set: 'device',
    version: 1,
    from,
    to: until,
    answers,
  });
  const browser = await keep(openChromium({ width: 1280, height: 800 }));
  page = await browser.context.newPage();
  complaints = complaintsOf(page, () => box.url);
});

const open = (query: string) => page.goto(`${box.url}/statistics?${query}`);

const screens = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

for (const language of ['fi', 'sv', 'en']) {
  test(`The statistics fit every screen in ${language}, with double text as well, and axe-core finds nothing`, async () => {
    for (const look of ['', '&text=3&contrast=high']) {
      await open(`period=month&day=${box.days[0]}&language=${language}${look}`);
      assert.is(await page.locator('svg.plot').count(), 6);
      for (const size of screens) {
        await page.setViewportSize(size);
        // Tables that are wider than a phone scroll by themselves, and what is chosen stands in the heading as well.
        const cut = (await misfitsOn(page)).filter(
          misfit => !/^cut: <(div class="table"|select)/.test(misfit),
        );
        assert.equal(cut, [], `${size.width} x ${size.height} ${look}`);
      }
      if (look === '' || language === 'sv') assert.equal(await barriersOn(page), []);
    }
  });
}

test('Another day and another service are chosen by keyboard, and the address keeps them', async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(`period=day&day=${box.days[1]}&language=en`);
  await page.locator('select[name=of]').selectOption('service-tax');
  await page.locator('form button[type=submit]').press('Enter');
  await page.locator('#period', { hasText: 'Taxation' }).waitFor();
  await page.locator('a[rel=prev]').press('Enter');
  await page.locator('#period', { hasText: '2 March 2026 – Taxation' }).waitFor();
  await page.locator('.kinds a >> nth=2').press('Enter');
  await page.locator('#period', { hasText: 'Quarter 1 of 2026 – Taxation' }).waitFor();
});

test('A month takes at most four sheets of A4, without what is there to be pressed', async () => {
  await open(`period=month&day=${box.days[0]}`);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  assert.ok(sheets >= 2 && sheets <= 4, String(sheets));
  // A4 in points.
  assert.match(pdf, /MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]/);
  await page.emulateMedia({ media: 'print' });
  assert.is(await page.locator('#periods').isVisible(), false);
  assert.is(await page.locator('svg.plot').first().isVisible(), true);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate('window.print = () => { document.title = "on paper"; }');
  await page.click('#print');
  assert.is(await page.title(), 'on paper');
});

test('The page asks nobody but the box and breaks none of its own rules', () => {
  assert.equal(complaints, []);
});

test.run();
