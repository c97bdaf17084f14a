import type { Counters, DeviceStatus } from '../../device';
import { messageOf } from '../../platform/error';
import type { KeptText } from '../../platform/kept-text';
import type { Log } from '../../platform/log';
import type { PrintOutcome } from '../../ticket-printer';
import type { Job } from './job';
import { type Life, wornParts } from './life';
import { Mileage, type Roll } from './mileage';

export interface PaperAccountSetup {
  readonly printer: string;
  readonly roll: Roll;
  /** Of cutter and head; neither is watched without it. */
  readonly life?: Life;
  /** Where the account outlives the program; without it, it lasts as long as the program. */
  readonly kept?: KeptText;
  readonly log: Log;
}

/**
 * Tickets between two writes of the book: a power cut forgets at most so many, about a metre, and neither the SD card nor the next
 * press pays for each.
 */
const keptEvery = 10;

/** Keeps the books of one printer's paper: what each ticket took, which roll is in, and when it will be short. */
export class PaperAccount {
  readonly #setup: PaperAccountSetup;
  readonly #mileage: Mileage;
  #restored = false;
  /** What was kept has been read: before, nothing may take its place. */
  #isRead = false;
  #tornUnread = false;
  #unkept = 0;

  constructor(setup: PaperAccountSetup) {
    this.#setup = setup;
    this.#mileage = new Mileage(setup.roll);
  }

  get counters(): Readonly<Record<'prints' | 'cuts' | 'millimetres' | 'millimetresOnRoll', number>> {
    const { prints, cuts, millimetres, millimetresOnRoll } = this.#mileage;
    return { prints, cuts, millimetres, millimetresOnRoll };
  }

  /** Once; a book that cannot be read is begun anew, since a printer must work without it. */
  async restore(): Promise<void> {
    if (this.#restored) return;
    this.#restored = true;
    const { kept, log, printer } = this.#setup;
    try {
      const text = await kept?.read();
      if (text !== undefined && !this.#mileage.restore(text))
        log.warn({ printer }, 'the count of paper was damaged; it begins at nought');
    } catch (error) {
      log.warn({ printer, error: messageOf(error) }, 'the count of paper cannot be read');
    }
    this.#isRead = true;
    if (this.#tornUnread) this.tear();
  }

  /** Part of a ticket may hang from the printer. Outlives the program and the day, until a ticket has come out whole. */
  get torn(): boolean {
    return this.#tornUnread || this.#mileage.torn;
  }

  tear(): void {
    this.#tornUnread = !this.#isRead;
    if (this.#isRead && this.#mileage.tear(true)) this.#keep();
  }

  ended(job: Job, outcome: PrintOutcome): void {
    if (job.sentAt === undefined) return;
    if (outcome.outcome === 'done') this.#mileage.printed(job.millimetres);
    else this.#mileage.mayHaveUsed(job.millimetres);
    this.#unkept += 1;
    const isNews = this.#mileage.tear(outcome.outcome !== 'done');
    if (isNews || this.#unkept >= keptEvery) this.#keep();
  }

  /**
   * Notes what the status says of the roll; adds the warnings that follow from the counts.
   * @param printer its own counters
   */
  seen(status: DeviceStatus, printer: Counters = {}): DeviceStatus {
    if (status.code === 'printer-paper-out' && this.#mileage.rollEnded()) this.#keep();
    if (status.health !== 'ok') return status;
    if (this.#mileage.paperPresent()) {
      this.#setup.log.info({ printer: this.#setup.printer }, 'new paper roll');
      this.#keep();
    }
    const counted = wornParts(this.#setup.life ?? {}, { ...this.counters, ...printer });
    if (this.#mileage.isLow) counted.unshift('printer-paper-low');
    const warnings = new Set([...(status.warnings ?? []), ...counted]);
    return warnings.size === 0 ? status : { ...status, warnings: [...warnings] };
  }

  rollChanged(): void {
    this.#mileage.rollChanged();
    this.#keep();
  }

  /** For the stop: everything is written when it resolves. */
  async settled(): Promise<void> {
    if (this.#unkept > 0) this.#keep();
    await this.#setup.kept?.settled();
  }

  #keep(): void {
    this.#unkept = 0;
    this.#setup.kept?.replace(this.#mileage.text);
  }
}
