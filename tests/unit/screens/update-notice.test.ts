import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type UpdateNotice, updatePart } from '../../../firmware/screens/pages/shell/update-notice';

const place = { languages: ['fi', 'sv', 'en'], timezone: 'Europe/Helsinki' };
const notes = {
  fi: 'Tulostin tulostaa nopeammin.',
  sv: 'Skrivaren är snabbare.',
  en: 'The printer is faster.',
};
const shown = (update: UpdateNotice | undefined, language: string) =>
  updatePart({ ...place, ...(update && { update }) }, language).markup;

test('staff read before and after an update what becomes of it, and what is new, in their language', () => {
  const before: UpdateNotice = { state: 'waiting', release: '1.2.0', notes };
  assert.match(shown(before, 'fi'), /Uusi versio 1\.2\.0 on valmiina.*Uutta: Tulostin/);
  assert.match(shown(before, 'sv'), /En ny version 1\.2\.0 är klar.*Nytt: Skrivaren/);
  assert.match(shown({ ...before, state: 'committed' }, 'en'), /1\.2\.0 is in use.*New: The printer/);
  const back = shown({ ...before, state: 'rolled-back' }, 'sv');
  assert.match(back, /Den förra versionen är i bruk/);
  assert.not.match(back, /Skrivaren/, 'what is new is not there');
});

test('what the maker of a release wrote is text and no markup', () => {
  const update: UpdateNotice = { state: 'committed', release: '1.2.0', notes: { en: '<b>new</b>' } };
  assert.match(shown(update, 'en'), '&#60;b&#62;new');
});

test('the place of the notice is there when there is none, so that a screen reader hears it come', () => {
  assert.is(shown(undefined, 'fi'), '<div id="update" role="status"></div>');
});

test.run();
