import { catalogues } from './catalogues';
import { en } from './en';
import type { placeholders } from './keys';
import { LanguageTexts } from './language-texts';
import type { TextPlace } from './text-place';

export type { TextPlace };

/** The words on paper in one language, with the dates and times of one time zone. */
export type Texts = LanguageTexts<typeof placeholders>;

/** Loaded with the first text: a start does not wait for it. */
const loadFormat = () =>
  (require('intl-messageformat') as typeof import('intl-messageformat')).IntlMessageFormat;

const made = new Map<string, Texts>();

/** The words in `language`; without a catalogue for it, in the first language of the site that has one, else in English. */
export function texts(language: string, place: TextPlace): Texts {
  const spoken = [language, ...place.languages].find(one => Object.hasOwn(catalogues, one)) ?? 'en';
  const key = `${spoken} ${place.timezone}`;
  let found = made.get(key);
  if (!found) {
    found = new LanguageTexts(catalogues[spoken] ?? en, place.timezone, loadFormat);
    made.set(key, found);
  }
  return found;
}
