import type { Hal } from '../../hal/hal';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import type { PrintOutcome } from '../../hal/ticket-printer';
import type { SiteNow } from '../configuration/site-now';
import type { Committed } from '../journal/journal';
import type { Runtime } from '../runtime';
import { pairingCodeLasts } from '../servicepoint/box/pairing';
import type { EventOf, ServiceEvent } from '../servicepoint/events';

export interface PairingPrintingOptions {
  readonly runtime: Runtime;
  readonly hal: Hal;
  readonly site: SiteNow;
  readonly codes: { make(): Promise<string>; withdraw(): Promise<void> };
  readonly time: Time;
  readonly log: Log;
}

/** Makes a code when somebody lets a technician in, and puts it on paper: once, never late, and nowhere else. */
export class PairingPrinting {
  readonly #options: PairingPrintingOptions;
  readonly #underWay = new Set<Promise<void>>();
  readonly #onCommitted = (facts: readonly Committed<ServiceEvent>[]) => this.#follow(facts);

  constructor(options: PairingPrintingOptions) {
    this.#options = options;
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
      if (event.type !== 'appliance.pairing-asked') continue;
      const job = this.#pair(event.data).finally(() => this.#underWay.delete(job));
      this.#underWay.add(job);
    }
  }

  async #pair({ kiosk, language }: EventOf<'appliance.pairing-asked'>['data']): Promise<void> {
    const { runtime, codes, log } = this.#options;
    try {
      const ended = await this.#outcomeOf(kiosk, language);
      // What nobody holds in their hands lets nobody in.
      if (ended.outcome === 'not-done') await codes.withdraw();
      await runtime.record({ name: 'pairing-ended', args: { kiosk, ...ended } });
    } catch (error) {
      log.error({ kiosk, error: messageOf(error) }, 'no slip for a technician');
    }
  }

  async #outcomeOf(kiosk: string, language: string): Promise<PrintOutcome> {
    const { hal, site, codes, time } = this.#options;
    const printer = hal.find('ticket-printer', site.now.kiosks.find(({ id }) => id === kiosk)?.printer);
    if (!printer) return { outcome: 'not-done', code: 'kiosk-unknown' };
    // Late, as it loads the reader of messages.
    const { pairingDocument } = require('./pairing-document') as typeof import('./pairing-document.js');
    const slip = { code: await codes.make(), until: time.now() + pairingCodeLasts, language };
    return printer.print(pairingDocument(slip, site.now, printer.paper));
  }
}
