import type { SetupLanguage } from '../words/words';

const locales: Readonly<Record<SetupLanguage, string>> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };

/** @param at ms since 1970-01-01 UTC */
export function localTime(at: number, language: SetupLanguage, timeZone = 'Europe/Helsinki'): string {
  return new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(at);
}

export function localDate(at: number, language: SetupLanguage, timeZone = 'Europe/Helsinki'): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'medium', timeZone }).format(at);
}
