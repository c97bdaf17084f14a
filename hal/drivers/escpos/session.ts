import type { DeviceStatus } from '../../device';
import { initialise, recover, statusQuery } from './commands';
import type { Mark, ProcessIds } from './confirmations';
import { Demultiplexer, type Report } from './demultiplexer';
import type { Job } from './job';
import type { Limits } from './limits';
import type { Maintenance } from './maintenance';
import type { Profile } from './profiles';
import { type Confirmability, Progress } from './progress';
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

/** The conversation with the printer over one connection: what was asked, what it said, what may be sent next. */
export class Session {
  readonly #connection: Connection;
  readonly #profile: Profile;
  readonly #limits: Limits;
  readonly #events: SessionEvents;
  readonly #demultiplexer = new Demultiplexer();
  readonly #supervision: Supervision;
  readonly #progress: Progress;
  readonly #maintenance: Maintenance;
  readonly #answersExpected: boolean;
  #torn: boolean;
  #clearUntil?: number;
  #clears = 0;
  #recoverAt = 0;
  #lastByteAt = 0;
  #bytesOnTheWay = 0;
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
      readonly maintenance: Maintenance;
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
    this.#answersExpected = setup.answersExpected;
    this.#supervision = new Supervision(limits, now, legacy.silent && !setup.answersExpected);
    this.#progress = new Progress({
      confirmation: setup.profile.confirmation,
      ids: setup.ids,
      limits,
      unsettled: legacy.unsettled,
      waits: legacy.unsettled && !legacy.silent,
      unanswered: legacy.unanswered,
      now,
    });
    this.#torn = legacy.torn;
    this.#maintenance = setup.maintenance;
    this.#maintenance.giveUp();
  }

  /** Says the first thing that is said on a connection. */
  greet(now: number): void {
    const { automaticStatus } = this.#profile;
    const mark = this.#progress.greeting(now);
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

  /** It was closed in order, to be made anew. */
  get closing(): boolean {
    return this.#closeUntil !== undefined;
  }

  get unsettled(): boolean {
    return this.#progress.unsettled;
  }

  /** Whether its buffers were ever told to empty on this connection. */
  get triedClearing(): boolean {
    return this.#clears > 0;
  }

  /** Whether a ticket may be sent now, as far as the connection is concerned. */
  get ready(): boolean {
    if (this.#ended || this.#clearUntil !== undefined || this.#closeUntil !== undefined) return false;
    if (this.#maintenance.waits) return false;
    return !this.#progress.waits && (this.answers || !this.#answersExpected);
  }

  /** Whether every answer since then must have come through. */
  undisturbedSince(time: number, now: number): boolean {
    return !this.#supervision.disturbedSince(time, now);
  }

  confirmability(now: number): Confirmability {
    if (this.#supervision.garbled && this.#profile.confirmation === 'queued-status') {
      return { no: 'printer-garbage' };
    }
    return this.#progress.confirmability(now, this.silent(now));
  }

  /** Sends a whole ticket in one piece. The document ends with an empty line buffer, so the cut is obeyed. */
  send(job: Job, document: Uint8Array, now: number): void {
    // While an earlier mark is still awaited in vain, no more are sent.
    const marked = typeof this.confirmability(now) === 'string' || this.#progress.pending === 0;
    const { automaticStatus, cut } = this.#profile;
    const parts: Uint8Array[] = [initialise];
    if (this.#torn) parts.push(cut);
    if (automaticStatus) parts.push(automaticStatus);
    parts.push(document);
    if (marked) parts.push(this.#progress.mark({ place: 'text-end', job }));
    parts.push(cut);
    if (marked) parts.push(this.#progress.mark({ place: 'job-end', job }));
    const bytes = Buffer.concat(parts);
    job.garbageBefore = this.garbage;
    job.marked = marked;
    job.size = bytes.length;
    this.#torn = false;
    this.#progress.sent();
    this.#lastSentAt = now;
    // The next need not wait for a turn of the event loop, in which the printer might run dry.
    if (this.#connection.write(bytes, () => this.#events.taken(job))) job.takenAt = now;
  }

  /** A ticket has ended without having come out whole: the next begins with a cut. */
  tear(): void {
    this.#torn = true;
  }

  /** Makes the printer forget what it holds, and get out of an error that it can leave. */
  clear(now: number): void {
    this.#clears++;
    this.#recoverAt = now + this.#limits.recover;
    const { clearBuffers } = this.#profile;
    // The answer comes when what is on its way has passed, and never where there is no such command.
    const patience = clearBuffers ? this.#limits.clear + this.#bytesOnTheWay * this.#limits.lineByte : 0;
    this.#clearUntil = now + patience;
    this.#connection.write(clearBuffers ? Buffer.concat([recover, clearBuffers]) : recover);
  }

  receive(bytes: Uint8Array, now: number, busy: boolean): void {
    if (now - this.#lastByteAt > this.#limits.queryPatience) {
      for (const report of this.#demultiplexer.giveUp()) this.#take(report, now, busy);
    }
    this.#lastByteAt = now;
    this.#supervision.received(now);
    const rest = this.#maintenance.receive(bytes);
    for (const report of this.#demultiplexer.read(rest)) this.#take(report, now, busy);
  }

  /** Does what is due by time alone. */
  turn(now: number, bytesOnTheWay: number): void {
    if (this.#ended) return;
    this.#behind(bytesOnTheWay, now);
    this.#maintenance.turn(now);
    if (this.#clearUntil !== undefined && now >= this.#clearUntil) this.#giveUpClearing(now);
    const status = this.status(now);
    const idle = bytesOnTheWay === 0 && this.ready;
    const due = this.#progress.turn(now, {
      ok: status?.health === 'ok' && this.#clearUntil === undefined,
      silent: this.silent(now),
      idle,
      clears: this.#clears,
    });
    if (due === 'greet') this.greet(now);
    if (due === 'clear') this.clear(now);
    this.#leaveError(status, now);
    if (idle) this.#renewSilent(now);
  }

  /** Asks for the status when it is time. Never in the middle of a ticket, since that is one write. */
  poll(now: number, onTheWay: { readonly busy: boolean; readonly muddled: boolean }): void {
    this.#supervision.muted = onTheWay.muddled;
    // Between a buffer clear and its answer nothing else may be sent.
    if (this.#ended || this.#clearUntil !== undefined || this.#closeUntil !== undefined) return;
    if (this.#maintenance.waits) return;
    if (!onTheWay.busy && this.#isQuiet(now)) {
      const question = this.#maintenance.ask(now) ?? this.#reportsQuestion();
      if (question) {
        this.#connection.write(question);
        return;
      }
    }
    const query = this.#supervision.ask(now, onTheWay.busy);
    if (query !== undefined) this.#connection.write(statusQuery(query));
  }

  busy(bytes: number, now: number): void {
    this.#behind(bytes, now);
    this.#supervision.busy(bytes, now);
  }

  deadline(now: number): number {
    if (this.#ended) return Number.POSITIVE_INFINITY;
    const never = Number.POSITIVE_INFINITY;
    const times = [
      this.#supervision.deadline(now),
      this.#progress.deadline(now),
      this.#clearUntil ?? never,
      this.#closeUntil ?? never,
      this.#recoverAt,
      this.#maintenance.deadline(),
      (this.#lastSentAt ?? never) + this.#limits.renewSilent,
    ];
    return Math.min(...times.filter(time => time > now));
  }

  reset(): void {
    if (!this.#ended) this.#connection.reset();
    this.#ended = true;
  }

  /** For the next connection, when this one is gone. `interrupted`: tickets were on their way. */
  legacy(interrupted: boolean, now: number): Legacy {
    const silent = this.silent(now) && !this.#progress.answered;
    const orderly = this.#closeUntil !== undefined && !interrupted;
    return {
      unsettled: this.unsettled && !orderly,
      unanswered: this.#progress.pending,
      silent,
      torn: this.#torn || interrupted,
    };
  }

  #behind(bytes: number, now: number): void {
    this.#bytesOnTheWay = bytes;
    this.#supervision.behind(bytes, now);
  }

  /** Makes the printer report by itself, if it might have forgotten to. Any ticket does so as well. */
  #reportsQuestion(): Uint8Array | undefined {
    const isDue = this.#supervision.takeReportsDue() && !this.unsettled;
    return isDue ? this.#profile.automaticStatus : undefined;
  }

  /** It is well, and no answer of any kind is awaited. */
  #isQuiet(now: number): boolean {
    return this.status(now)?.health === 'ok' && !this.#supervision.asking && this.#progress.pending === 0;
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
        this.#reached(this.#progress.process(report.id));
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
    const mark = this.#progress.queued(now);
    if (mark === 'unasked') this.#addGarbage(1, now);
    else this.#reached(mark);
  }

  #takeCleared(now: number): void {
    if (this.#clearUntil === undefined) {
      this.#addGarbage(3, now);
      return;
    }
    this.#clearUntil = undefined;
    if (this.#bytesOnTheWay > 0 && !this.#hasDropped(now)) this.#torn = true;
    this.#progress.cleared();
    this.#events.cleared();
    this.greet(now);
  }

  /**
   * Whether half a ticket is known to have fallen out with the end of the roll. Otherwise it hangs from the printer, which may have
   * gone on with a new roll before it was told to forget; where it does not report by itself nobody can know.
   */
  #hasDropped(now: number): boolean {
    return this.#profile.automaticStatus !== undefined && this.status(now)?.code === 'printer-paper-out';
  }

  #reached(mark: Mark | undefined): void {
    if (!mark || mark.place === 'start') return;
    const named = this.#profile.confirmation === 'process-id';
    // Amid garbage a byte that looks like an answer is none.
    const trusted = named || (mark.job.garbageBefore === this.garbage && this.#supervision.clean);
    if (mark.place === 'job-end' && trusted) this.#progress.confirmed();
    this.#events.reached(mark.job, mark.place, trusted);
  }

  #addGarbage(bytes: number, now: number): void {
    this.garbage += bytes;
    this.#supervision.garbage(bytes, now);
  }

  #giveUpClearing(now: number): void {
    this.#clearUntil = undefined;
    this.#events.notCleared();
    if (this.#ended) return;
    this.#progress.doubt();
    this.greet(now);
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
  #renewSilent(now: number): void {
    if (
      this.#lastSentAt === undefined ||
      !this.silent(now) ||
      now < this.#lastSentAt + this.#limits.renewSilent
    )
      return;
    this.#closeUntil = now + this.#limits.close;
    this.#connection.close();
  }
}
