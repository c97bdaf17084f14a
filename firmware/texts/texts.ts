import type { IntlMessageFormat } from 'intl-messageformat';
import type { Catalogue } from './catalogue';
import { catalogues } from './catalogues';
import { en } from './en';
import type { TextKey, Values } from './keys';

/** What the words depend on besides the language. A loaded site file is one. */
export interface TextPlace {
  /** The first is spoken where a wanted language has no catalogue. */
  readonly languages: readonly string[];
  /** IANA name, such as Europe/Helsinki. */
  readonly timezone: string;
}

/** The words of the product in one language, with the dates and times of one time zone. */
export class Texts {
  /** BCP 47 tag of the words, for `lang` attributes; not always the language that was asked for. */
  readonly locale: string;
  private readonly catalogue: Catalogue;
  private readonly timezone: string;
  private readonly messages = new Map<TextKey, IntlMessageFormat>();
  /** Texts without values: always the same. */
  private readonly fixed = new Map<TextKey, string>();
  private readonly formats = new Map<string, Intl.DateTimeFormat>();
  private lastDate = { minute: Number.NaN, text: '' };

  constructor(catalogue: Catalogue, timezone: string) {
    this.locale = catalogue.locale;
    this.catalogue = catalogue;
    this.timezone = timezone;
  }

  format<K extends TextKey>(key: K, ...[values]: Values<K>): string {
    if (values !== undefined) return String(this.message(key).format(values));
    const known = this.fixed.get(key) ?? String(this.message(key).format());
    this.fixed.set(key, known);
    return known;
  }

  /** Local date of an instant in milliseconds since 1970-01-01 UTC, such as 6.3.2026 or 6 March 2026. */
  date(at: number): string {
    // Every ticket of a minute bears the same; days begin on a whole minute everywhere.
    const minute = Math.floor(at / 60_000);
    if (this.lastDate.minute !== minute)
      this.lastDate = { minute, text: this.dateFormat(this.catalogue.date, this.timezone).format(at) };
    return this.lastDate.text;
  }

  /** Local time of day of an instant in milliseconds since 1970-01-01 UTC, such as 14.07 or 14:07. */
  time(at: number): string {
    return this.dateFormat({ hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }, this.timezone).format(
      at,
    );
  }

  /** A time of day given as minutes since local midnight, 0-1440. The end of the day is 24, not 0. */
  timeOfDay(minutes: number): string {
    const hourCycle = minutes === 1440 ? 'h24' : 'h23';
    return this.dateFormat({ hour: 'numeric', minute: '2-digit', hourCycle }, 'UTC').format(minutes * 60_000);
  }

  private dateFormat(options: Intl.DateTimeFormatOptions, timeZone: string): Intl.DateTimeFormat {
    const key = JSON.stringify([options, timeZone]);
    let format = this.formats.get(key);
    if (!format) {
      format = new Intl.DateTimeFormat(this.catalogue.dateLocale, { ...options, timeZone });
      this.formats.set(key, format);
    }
    return format;
  }

  private message(key: TextKey): IntlMessageFormat {
    let message = this.messages.get(key);
    if (!message) {
      // Loaded with the first text: a start does not wait for it.
      const { IntlMessageFormat } = require('intl-messageformat') as typeof import('intl-messageformat');
      message = new IntlMessageFormat(this.catalogue.messages[key], this.catalogue.locale);
      this.messages.set(key, message);
    }
    return message;
  }
}

const made = new Map<string, Texts>();

/** The words in `language`; without a catalogue for it, in the first language of the site that has one, else in English. */
export function texts(language: string, place: TextPlace): Texts {
  const spoken = [language, ...place.languages].find(one => Object.hasOwn(catalogues, one)) ?? 'en';
  const key = `${spoken} ${place.timezone}`;
  let found = made.get(key);
  if (!found) {
    found = new Texts(catalogues[spoken] ?? en, place.timezone);
    made.set(key, found);
  }
  return found;
}
