import type { IntlMessageFormat } from 'intl-messageformat';
import type { Catalogue } from './catalogue';
import type { Placeholders, Values } from './placeholders';

/** How messages are read: given by whoever makes the words, because a page in the browser and the box load it in different ways. */
export type LoadFormat = () => typeof IntlMessageFormat;

const msOfMinute = 60_000;

const clockTime = { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' } as const;

/** Texts that are remembered, per language. */
const mostSpoken = 500;

/** The words of the product in one language, with the dates and times of one time zone. */
export class LanguageTexts<P extends Placeholders> {
  /** BCP 47 tag of the words, for `lang` attributes; not always the language that was asked for. */
  readonly locale: string;
  private readonly catalogue: Catalogue<keyof P & string>;
  private readonly timezone: string;
  private readonly loadFormat: LoadFormat;
  private readonly messages = new Map<keyof P, IntlMessageFormat>();
  /** What was said lately: a point says the same all day. */
  private readonly spoken = new Map<string, string>();
  private readonly formats = new Map<string, Intl.DateTimeFormat>();
  private lastDate = { minute: Number.NaN, text: '' };
  private lastTime = { minute: Number.NaN, text: '' };

  constructor(catalogue: Catalogue<keyof P & string>, timezone: string, loadFormat: LoadFormat) {
    this.locale = catalogue.locale;
    this.catalogue = catalogue;
    this.timezone = timezone;
    this.loadFormat = loadFormat;
  }

  format<K extends keyof P & string>(key: K, ...[values]: Values<P, K>): string {
    const known = values === undefined ? key : `${key} ${JSON.stringify(values)}`;
    const text = this.spoken.get(known) ?? String(this.message(key).format(values));
    if (this.spoken.size >= mostSpoken) this.spoken.clear();
    this.spoken.set(known, text);
    return text;
  }

  /** Local date of an instant in milliseconds since 1970-01-01 UTC, such as 6.3.2026 or 6 March 2026. */
  date(at: number): string {
    // Every ticket of a minute bears the same; days begin on a whole minute everywhere.
    const minute = Math.floor(at / msOfMinute);
    if (this.lastDate.minute !== minute)
      this.lastDate = { minute, text: this.dateFormat(this.catalogue.date, this.timezone).format(at) };
    return this.lastDate.text;
  }

  /** Local time of day of an instant in milliseconds since 1970-01-01 UTC, such as 14.07 or 14:07. */
  time(at: number): string {
    const minute = Math.floor(at / msOfMinute);
    if (this.lastTime.minute !== minute)
      this.lastTime = { minute, text: this.dateFormat(clockTime, this.timezone).format(at) };
    return this.lastTime.text;
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

  private message(key: keyof P & string): IntlMessageFormat {
    let message = this.messages.get(key);
    if (!message) {
      const Format = this.loadFormat();
      message = new Format(this.catalogue.messages[key], this.catalogue.locale);
      this.messages.set(key, message);
    }
    return message;
  }
}
