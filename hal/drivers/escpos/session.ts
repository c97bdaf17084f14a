import type { DeviceStatus } from '../../device';
import type { CatalogueCode } from '../../platform/catalogue';
import { clearBuffers, feedAndCut, initialise, recover, statusQuery } from './commands';
import { Confirmations, type Mark, type ProcessIds } from './confirmations';
import { Demultiplexer, type Report } from './demultiplexer';
import type { Job } from './job';
import type { Limits } from './limits';
import type { Profile } from './profiles';
import { Supervision } from './supervision';
import type { Connection } from './transport';

/** What the next connection must know of the one before. */
export interface Legacy {
  /** The printer may still hold bytes of tickets that have ended. */
  readonly unsettled: boolean;
  /** Marks that it may still report. */
  readonly unanswered: number;
  /** It never answered anything. */
  readonly silent: boolean;
  /** It may have stopped in the middle of a ticket: cut before the next one. */
  readonly torn: boolean;
}

export const noLegacy: Legacy = { unsettled: false, unanswered: 0, silent: false, torn: false };

export interface SessionEvents {
  /** The printer has worked off everything before this place of a ticket. */
  reached(job: Job, place: 'text-end' | 'job-end', trusted: boolean): void;
  /** The buffers of the printer are empty. */
  cleared(): void;
  /** It did not say that they are. */
  notCleared(): void;
  /** All bytes of a ticket are in the hands of the operating system. */
  taken(job: Job): void;
}

/** What can be expected of the printer's confirmations: they work, may work, or (with the reason) do not. */
export type Confirmability = 'yes' | 'untried' | { readonly no: CatalogueCode };

/** The conversation with the printer over one connection: what was asked, what it said, what may be sent next. */
export class Session {
  readonly #connection: Connection;
  readonly #profile: Profile;
  readonly #limits: Limits;
  readonly #events: SessionEvents;
  readonly #demultiplexer = new Demultiplexer();
  readonly #supervision: Supervision;
  readonly #confirmations: Confirmations;
  readonly #openedAt: number;
  readonly #answersExpected: boolean;
  #unsettled: boolean;
  #torn: boolean;
  /** Waiting for the first mark, because the connection before ended in mid-job. */
  #syncing: boolean;
  #quietSince?: number;
  #clearUntil?: number;
  #clears = 0;
  #recoverAt = 0;
  #okSince?: number;
  #greetedAt: number;
  #greetAgainAt = 0;
  #greetPause: number;
  #lastByteAt = 0;
  #lastSentAt?: number;
  #closeUntil?: number;
  #ended = false;
  /** Bytes that were no status, since the beginning. */
  garbage = 0;

  constructor(
    connection: Connection,
    setup: {
      readonly profile: Profile;
      readonly limits: Limits;
      readonly ids: ProcessIds;
      readonly legacy: Legacy;
      /** Whether the printer must answer before it gets a ticket. */
      readonly answersExpected: boolean;
      readonly now: number;
    },
    events: SessionEvents,
  ) {
    const { legacy, limits, now } = setup;
    this.#connection = connection;
    this.#profile = setup.profile;
    this.#limits = limits;
    this.#events = events;
    this.#openedAt = now;
    this.#greetedAt = now;
    this.#greetPause = limits.confirm;
    this.#answersExpected = setup.answersExpected;
    this.#supervision = new Supervision(limits, now, legacy.silent && !setup.answersExpected);
    this.#confirmations = new Confirmations(setup.profile.confirmation, setup.ids, legacy.unanswered);
    this.#unsettled = legacy.unsettled;
    this.#torn = legacy.torn;
    this.#syncing = legacy.unsettled && !legacy.silent;
  }

  /** The first thing said; again after a buffer clear, which may have swallowed it. Tells early whether confirmations work. */
  greet(now: number): void {
    this.#greetedAt = now;
    this.#greetAgainAt = now + this.#greetPause;
    const { automaticStatus } = this.#profile;
    const mark = this.#confirmations.request({ place: 'start' });
    this.#connection.write(automaticStatus ? Buffer.concat([automaticStatus, mark]) : mark);
  }

  /** Whether the printer has answered a status query on this connection. */
  get answers(): boolean {
    return this.#supervision.answers;
  }

  silent(now: number): boolean {
    return this.#supervision.silent(now);
  }

  status(now: number): DeviceStatus | undefined {
    return this.#supervision.status(now);
  }

  /** It answers no more: whatever is still on its way through this connection would come out late. */
  lost(now: number): boolean {
    const unclosed = this.#closeUntil !== undefined && now >= this.#closeUntil;
    return unclosed || this.#supervision.lost(now) || this.mute(now);
  }

  /** It used to answer and does not on this connection. */
  mute(now: number): boolean {
    return this.#answersExpected && this.silent(now);
  }

  /** It was reset by us and will be gone in a moment. */
  get ended(): boolean {
    return this.#ended;
  }

  get unsettled(): boolean {
    return this.#unsettled;
  }

  /** Whether its buffers were ever told to empty on this connection. */
  get triedClearing(): boolean {
    return this.#clears > 0;
  }

