import { IntlMessageFormat } from 'intl-messageformat';
import { LanguageTexts } from './language-texts';
import { locales, type SpokenLanguage } from './locales';
import type { Placeholders } from './placeholders';
import type { TextPlace } from './text-place';

/** The words of a page: its keys, and its messages in every language that has all of them. */
export interface Wording<P extends Placeholders> {
  readonly placeholders: P;
  readonly messages: Readonly<Partial<Record<SpokenLanguage, Readonly<Record<keyof P & string, string>>>>>;
}

/** One wording of two, such as that of the frame and that of a page; in the languages that both have. */
export function joined<A extends Placeholders, B extends Placeholders>(
  one: Wording<A>,
  other: Wording<B>,
): Wording<A & B> {
  const messages: Record<string, object> = {};
  for (const language of languagesOf(one)) {
    const also = other.messages[language];
    if (also) messages[language] = { ...one.messages[language], ...also };
  }
  return {
    placeholders: { ...one.placeholders, ...other.placeholders },
    messages: messages as Wording<A & B>['messages'],
  };
}

/** The languages of a site that a page can be shown in; English where it has none of them. */
export function spokenLanguages<P extends Placeholders>(
  wording: Wording<P>,
  { languages }: Pick<TextPlace, 'languages'>,
): readonly SpokenLanguage[] {
  const known = languagesOf(wording);
  const spoken = languages.flatMap(language => known.find(one => one === language) ?? []);
  return spoken.length > 0 ? spoken : ['en'];
}

/** The language itself if the page speaks it, else the first that it speaks. */
export function nearestOf(spoken: readonly SpokenLanguage[], language: string): SpokenLanguage {
  const [first = 'en'] = spoken;
  return spoken.find(one => one === language) ?? first;
}

/**
 * The words of a page in a language; in the first of the site that the page speaks, if it does not speak that one. For the browser, and for
 * the box only after the first page was asked for: it loads the reader of messages at once.
 */
export function screenTexts<P extends Placeholders>(
  wording: Wording<P>,
  language: string,
  place: TextPlace,
): LanguageTexts<P> {
  const spoken = spokenLanguages(wording, place);
  const chosen = nearestOf(spoken, language);
  const messages = wording.messages[chosen];
  if (!messages) throw new RangeError(`a page has no words in ${chosen}`);
  return new LanguageTexts<P>({ ...locales[chosen], messages }, place.timezone, () => IntlMessageFormat);
}

function languagesOf<P extends Placeholders>({ messages }: Wording<P>): SpokenLanguage[] {
  return Object.keys(messages) as SpokenLanguage[];
}
