import type { TextKey } from './keys';

/** The words of the product in one language. */
export interface Catalogue {
  /** BCP 47 tag whose plural rules hold. */
  readonly locale: string;
  /** BCP 47 tag by whose customs dates and times of day are written. */
  readonly dateLocale: string;
  readonly date: Intl.DateTimeFormatOptions;
  /** ICU MessageFormat. */
  readonly messages: Readonly<Record<TextKey, string>>;
}
