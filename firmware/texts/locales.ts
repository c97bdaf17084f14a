/** How one language counts, and how it writes dates and times of day. */
export interface Locale {
  /** BCP 47 tag whose plural rules hold. */
  readonly locale: string;
  /** Between hours and minutes. */
  readonly clock: '.' | ':';
  /** Months from January on, where a date has its month in words; else it is all figures. */
  readonly months?: readonly string[];
}

const english = 'January February March April May June July August September October November December';

/** By BCP 47 primary language: all that the product has words in. */
export const locales = {
  fi: { locale: 'fi-FI', clock: '.' },
  sv: { locale: 'sv-FI', clock: '.' },
  // A month in words: 6/3 is June to one reader and March to another.
  en: { locale: 'en-GB', clock: ':', months: english.split(' ') },
  // Public bodies in Finland write "2.4.2012 dmu 16.00"; the locale data for se-FI would give 02.04.2012 and 16:00.
  se: { locale: 'se-FI', clock: '.' },
} as const satisfies Record<string, Locale>;

export type SpokenLanguage = keyof typeof locales;
