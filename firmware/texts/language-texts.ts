import type { IntlMessageFormat } from 'intl-messageformat';
import { localTime } from '../servicepoint/opening/local-time';
import type { Catalogue } from './catalogue';
import { formatters, noLookup } from './formatters';
import type { Placeholders, Values } from './placeholders';

/** How messages are read: given by whoever makes the words, because a page in the browser and the box load it in different ways. */
export type LoadFormat = () => typeof IntlMessageFormat;

const msOfMinute = 60_000;

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
    const said = this.spoken.get(known);
    if (said !== undefined) return said;
    const text = String(this.message(key).format(values));
    if (this.spoken.size >= mostSpoken) this.spoken.clear();
    this.spoken.set(known, text);
    return text;
  }

  /** Local date of an instant in milliseconds since 1970-01-01 UTC, such as 6.3.2026 or 6 March 2026. */
  date(at: number): string {
    // Every ticket of a minute bears the same; days begin on a whole minute everywhere.
    const minute = Math.floor(at / msOfMinute);
    if (this.lastDate.minute !== minute)
      this.lastDate = { minute, text: this.written(localTime(at, this.timezone).day) };
    return this.lastDate.text;
  }

  /** Local time of day of an instant in milliseconds since 1970-01-01 UTC, such as 14.07 or 14:07. */
  time(at: number): string {
    const minute = Math.floor(at / msOfMinute);
    if (this.lastTime.minute !== minute)
      this.lastTime = { minute, text: this.timeOfDay(localTime(at, this.timezone).minute) };
    return this.lastTime.text;
  }

  /** A time of day given as minutes since local midnight, 0-1440. The end of the day is 24, not 0. */
  timeOfDay(minutes: number): string {
    const hour = Math.floor(minutes / 60);
    return `${hour}${this.catalogue.clock}${String(minutes % 60).padStart(2, '0')}`;
  }

  /** @param day YYYY-MM-DD */
  private written(day: string): string {
    const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
    const { months } = this.catalogue;
    return months ? `${date} ${months[month - 1]} ${year}` : `${date}.${month}.${year}`;
  }

  private message(key: keyof P & string): IntlMessageFormat {
    let message = this.messages.get(key);
    if (!message) {
      const Format = this.loadFormat();
      Format.resolveLocale = noLookup;
      message = new Format(this.catalogue.messages[key], this.catalogue.locale, undefined, { formatters });
      this.messages.set(key, message);
    }
    return message;
  }
}
