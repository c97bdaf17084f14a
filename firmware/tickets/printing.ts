import { loadBitmap } from '../../hal/bitmap';
import type { Hal } from '../../hal/hal';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Bitmap } from '../../hal/print-document';
import type { PrintOutcome, TicketPrinter } from '../../hal/ticket-printer';
import type { SiteNow } from '../configuration/site-now';
import type { Committed } from '../journal/journal';
import type { Runtime } from '../runtime';
import type { EventOf, ServiceEvent } from '../servicepoint/events';
import type { PrintState } from '../servicepoint/queue/ticket';
import { type SiteForPaper, siteForPaper } from './site-for-paper';
import { ticketDocument } from './ticket-document';
import { ticketForPaper } from './ticket-for-paper';

/** Dots; 8 are a millimetre. */
const logoHeight = 88;

/** Tickets made in one turn of the event loop: a printer that is through with the first of a burst would else wait until all others are made. */
const mostAtOnce = 2;

export interface PrintingOptions {
  readonly runtime: Runtime;
  readonly hal: Hal;
  readonly site: SiteNow;
  readonly log: Log;
}

/**
 * Puts issued tickets on paper and tells how each print job ended. Acts only on facts as they are committed, so a ticket is printed
 * once: neither a restart nor a fault makes it print again or late (product.md, "Tickets").
 */
export class Printing {
  readonly #options: PrintingOptions;
  readonly #printers: ReadonlyMap<string, TicketPrinter>;
  /** Not yet given to their printers. */
  readonly #issued: EventOf<'ticket.issued'>[] = [];
  #nextTurn: NodeJS.Immediate | undefined;
  readonly #underWay = new Set<Promise<void>>();
  #logo: Bitmap | undefined;
  readonly #onCommitted = (facts: readonly Committed<ServiceEvent>[]) => this.#follow(facts);

  constructor(options: PrintingOptions) {
    this.#options = options;
    const printers = new Map<string, TicketPrinter>();
    for (const { id, printer } of options.site.now.kiosks) {
      const device = options.hal.find('ticket-printer', printer);
      if (device) printers.set(id, device);
    }
    this.#printers = printers;
  }

  start(): void {
    this.#rememberTorn();
    this.#options.runtime.events.on('committed', this.#onCommitted);
  }

  /** A number that is not known to have come out whole may still hang from its printer: the next customer gets no part of it. */
  #rememberTorn(): void {
    const last = new Map<string, PrintState>();
    for (const { kiosk, print } of this.#options.runtime.state.tickets.values())
      if (print !== 'none') last.set(kiosk, print);
    for (const [kiosk, print] of last) if (print !== 'printed') this.#printers.get(kiosk)?.mayBeTorn();
  }

  /** For a quiet moment after the start: reads the logo and makes a ticket that nobody gets, so that the first customer need not wait. */
  async warmUp(): Promise<void> {
    const { site, log } = this.#options;
    const { services, languages, ticket } = site.now;
    const logo = ticket?.logo;
    const [printer] = this.#printers.values();
    if (!printer) return;
    try {
      if (logo !== undefined) this.#logo = await loadBitmap(logo, printer.paper.dots, logoHeight);
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'tickets go without the logo');
    }
    const [service] = services;
    const [language = 'en'] = languages;
    const sample = {
      code: 'A100',
      service: service?.id ?? '',
      language,
      needsTime: false,
      ahead: 0,
      issuedAt: 0,
    };
    ticketDocument(sample, this.#site, printer.paper);
  }

  get #site(): SiteForPaper {
    return siteForPaper(this.#options.site.now, this.#logo);
  }

  /** Resolves when the end of every job under way is recorded; the printers have to be stopped before. */
  async stop(): Promise<void> {
    this.#options.runtime.events.off('committed', this.#onCommitted);
    if (this.#nextTurn) clearImmediate(this.#nextTurn);
    for (const event of this.#issued.splice(0)) this.#begin(event);
    await Promise.allSettled(this.#underWay);
  }

  #follow(facts: readonly Committed<ServiceEvent>[]): void {
    for (const { event } of facts)
      if (event.type === 'ticket.issued' && event.data.print) this.#issued.push(event);
    if (!this.#nextTurn) this.#printSome();
  }

  #printSome(): void {
    this.#nextTurn = undefined;
    for (const event of this.#issued.splice(0, mostAtOnce)) this.#begin(event);
    if (this.#issued.length > 0) this.#nextTurn = setImmediate(() => this.#printSome());
  }

  #begin(event: EventOf<'ticket.issued'>): void {
    const job = this.#print(event).finally(() => this.#underWay.delete(job));
    this.#underWay.add(job);
  }

  async #print({ at, data }: EventOf<'ticket.issued'>): Promise<void> {
    const { runtime, log } = this.#options;
    const ended = await this.#outcomeOf(at, data);
    const code = ended.outcome === 'done' ? {} : { code: ended.code };
    try {
      await runtime.record({
        name: 'print-ended',
        args: { ticket: data.ticket, outcome: ended.outcome, ...code },
      });
    } catch (error) {
      log.error({ ticket: data.ticket, error: messageOf(error) }, 'end of a print job not recorded');
    }
  }

  async #outcomeOf(at: number, data: EventOf<'ticket.issued'>['data']): Promise<PrintOutcome> {
    const { runtime, site, log } = this.#options;
    const printer = this.#printers.get(data.kiosk);
    if (!printer) return { outcome: 'not-done', code: 'kiosk-unknown' };
    try {
      const ticket = ticketForPaper(at, data, runtime.rules, site.now.ticketPage?.address);
      return await printer.print(ticketDocument(ticket, this.#site, printer.paper));
    } catch (error) {
      log.error({ ticket: data.ticket, error: messageOf(error) }, 'ticket not printed');
      return { outcome: 'not-done', code: 'internal-error' };
    }
  }
}
