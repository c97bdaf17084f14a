import type { CatalogueCode } from '../../platform/catalogue';
import { Confirmations, type Mark, type ProcessIds } from './confirmations';
import type { Limits } from './limits';
import type { Confirmation } from './profiles';

/** What can be expected of the printer's confirmations: they work, may work, or (with the reason) do not. */
export type Confirmability = 'yes' | 'untried' | { readonly no: CatalogueCode };

export interface ProgressSetup {
  readonly confirmation: Confirmation;
  readonly ids: ProcessIds;
  readonly limits: Limits;
  /** The printer may still hold bytes that came over the connection before. */
  readonly unsettled: boolean;
  /** Nothing is sent before the printer is known to have worked those off. */
  readonly waits: boolean;
  /** Marks of the connection before that it may still report. */
  readonly unanswered: number;
  readonly now: number;
}

/**
 * How far the printer is with what it was sent over one connection. Each connection begins with a mark: its answer tells that
 * nothing older is left, and that confirmations work at all. Sends nothing itself; times are monotonic milliseconds.
 */
export class Progress {
  readonly #limits: Limits;
  readonly #marks: Confirmations;
  readonly #openedAt: number;
  /** The printer may hold bytes of tickets whose end it has not reported. */
  #unsettled: boolean;
  #waits: boolean;
  #greetedAt: number;
  #greetAgainAt = Number.POSITIVE_INFINITY;
  #greetPause: number;
  #quietSince?: number;
  #okSince?: number;

  constructor(setup: ProgressSetup) {
    this.#limits = setup.limits;
    this.#marks = new Confirmations(setup.confirmation, setup.ids, setup.unanswered);
    this.#openedAt = setup.now;
    this.#greetedAt = setup.now;
    this.#greetPause = setup.limits.confirm;
    this.#unsettled = setup.unsettled;
    this.#waits = setup.waits;
  }

  get unsettled(): boolean {
    return this.#unsettled;
  }

  /** Whether tickets have to wait until older ones are known to be through. */
  get waits(): boolean {
    return this.#waits;
  }

  /** Marks that the printer has still to report. */
  get pending(): number {
    return this.#marks.pending;
  }

  /** Whether it has reported any mark of this connection. */
  get answered(): boolean {
    return this.#marks.answered;
  }

  /** The mark to begin with: at first, and after a buffer clear, which may have swallowed it. */
  greeting(now: number): Uint8Array {
    this.#greetedAt = now;
    this.#greetAgainAt = now + this.#greetPause;
    return this.#marks.request({ place: 'start' });
  }

  /** The bytes that ask for a mark in a ticket. */
  mark(mark: Mark): Uint8Array {
    return this.#marks.request(mark);
  }

  sent(): void {
    this.#unsettled = true;
  }

  confirmability(now: number, silent: boolean): Confirmability {
    const { answered, stale } = this.#marks;
    if (answered && !stale) return 'yes';
    if (silent) return { no: 'printer-silent' };
    return stale || now >= this.#patienceEnds(now) ? { no: 'print-timeout' } : 'untried';
  }

  /** An answer to GS r: the place of a ticket that it reports, nothing if it reports none, or that nobody asked. */
  queued(now: number): Mark | 'unasked' | undefined {
    const mark = this.#marks.queued();
    if (mark === undefined) return 'unasked';
    if (mark === 'foreign') {
      this.#quietSince = now;
      return undefined;
    }
    return this.#reached(mark);
  }

  /** An answer to GS ( H. */
  process(id: string): Mark | undefined {
    return this.#reached(this.#marks.process(id));
  }

  /** A ticket is out for certain, and with it all before. */
  confirmed(): void {
    this.#unsettled = this.#marks.pending > 0;
  }

  /** The buffers of the printer are empty. */
  cleared(): void {
    this.#marks.forget();
    this.#settle();
  }

  /** It did not say whether they are: only marks that are sent from now on can tell how far it is. */
  doubt(): void {
    this.#waits = true;
    this.#quietSince = undefined;
    this.#marks.doubt();
  }

  /** What is to be done by time alone. `idle`: no ticket is on its way and one could be sent. */
  turn(
    now: number,
    printer: {
      readonly ok: boolean;
      readonly silent: boolean;
      readonly idle: boolean;
      readonly clears: number;
    },
  ): 'greet' | 'clear' | undefined {
    this.#okSince = printer.ok ? (this.#okSince ?? now) : undefined;
    if (this.#quietSince !== undefined && now >= this.#quietSince + this.#limits.syncQuiet) {
      // Where answers look alike, silence is what says that the last one was to the last mark.
      this.#marks.endForeign();
      this.#settle();
    }
    if (printer.silent) this.#waits = false;
    if (this.#okSince === undefined) return undefined;
    if (this.#waits) return this.#wait(now, Math.max(this.#okSince, this.#openedAt), printer.clears);
    if (!printer.idle || this.#marks.pending === 0 || now < this.#greetAgainAt) return undefined;
    // An answer was lost, or there is none to be had: ask again, more and more seldom.
    this.#greetPause *= 2;
    this.#quietSince = undefined;
    this.#marks.doubt();
    return 'greet';
  }

  deadline(now: number): number {
    const okSince = this.#okSince ?? Number.POSITIVE_INFINITY;
    const times = [
      (this.#quietSince ?? Number.POSITIVE_INFINITY) + this.#limits.syncQuiet,
      Math.max(okSince, this.#openedAt) + this.#limits.sync,
      Math.max(okSince, this.#openedAt) + this.#limits.confirm,
      this.#patienceEnds(okSince),
      this.#greetAgainAt,
    ];
    return Math.min(...times.filter(time => time > now));
  }

  /** It is ready and yet does not get to the mark: it still prints, or half a command of before swallows everything. */
  #wait(now: number, since: number, clears: number): 'clear' | undefined {
    if (now >= since + this.#limits.confirm) this.#settle();
    else if (clears === 0 && this.#quietSince === undefined && now >= since + this.#limits.sync)
      return 'clear';
    return undefined;
  }

  #reached(mark: Mark | undefined): Mark | undefined {
    if (mark?.place !== 'start') return mark;
    this.#settle();
    return undefined;
  }

  #patienceEnds(now: number): number {
    return Math.max(this.#okSince ?? now, this.#greetedAt) + this.#limits.markerPatience;
  }

  /** Nothing of an earlier ticket is in the printer any more. */
  #settle(): void {
    this.#waits = false;
    this.#quietSince = undefined;
    this.#unsettled = false;
  }
}
