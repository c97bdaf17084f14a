import { en, type WordKey, type Words } from './en';
import { fi } from './fi';
import { sv } from './sv';

/** Those of technicians. */
export const setupLanguages = ['fi', 'sv', 'en'] as const;
export type SetupLanguage = (typeof setupLanguages)[number];

export function isSetupLanguage(text: unknown): text is SetupLanguage {
  return setupLanguages.includes(text as SetupLanguage);
}

/** As each calls itself. */
export const ownNames: Readonly<Record<SetupLanguage, string>> = {
  fi: 'Suomi',
  sv: 'Svenska',
  en: 'English',
};

const catalogues: Readonly<Record<SetupLanguage, Words>> = { fi, sv, en };

export type Say = (key: WordKey, values?: Readonly<Record<string, string>>) => string;

/** Speaks one language. */
export function sayIn(language: SetupLanguage): Say {
  const words = catalogues[language];
  return (key, values = {}) =>
    words[key].replace(/\{(\w+)\}/g, (_, name: string) => {
      const { [name]: value = '' } = values;
      return value;
    });
}

/** Out of names by language, in the wanted one or any. */
export function nameIn(names: Readonly<Record<string, string>>, language: string): string {
  return names[language] ?? Object.values(names)[0] ?? '';
}
