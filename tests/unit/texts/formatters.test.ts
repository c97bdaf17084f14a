import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { catalogues } from '../../../firmware/texts/catalogues';
import { formatters } from '../../../firmware/texts/formatters';
import { locales, type SpokenLanguage } from '../../../firmware/texts/locales';
import { texts } from '../../../firmware/texts/texts';

const timeZone = 'Europe/Helsinki';
const languages = Object.keys(catalogues) as SpokenLanguage[];

/** Over two years, at all times of the day. */
const instants = Array.from(
  { length: 500 },
  (_, n) => Date.UTC(2026, 0, 1) + n * 35 * 3_600_000 + n * 61_000,
);

/** Northern Sami borrows from Finnish (`locales.ts`). */
const customs = (language: SpokenLanguage) => (language === 'se' ? 'fi-FI' : locales[language].locale);

test('Dates and times of day are those that the locale data of Unicode would write', () => {
  for (const language of languages) {
    const words = texts(language, { languages: [language], timezone: timeZone });
    const month = language === 'en' ? 'long' : 'numeric';
    const date = new Intl.DateTimeFormat(customs(language), {
      day: 'numeric',
      month,
      year: 'numeric',
      timeZone,
    });
    const clock = { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' } as const;
    const time = new Intl.DateTimeFormat(customs(language), { ...clock, timeZone });
    for (const at of instants)
      assert.equal([words.date(at), words.time(at)], [date.format(at), time.format(at)], language);
    assert.is(words.timeOfDay(1440).slice(0, 2), '24');
  }
});

test('Every number is written and counted as the locale data of Unicode would', () => {
  for (const language of languages) {
    const { locale } = locales[language];
    const number = new Intl.NumberFormat(locale);
    const plural = new Intl.PluralRules(locale);
    const ours = {
      number: formatters.getNumberFormat(locale),
      plural: formatters.getPluralRules(locale, { type: 'cardinal' }),
    };
    const counts = [...Array(1200).keys(), 10_352, 1_000_000, -1, -1000, 0.5, 1.5];
    for (const count of counts) {
      assert.is(ours.number.format(count), number.format(count), locale);
      assert.is(ours.plural.select(count), plural.select(count), `${locale} ${count}`);
    }
    const ordinal = formatters.getPluralRules(locale, { type: 'ordinal' });
    assert.is(ordinal.select(2), new Intl.PluralRules(locale, { type: 'ordinal' }).select(2), locale);
  }
});

test.run();
