/** How one language counts, and how it writes dates and times of day. */
export interface Locale {
  /** BCP 47 tag whose plural rules hold. */
  readonly locale: string;
  /** BCP 47 tag by whose customs dates and times of day are written. */
  readonly dateLocale: string;
  readonly date: Intl.DateTimeFormatOptions;
}

const figures: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'numeric', year: 'numeric' };

/** By BCP 47 primary language: all that the product has words in. */
export const locales = {
  fi: { locale: 'fi-FI', dateLocale: 'fi-FI', date: figures },
  sv: { locale: 'sv-FI', dateLocale: 'sv-FI', date: figures },
  // A month in words: 6/3 is June to one reader and March to another.
  en: { locale: 'en-GB', dateLocale: 'en-GB', date: { day: 'numeric', month: 'long', year: 'numeric' } },
  // Public bodies in Finland write "2.4.2012 dmu 16.00"; the locale data for se-FI would give 02.04.2012 and 16:00.
  se: { locale: 'se-FI', dateLocale: 'fi-FI', date: figures },
} as const satisfies Record<string, Locale>;

export type SpokenLanguage = keyof typeof locales;
