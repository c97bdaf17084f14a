import { type CatalogueCode, isCatalogueCode } from '../../hal/platform/catalogue';
import { failureOf, messageOf, TiskiError } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time, Timer } from '../../hal/platform/time';
import type { SiteCalendar } from '../config/site';
import type { Runtime } from '../runtime';
import { localTime } from '../servicepoint/opening/local-time';
import { sourceOf } from './calendar-source';
import { type CalendarContents, readCalendar } from './read-calendar';

export interface CalendarFeedOptions {
  readonly calendar: SiteCalendar;
  readonly timezone: string;
  readonly daysAhead: number;
  readonly runtime: Pick<Runtime, 'record'>;
  readonly time: Time;
  readonly log: Log;
}

/** A reading that takes longer is given up, ms. */
const patience = 30_000;

/** So many readings may fail until the list counts as old; and at least so long, ms. */
const oldAfterReadings = 3;
const oldAfterAtLeast = 15 * 60_000;

const msOfMinute = 60_000;
const msOfDay = 86_400_000;

/**
 * Keeps the bookings of one calendar: reads it at once and then again and again. A reading that fails changes nothing but what is said of
 * its health: the last good list is in the facts and outlives a restart.
 */
export class CalendarFeed {
  readonly #options: CalendarFeedOptions;
  #timer: Timer | undefined;
  #stopping = new AbortController();
  #reading: Promise<void> | undefined;
  /** Version of the calendar that was read last, and the local day on which that was. */
  #known: { readonly version: string | undefined; readonly day: string } | undefined;
  /** Monotonic ms of the last good reading. */
  #goodAt: number | undefined;
  #hasLeftOut = false;

  constructor(options: CalendarFeedOptions) {
    this.#options = options;
  }

  start(): void {
    const { calendar, time } = this.#options;
    this.#stopping = new AbortController();
    this.#timer = time.every(calendar.everyMinutes * msOfMinute, `calendar ${calendar.id}`, () =>
      this.#begin(),
    );
    this.#begin();
  }

  async stop(): Promise<void> {
    this.#timer?.cancel();
    this.#stopping.abort();
    await this.#reading;
  }

  #begin(): void {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
  }

  /** Never rejects. */
  async #read(): Promise<void> {
    const { calendar, log, time } = this.#options;
    const limit = new AbortController();
    const timer = time.after(patience, `calendar ${calendar.id} patience`, () => limit.abort());
    try {
      await this.#take(AbortSignal.any([this.#stopping.signal, limit.signal]));
      this.#goodAt = time.monotonic();
      await this.#report('ok', undefined, this.#hasLeftOut ? ['calendar-left-out'] : []);
    } catch (error) {
      if (this.#stopping.signal.aborted) return;
      const failure = failureOf(limit.signal.aborted ? new TiskiError('calendar-silent') : error);
      const { code, message } = failure;
      log.warn({ calendar: calendar.id, code, error: message }, 'calendar not read');
      await this.#reportFailure(code);
    } finally {
      timer.cancel();
    }
  }

  async #take(signal: AbortSignal): Promise<void> {
    const { calendar, timezone, time, daysAhead } = this.#options;
    const now = time.now();
    const { day } = localTime(now, timezone);
    // Another day looks at other events of the same calendar.
    const known = this.#known?.day === day ? this.#known.version : undefined;
    const open = await sourceOf(calendar).open(known, signal);
    if (!open) return;
    const contents = await readCalendar(open.chunks, {
      timezone,
      codes: calendar.codes,
      serviceOf: serviceOf(calendar),
      from: now - 2 * msOfDay,
      to: now + (daysAhead + 2) * msOfDay,
    });
    await this.#record(contents);
    this.#known = { version: open.version, day };
    this.#tellLeftOut(contents);
  }

  async #record({ bookings, cancelled }: CalendarContents): Promise<void> {
    const { calendar, runtime } = this.#options;
    const args = { source: calendar.id, bookings: [...bookings], cancelled: [...cancelled] };
    const { refused } = await runtime.record({ name: 'calendar-read', args });
    if (typeof refused === 'string' && isCatalogueCode(refused)) throw new TiskiError(refused);
  }

  #tellLeftOut({ leftOut }: CalendarContents): void {
    const { calendar, log } = this.#options;
    this.#hasLeftOut = leftOut.size > 0;
    if (this.#hasLeftOut)
      log.warn({ calendar: calendar.id, events: Object.fromEntries(leftOut) }, 'events left out');
  }

  async #reportFailure(code: CatalogueCode): Promise<void> {
    const { time, calendar } = this.#options;
    const oldAfter = Math.max(oldAfterReadings * calendar.everyMinutes * msOfMinute, oldAfterAtLeast);
    if (this.#goodAt === undefined) await this.#report('failed', code, []);
    else if (time.monotonic() - this.#goodAt >= oldAfter)
      await this.#report('failed', code, ['calendar-old']);
    else await this.#report('ok', undefined, [code]);
  }

  async #report(
    health: 'ok' | 'failed',
    code: CatalogueCode | undefined,
    warnings: CatalogueCode[],
  ): Promise<void> {
    const { calendar, runtime, log } = this.#options;
    const args = { device: calendar.id, health, ...(code !== undefined && { code }), warnings };
    try {
      await runtime.record({ name: 'device-reported', args });
    } catch (error) {
      log.error({ calendar: calendar.id, error: messageOf(error) }, 'health of the calendar not recorded');
    }
  }
}

/** Categories are compared and forgotten. */
function serviceOf({ service, categories = [] }: SiteCalendar) {
  if (service !== undefined) return () => service;
  const services = new Map(categories.map(entry => [entry.category.trim().toLowerCase(), entry.service]));
  return (names: readonly string[]) =>
    names.map(name => services.get(name.trim().toLowerCase())).find(found => found !== undefined);
}
