import type { Hal } from '../../hal/hal';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import type { PrintOutcome, TicketPrinter } from '../../hal/ticket-printer';
import type { SiteNow } from '../configuration/site-now';
import type { Committed } from '../journal/journal';
import { MeasureBook } from '../reports/measure-book';
import type { Runtime } from '../runtime';
import type { EventOf, ServiceEvent } from '../servicepoint/events';
import { siteForPaper } from './site-for-paper';
import { summaryDocument } from './summary-document';

export interface SummaryPrintingOptions {
  readonly runtime: Runtime;
  readonly hal: Hal;
  readonly site: SiteNow;
  readonly time: Time;
  readonly log: Log;
}

/** Puts a day's figures on paper when somebody asks for it, once, and tells how the job ended. Never late: acts on facts as they are committed. */
export class SummaryPrinting {
  readonly #options: SummaryPrintingOptions;
  readonly #book: MeasureBook;
  readonly #underWay = new Set<Promise<void>>();
  readonly #onCommitted = (facts: readonly Committed<ServiceEvent>[]) => this.#follow(facts);

  constructor(options: SummaryPrintingOptions) {
    this.#options = options;
    this.#book = new MeasureBook(options.runtime);
  }

  start(): void {
    this.#options.runtime.events.on('committed', this.#onCommitted);
  }

  /** Resolves when the end of every job under way is recorded; the printers have to be stopped before. */
  async stop(): Promise<void> {
    this.#options.runtime.events.off('committed', this.#onCommitted);
    await Promise.allSettled(this.#underWay);
  }

  #follow(facts: readonly Committed<ServiceEvent>[]): void {
    for (const { event } of facts) {
      if (event.type !== 'measure.summary-asked') continue;
      const job = this.#print(event.data).finally(() => this.#underWay.delete(job));
      this.#underWay.add(job);
    }
  }

  async #print(asked: EventOf<'measure.summary-asked'>['data']): Promise<void> {
    const { runtime, log } = this.#options;
    const { day, kiosk } = asked;
    try {
      const ended = await this.#outcomeOf(asked);
      await runtime.record({ name: 'summary-ended', args: { day, kiosk, ...ended } });
    } catch (error) {
      log.error({ day, error: messageOf(error) }, 'end of a printed summary not recorded');
    }
  }

  async #outcomeOf({
    day,
    kiosk,
    language,
  }: EventOf<'measure.summary-asked'>['data']): Promise<PrintOutcome> {
    const { site, hal, time, log } = this.#options;
    const printer: TicketPrinter | undefined = hal.find(
      'ticket-printer',
      site.now.kiosks.find(({ id }) => id === kiosk)?.printer,
    );
    if (!printer) return { outcome: 'not-done', code: 'kiosk-unknown' };
    try {
      const report = this.#book.find('day', day);
      if (!report) return { outcome: 'not-done', code: 'measures-unknown' };
      const summary = { report, language, at: time.now() };
      return await printer.print(summaryDocument(summary, siteForPaper(site.now), printer.paper));
    } catch (error) {
      log.error({ day, error: messageOf(error) }, 'summary not printed');
      return { outcome: 'not-done', code: 'internal-error' };
    }
  }
}
