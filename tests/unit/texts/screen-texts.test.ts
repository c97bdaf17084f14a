import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { locales, type SpokenLanguage } from '../../../firmware/texts/locales';
import { joined, screenTexts, spokenLanguages, type Wording } from '../../../firmware/texts/screen-texts';
import { accessWording } from '../../../firmware/texts/screens/access-wording';
import { advisorWording } from '../../../firmware/texts/screens/advisor-wording';
import { counterWording } from '../../../firmware/texts/screens/counter-wording';
import { feedbackWording } from '../../../firmware/texts/screens/feedback-wording';
import { followWording } from '../../../firmware/texts/screens/follow-wording';
import { kioskWording } from '../../../firmware/texts/screens/kiosk-wording';
import { shellWording } from '../../../firmware/texts/screens/shell-wording';
import { technicianWording } from '../../../firmware/texts/screens/technician-wording';
import { testWording } from '../../support/wording-rules';

const wording = joined(shellWording, kioskWording);

for (const { messages, placeholders } of [
  wording,
  accessWording,
  advisorWording,
  counterWording,
  feedbackWording,
  followWording,
  technicianWording,
]) {
  testWording(
    Object.entries(messages).map(([language, messages]) => ({
      language,
      locale: locales[language as SpokenLanguage].locale,
      messages,
    })),
    placeholders,
  );
}

test('A page offers the languages of the site that it has all words in', () => {
  assert.equal(spokenLanguages(wording, { languages: ['se', 'ar', 'fi'] }), ['se', 'fi']);
  assert.equal(spokenLanguages(wording, { languages: ['ar'] }), ['en']);
});

test('A wording of two has only the languages of both', () => {
  const placeholders = { 'other.yes': {} };
  const other: Wording<typeof placeholders> = {
    placeholders,
    messages: { fi: { 'other.yes': 'Kyllä' } },
  };
  assert.equal(spokenLanguages(joined(shellWording, other), { languages: ['sv', 'fi'] }), ['fi']);
});

test('Who asks for a language without words reads the first of the site', () => {
  const place = { languages: ['sv', 'fi'], timezone: 'Europe/Helsinki' };
  assert.is(screenTexts(wording, 'ar', place).format('kiosk.take'), 'Ta ett nummer');
});

test('Days are said as each language says them', () => {
  const place = { languages: ['fi', 'sv', 'en', 'se'], timezone: 'Europe/Helsinki' };
  const monday = (language: string) =>
    screenTexts(wording, language, place).format('kiosk.opens-weekday', { weekday: 'mon', time: '9.00' });
  assert.equal(['fi', 'sv', 'en', 'se'].map(monday), [
    'Avautuu maanantaina klo 9.00',
    'Öppnar på måndag kl. 9.00',
    'Opens on Monday at 9.00',
    'Rahpasa vuossárgga dmu 9.00',
  ]);
});

test('a page without any words is a fault of the program, told as such', () => {
  const place = { languages: ['fi'], timezone: 'Europe/Helsinki' };
  assert.throws(
    () => screenTexts({ messages: {}, placeholders: {} } as never, 'fi', place),
    /no words in en/,
  );
});

test.run();
