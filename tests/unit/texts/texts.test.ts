import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nameIn } from '../../../firmware/texts/name-in';
import { texts } from '../../../firmware/texts/texts';

const lahti = { languages: ['fi', 'sv', 'en', 'se'], timezone: 'Europe/Helsinki' };
const parainen = { languages: ['sv', 'fi'], timezone: 'Europe/Helsinki' };

const inLahti = (language: string) => texts(language, lahti);
const ahead = (language: string, counts: readonly number[]) =>
  counts.map(count => inLahti(language).format('ticket.ahead-count', { count }));

test('People ahead are counted as each language counts', () => {
  assert.equal(ahead('fi', [0, 1, 2, 21]), ['ei ketään', '1 asiakas', '2 asiakasta', '21 asiakasta']);
  assert.equal(ahead('sv', [0, 1, 2, 21]), ['ingen', '1 kund', '2 kunder', '21 kunder']);
  assert.equal(ahead('en', [0, 1, 2, 21]), ['nobody', '1 person', '2 people', '21 people']);
  assert.equal(ahead('se', [0, 1, 2, 21]), ['ii oktage', '1 áššehas', '2 áššehasa', '21 áššehasa']);
});

test('A date is written as readers of each language write it', () => {
  const at = Date.UTC(2026, 2, 6, 7, 5);
  const written = ['fi', 'sv', 'en', 'se'].map(language => inLahti(language).date(at));
  assert.equal(written, ['6.3.2026', '6.3.2026', '6 March 2026', '6.3.2026']);
});

test('A time of day is written as readers of each language write it', () => {
  const at = Date.UTC(2026, 2, 6, 7, 5);
  const written = ['fi', 'sv', 'en', 'se'].map(language => inLahti(language).time(at));
  assert.equal(written, ['9.05', '9.05', '9:05', '9.05']);
});

test('Dates and times are those of the site, in summer and in winter', () => {
  const finnish = inLahti('fi');
  assert.is(finnish.time(Date.UTC(2026, 0, 15, 12)), '14.00');
  assert.is(finnish.time(Date.UTC(2026, 6, 15, 12)), '15.00');
  assert.is(finnish.date(Date.UTC(2026, 6, 15, 21)), '16.7.2026');
  const stockholm = texts('fi', { languages: ['fi'], timezone: 'Europe/Stockholm' });
  assert.is(stockholm.time(Date.UTC(2026, 0, 15, 12)), '13.00');
});

test('Midnight opens as 0 and closes as 24', () => {
  assert.is(inLahti('fi').timeOfDay(0), '0.00');
  assert.is(inLahti('en').timeOfDay(975), '16:15');
  assert.is(inLahti('fi').timeOfDay(1440), '24.00');
});

test('A language without a catalogue is spoken to in the first language of the site', () => {
  assert.is(texts('ru', lahti).format('ticket.number'), 'Vuoronumerosi');
  assert.is(texts('ru', parainen).format('ticket.number'), 'Ditt könummer');
  assert.is(texts('ru', parainen).locale, 'sv-FI');
});

test('A site whose first language has no catalogue speaks the next one that has', () => {
  assert.is(texts('ar', { ...lahti, languages: ['so', 'en'] }).locale, 'en-GB');
  assert.is(texts('ar', { ...lahti, languages: ['so'] }).locale, 'en-GB');
});

test('What looks like a language but is a word of JavaScript is no language', () => {
  assert.is(texts('constructor', lahti).locale, 'fi-FI');
  assert.is(nameIn({ fi: 'Verotus' }, 'constructor', ['fi']), 'Verotus');
});

test('A name is in the wanted language, else in the first language of the site that has it', () => {
  const name = { fi: 'Verotus', sv: 'Beskattning', ru: 'Налоги' };
  assert.is(nameIn(name, 'ru', ['fi', 'sv']), 'Налоги');
  assert.is(nameIn(name, 'en', ['sv', 'fi']), 'Beskattning');
  assert.is(nameIn({ en: 'Taxes' }, 'fi', ['fi', 'sv']), 'Taxes');
  assert.is(nameIn({}, 'fi', ['fi']), '');
});

test('What was said before is said alike after many other numbers', () => {
  const before = ahead('fi', [1, 2]);
  ahead(
    'fi',
    Array.from({ length: 600 }, (_, count) => count),
  );
  assert.equal(ahead('fi', [1, 2]), before);
});

test.run();
