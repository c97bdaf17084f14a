import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { conditions } from '../../../firmware/health/box/conditions';
import { adviceIn, adviceLanguages } from '../../../firmware/texts/advice/advice';
import { adviceFi } from '../../../firmware/texts/advice/fi/fi';
import { adviceSv } from '../../../firmware/texts/advice/sv/sv';
import { type CatalogueCode, catalogue, isCatalogueCode } from '../../../hal/platform/catalogue';
import { lanes, lastLanes } from '../../support/box-faults/faults';

const root = join(__dirname, '..', '..', '..');
const words = { fi: adviceFi, sv: adviceSv } as const;
const spoken = Object.keys(adviceFi) as CatalogueCode[];

const test = suite('advice of health');

/** Codes that the drivers and the watchers name in their sources. */
function codesNamedIn(folder: string): CatalogueCode[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter(file => file.endsWith('.ts'))
    .map(file => readFileSync(join(root, folder, file), 'utf8'));
  const named = texts.flatMap(text =>
    Array.from(text.matchAll(/'([a-z]+(?:-[a-z]+)+)'/g), ([, code = '']) => code),
  );
  return [...new Set(named)].filter(isCatalogueCode);
}

/** Answers to somebody who asks; nothing is in this state. */
const answers: readonly CatalogueCode[] = [
  'device-unknown',
  'site-device-kind',
  'box-stopping',
  'picture-unreadable',
  'neighbour-forbidden',
  'neighbour-no-records',
  'page-unknown',
];

test('every code that a driver, a calendar, a neighbour or a box can show has words in Finnish and Swedish', () => {
  const folders = [
    'hal/drivers',
    'hal/lines',
    'firmware/calendars',
    'firmware/neighbours',
    'firmware/health/box',
  ];
  const named = folders.flatMap(codesNamedIn).filter(code => !answers.includes(code));
  const shown = Object.values({ ...lanes, ...lastLanes })
    .flat()
    .flatMap(({ shows }) => Object.values(shows))
    .map(one => ('warning' in one ? one.warning : one.code));
  const silent = [...named, ...shown, ...conditions.map(({ code }) => code)].filter(
    code => !spoken.includes(code),
  );
  assert.equal([...new Set(silent)], []);
  assert.ok(named.length > 80, `${named.length} codes were found`);
});

test('both languages speak of the same codes, all of them known', () => {
  assert.equal(Object.keys(adviceSv).sort(), Object.keys(adviceFi).sort());
  assert.equal(
    Object.keys(adviceFi).filter(code => !isCatalogueCode(code)),
    [],
  );
});

test('English is that of the catalogue, and other codes have it in every language', () => {
  assert.equal(adviceIn('printer-paper-out', 'en'), { ...catalogue['printer-paper-out'] });
  for (const language of adviceLanguages) assert.ok(adviceIn('queue-empty', language).what);
});

for (const [language, told] of Object.entries(words)) {
  for (const [code, { what, advice }] of Object.entries(told))
    test(`${language}: ${code} is a statement and sentences, written as a person writes`, () => {
      for (const text of [what, advice]) {
        assert.is(text, text.normalize('NFC').trim());
        assert.not.match(text, /[^\S ]|\s{2}|\p{C}|[`']|\.\.|!/u);
        assert.match(text, /^[\p{Lu}"]/u);
      }
      assert.not.match(what, /\.$/, 'a statement, as a heading');
      assert.match(advice, /[.]$/);
      assert.ok(what.length <= 110 && advice.length <= 240, `${what.length} and ${advice.length} letters`);
    });

  test(`${language} says what is typed as it is typed in English`, () => {
    for (const code of spoken) {
      const typed = (text: string) =>
        (text.match(/"[^"]+"|`[^`]+`/g) ?? [])
          .map(one => one.slice(1, -1))
          // The name of a state, which the other languages have in words.
          .filter(one => one !== 'unconfirmed')
          .sort();
      const { advice } = told[code as keyof typeof told];
      assert.equal(typed(advice), typed(catalogue[code].advice), code);
    }
  });
}

test.run();
