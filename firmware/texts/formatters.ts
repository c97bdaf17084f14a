import type { Formatters } from 'intl-messageformat';

/**
 * How messages write numbers and count. What a service point counts, people and minutes, looks the same in all our languages and takes a line to
 * count; the number formats and plural rules of `Intl` take 10 MiB of memory, which a box has better uses for. All the rest is left to them.
 */
export const formatters: Formatters = {
  getNumberFormat(locales, options) {
    const format = (count: number) =>
      options === undefined && isPlain(count)
        ? String(count)
        : new Intl.NumberFormat(locales, options as Intl.NumberFormatOptions).format(count);
    return { format } as Intl.NumberFormat;
  },
  getDateTimeFormat: (...args) => new Intl.DateTimeFormat(...args),
  getPluralRules(locales, options) {
    const forms = formsOf[String(locales).slice(0, 2)];
    const select = (count: number) =>
      options?.type === 'cardinal' && forms && isPlain(count)
        ? (forms[count] ?? 'other')
        : new Intl.PluralRules(locales, options).select(count);
    return { select } as Intl.PluralRules;
  },
};

/** By language, the form of the words for each number (Unicode CLDR); `other` for those beyond. */
const formsOf: Readonly<Record<string, readonly Intl.LDMLPluralRule[]>> = {
  fi: ['other', 'one'],
  sv: ['other', 'one'],
  en: ['other', 'one'],
  se: ['other', 'one', 'two'],
};

/** The tags are our own and known to be good; to look them up among those that numbers can be written in takes 6 MiB. */
export function noLookup(): undefined {
  return undefined;
}

function isPlain(count: number): boolean {
  return Number.isInteger(count) && count >= 0 && count < 1000;
}