  /** Whether a ticket may be sent now, as far as the connection is concerned. */
  get ready(): boolean {
    if (this.#ended || this.#clearUntil !== undefined || this.#closeUntil !== undefined) return false;
    return !this.#syncing && (this.answers || !this.#answersExpected);
  }

  /** Whether every answer since then must have come through. */
  undisturbedSince(time: number, now: number): boolean {
    return !this.#supervision.disturbedSince(time, now);
  }

  confirmability(now: number): Confirmability {
    const { answered, stale } = this.#confirmations;
    if (this.#supervision.garbled && this.#profile.confirmation === 'queued-status') {
      return { no: 'printer-garbage' };
    }
    if (answered && !stale) return 'yes';
    if (this.silent(now)) return { no: 'printer-silent' };
    const patienceEnds = Math.max(this.#okSince ?? now, this.#greetedAt) + this.#limits.markerPatience;
    return stale || now >= patienceEnds ? { no: 'print-timeout' } : 'untried';
  }

  /** Sends a whole ticket in one piece. The document ends with an empty line buffer, so the cut is obeyed. */
  send(job: Job, document: Uint8Array, now: number): void {
    // While an earlier mark is still awaited in vain, no more are sent.
    const marked = typeof this.confirmability(now) === 'string' || this.#confirmations.pending === 0;
    const { automaticStatus } = this.#profile;
    const parts: Uint8Array[] = [initialise];
    if (this.#torn) parts.push(feedAndCut);
    if (automaticStatus) parts.push(automaticStatus);
    parts.push(document);
    if (marked) parts.push(this.#confirmations.request({ place: 'text-end', job }));
    parts.push(feedAndCut);
    if (marked) parts.push(this.#confirmations.request({ place: 'job-end', job }));
    const bytes = Buffer.concat(parts);
    job.garbageBefore = this.garbage;
    job.marked = marked;
    job.size = bytes.length;
    this.#torn = false;
    this.#unsettled = true;
    this.#lastSentAt = now;
    this.#connection.write(bytes, () => this.#events.taken(job));
  }

  /** A ticket has ended without having come out whole: the next begins with a cut. */
  tear(): void {
    this.#torn = true;
  }

  /** Makes the printer forget what it holds, and get out of an error that it can leave. */
  clear(now: number): void {
    this.#clears++;
    this.#recoverAt = now + this.#limits.recover;
    this.#clearUntil = now + this.#limits.clear;
    this.#connection.write(Buffer.concat([recover, clearBuffers]));
  }

  receive(bytes: Uint8Array, now: number, busy: boolean): void {
    if (now - this.#lastByteAt > this.#limits.queryPatience) {
      for (const report of this.#demultiplexer.giveUp()) this.#take(report, now, busy);
    }
    this.#lastByteAt = now;
    this.#supervision.received(now);
    for (const report of this.#demultiplexer.read(bytes)) this.#take(report, now, busy);
  }

  /** Does what is due by time alone. */
  turn(now: number, bytesOnTheWay: number): void {
    if (this.#ended) return;
    const status = this.status(now);
    if (status?.health === 'ok') this.#okSince ??= now;
    else this.#okSince = undefined;
    if (this.#clearUntil !== undefined && now >= this.#clearUntil) this.#giveUpClearing(now);
    this.#endForeign(now);
    this.#sync(now);
    const isQuiet = bytesOnTheWay === 0 && status?.health === 'ok' && this.ready;
    if (isQuiet && this.#confirmations.pending > 0 && now >= this.#greetAgainAt) this.#greetAnew(now);
    this.#leaveError(status, now);
    this.#renewSilent(bytesOnTheWay === 0, now);
  }

  /** Asks for the status when it is time. Never in the middle of a ticket, since that is one write. */
  poll(now: number, onTheWay: { readonly busy: boolean; readonly muddled: boolean }): void {
    this.#supervision.muted = onTheWay.muddled;
    // Between a buffer clear and its answer nothing else may be sent.
    if (this.#ended || this.#clearUntil !== undefined || this.#closeUntil !== undefined) return;
    const query = this.#supervision.ask(now, onTheWay.busy);
    if (query !== undefined) this.#connection.write(statusQuery(query));
  }

  busy(bytes: number, now: number): void {
    this.#supervision.busy(bytes, now);
  }

  deadline(now: number): number {
    if (this.#ended) return Number.POSITIVE_INFINITY;
    const okSince = this.#okSince ?? Number.POSITIVE_INFINITY;
    const times = [
      this.#supervision.deadline(now),
      this.#clearUntil,
      this.#closeUntil,
      this.#quietSince === undefined ? undefined : this.#quietSince + this.#limits.syncQuiet,
      Math.max(okSince, this.#openedAt) + this.#limits.sync,
      Math.max(okSince, this.#openedAt) + this.#limits.confirm,
      this.#recoverAt,
      Math.max(okSince, this.#greetedAt) + this.#limits.markerPatience,
      this.#greetAgainAt,
      this.#lastSentAt === undefined ? undefined : this.#lastSentAt + this.#limits.renewSilent,
    ];
    return Math.min(...times.filter(time => time !== undefined && time > now).map(Number));
  }

  reset(): void {
    if (!this.#ended) this.#connection.reset();
    this.#ended = true;
  }

  /** For the next connection, when this one is gone. `interrupted`: tickets were on their way. */
  legacy(interrupted: boolean, now: number): Legacy {
    const silent = this.silent(now) && !this.#confirmations.answered;
    const orderly = this.#closeUntil !== undefined && !interrupted;
    return {
      unsettled: this.#unsettled && !orderly,
      unanswered: this.#confirmations.pending,
      silent,
      torn: this.#torn || interrupted,
    };
  }

  #take(report: Report, now: number, busy: boolean): void {
    switch (report.report) {
      case 'real-time':
        this.#supervision.answer(report.byte, now, busy);
        break;
      case 'automatic':
        this.#supervision.automatic(report.bytes, now);
        break;
      case 'queued':
        this.#takeQueued(now);
        break;
      case 'process':
        this.#reached(this.#confirmations.process(report.id));
        break;
      case 'cleared':
        this.#takeCleared(now);
        break;
      case 'garbage':
        this.#addGarbage(report.bytes, now);
        break;
      case 'flow':
        break;
    }
  }

  #takeQueued(now: number): void {
    const mark = this.#confirmations.queued();
    if (mark === undefined) this.#addGarbage(1, now);
    else if (mark === 'foreign') this.#quietSince = now;
    else this.#reached(mark);
  }

  #takeCleared(now: number): void {
    if (this.#clearUntil === undefined) {
      this.#addGarbage(3, now);
      return;
    }
    this.#clearUntil = undefined;
    this.#settle();
    this.#confirmations.forget();
    this.#events.cleared();
    this.greet(now);
  }

  #reached(mark: Mark | undefined): void {
    if (mark?.place === 'start') this.#settle();
    if (!mark || mark.place === 'start') return;
    const named = this.#profile.confirmation === 'process-id';
    // Amid garbage a byte that looks like an answer is none.
    const trusted = named || (mark.job.garbageBefore === this.garbage && this.#supervision.clean);
    if (mark.place === 'job-end' && trusted) this.#unsettled = this.#confirmations.pending > 0;
    this.#events.reached(mark.job, mark.place, trusted);
  }

  #addGarbage(bytes: number, now: number): void {
    this.garbage += bytes;
    this.#supervision.garbage(bytes, now);
  }

  /** Nothing of an earlier ticket is in the printer any more. */
  #settle(): void {
    this.#syncing = false;
    this.#quietSince = undefined;
    this.#unsettled = false;
  }

  /** No answer: its buffers may be empty, or not. Only marks that are sent from now on can tell how far it is. */
  #giveUpClearing(now: number): void {
    this.#clearUntil = undefined;
    this.#events.notCleared();
    if (this.#ended) return;
    this.#syncing = true;
    this.#greetAnew(now);
  }

  /** Whether confirmations work may have changed, or an answer was lost; more and more seldom, since some printers have none. */
  #greetAnew(now: number): void {
    this.#quietSince = undefined;
    this.#confirmations.doubt();
    this.#greetPause *= 2;
    this.greet(now);
  }

  #sync(now: number): void {
    if (this.silent(now)) this.#syncing = false;
    if (!this.#syncing || this.#okSince === undefined || this.#clearUntil !== undefined) return;
    // It is ready and yet does not get to the mark: it still prints, or half a command of the old connection swallows everything.
    const since = Math.max(this.#okSince, this.#openedAt);
    if (this.#clears === 0 && this.#quietSince === undefined && now >= since + this.#limits.sync) {
      this.clear(now);
    }
    if (now >= since + this.#limits.confirm) this.#settle();
  }

  /** Where answers look alike, silence is what says that the last one was to the last mark. */
  #endForeign(now: number): void {
    if (this.#quietSince === undefined || now < this.#quietSince + this.#limits.syncQuiet) return;
    this.#confirmations.endForeign();
    this.#settle();
  }

  /** Errors such as a jammed cutter end only when the printer is told so after a person has removed the cause. */
  #leaveError(status: DeviceStatus | undefined, now: number): void {
    const { cutterError, mechanicalError } = this.#supervision.facts;
    if (status?.health !== 'failed' || !(cutterError || mechanicalError)) return;
    if (this.#clearUntil !== undefined || now < this.#recoverAt) return;
    this.clear(now);
  }

  /**
   * What was sent to a printer that never answers may still wait for a cable that is out, and would come out late. An orderly
   * close that the other side completes proves the delivery; one that it does not complete ends as a reset.
   */
  #renewSilent(idle: boolean, now: number): void {
    if (!idle || this.#closeUntil !== undefined || this.#lastSentAt === undefined) return;
    if (!this.silent(now) || now < this.#lastSentAt + this.#limits.renewSilent) return;
    this.#closeUntil = now + this.#limits.close;
    this.#connection.close();
  }
}
