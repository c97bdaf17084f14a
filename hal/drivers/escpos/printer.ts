import { EventEmitter } from 'node:events';
import type { Counters, DeviceEvents, DeviceStatus } from '../../device';
import { AwakeClock } from '../../platform/awake-clock';
import type { CatalogueCode } from '../../platform/catalogue';
import { messageOf } from '../../platform/error';
import type { KeptText } from '../../platform/kept-text';
import type { Log } from '../../platform/log';
import type { Time } from '../../platform/time';
import type { PrintDocument } from '../../print-document';
import { notStarted, StatusKeeper } from '../../status-keeper';
import type { PaperWidth, PrintOutcome, TicketPrinter } from '../../ticket-printer';
import { holdsStatusQuery } from './commands';
import { ProcessIds } from './confirmations';
import { ConnectionKeeper } from './connection-keeper';
import type { Job } from './job';
import { JobQueue } from './job-queue';
import type { Life } from './life';
import type { Limits } from './limits';
import { Maintenance } from './maintenance';
import type { Roll } from './mileage';
import { PaperAccount } from './paper-account';
import { paperLength } from './paper-length';
import type { Profile } from './profiles';
import { type Legacy, noLegacy, Session } from './session';
import type { Connection, Transport } from './transport';

export interface EscposPrinterSetup {
  readonly transport: Transport;
  readonly profile: Profile;
  readonly limits: Limits;
  readonly paper: PaperWidth;
  readonly time: Time;
  readonly log: Log;
  readonly roll: Roll;
  readonly life?: Life;
  /** Where the count of paper outlives the program. */
  readonly kept?: KeptText;
  /** The document in the printer's language; leaves the line buffer empty. At once where it can: the first byte follows in the same turn. */
  encode(document: PrintDocument): Uint8Array | Promise<Uint8Array>;
}

/** All printers are counted as such with 203 dots per inch. */
const dotsPerMillimetre = 8;

/**
 * A ticket printer behind any transport. Tells the truth about every ticket: `done` after the printer's word, `not-done` when it
 * is certain that no ticket came or will come out, `unknown` otherwise; and each within a bounded time (see `limits.ts`).
 */
export class EscposPrinter implements TicketPrinter {
  readonly kind = 'ticket-printer';
  readonly name: string;
  readonly paper: PaperWidth;
  readonly events = new EventEmitter<DeviceEvents>();
  readonly #setup: EscposPrinterSetup;
  readonly #time: Time;
  /** All waits: what the printer did not say while this program was stopped proves nothing. */
  readonly #clock: AwakeClock;
  readonly #log: Log;
  readonly #keeper: ConnectionKeeper;
  readonly #ids: ProcessIds;
  readonly #jobs: JobQueue;
  readonly #account: PaperAccount;
  readonly #maintenance: Maintenance;
  readonly #counters = { unconfirmed: 0, reconnects: 0, garbageBytes: 0 };
  readonly #status = new StatusKeeper(status => this.events.emit('status', status));
  /** Accepts tickets. */
  #running = false;
  /** Has a connection or strives for one: a little longer than `running`. */
  #live = false;
  #session?: Session;
  #legacy: Legacy = noLegacy;
  /** The fault that the printer reported and has not taken back: nothing is sent until it reports itself ready. */
  #fault?: DeviceStatus;
  /** Why the last attempt to connect came to nothing; until an answer comes, tickets are refused. */
  #down?: DeviceStatus;
  /** When the printer last answered, monotonic milliseconds. */
  #answeredAt = Number.NEGATIVE_INFINITY;
  #stopWaiting?: () => void;

  constructor(name: string, setup: EscposPrinterSetup) {
    this.name = name;
    this.paper = setup.paper;
    this.#setup = setup;
    this.#time = setup.time;
    this.#clock = new AwakeClock(setup.time, 'printer supervision');
    this.#log = setup.log;
    this.#jobs = new JobQueue(setup.limits);
    this.#ids = new ProcessIds(setup.time.now());
    this.#account = new PaperAccount({ printer: name, ...setup });
    this.#maintenance = new Maintenance(setup.profile.maintenance, this.#clock.now());
    this.#keeper = new ConnectionKeeper(setup.transport, setup.time, setup.limits, {
      opened: connection => this.#opened(connection),
      received: bytes => this.#received(bytes),
      lost: (reason, code) => this.#lost(reason, code),
      failed: (reason, code) => this.#failed(reason, code),
    });
  }

  get status(): DeviceStatus {
    return this.#status.status;
  }

  /**
   * `cuts` counts those of confirmed tickets, `millimetres` also what unconfirmed ones may have used; both, `prints` and
   * `millimetresOnRoll` outlive the program. What begins with `printer` is the printer's own count.
   */
  get counters(): Counters {
    return { ...this.#account.counters, ...this.#counters, ...this.#maintenance.counters };
  }

  mayBeTorn(): void {
    this.#account.tear();
    // What hangs from the printer may also still be in it: half a picture, which would swallow the cut.
    this.#legacy = { ...this.#legacy, torn: true, unsettled: true };
  }

  rollChanged(): void {
    this.#account.rollChanged();
    this.#turn();
  }

  async start(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#running) return;
    this.#running = true;
    await this.#account.restore();
    if (this.#account.torn) this.mayBeTorn();
    // It may have been stopped meanwhile.
    if (!this.#running) return;
    this.#live = true;
    this.#keeper.start();
  }

  async stop(): Promise<void> {
    if (!this.#running) return;
    this.#running = false;
    this.#jobs.refuseWaiting('box-stopping');
    await this.#lastConfirmations();
    const interrupted = this.#jobs.onTheWay.length > 0;
    this.#jobs.endAllUnknown('print-interrupted');
    this.#live = false;
    this.#clock.cancel();
    await this.#keeper.stop(!interrupted);
    await this.#account.settled();
    this.#session = undefined;
    this.#legacy = noLegacy;
    this.#fault = undefined;
    this.#down = undefined;
    this.#answeredAt = Number.NEGATIVE_INFINITY;
    this.#status.set(notStarted);
  }

  print(document: PrintDocument): Promise<PrintOutcome> {
    const refusal = this.#refusal();
    if (refusal) return Promise.resolve({ outcome: 'not-done', code: refusal });
    return new Promise(resolve => {
      const job = this.#jobs.add(this.#clock.now(), outcome => {
        this.#account.ended(job, outcome);
        if (outcome.outcome === 'unknown') this.#counters.unconfirmed++;
        resolve(outcome);
      });
      this.#encode(job, document);
    });
  }

  #encode(job: Job, document: PrintDocument): void {
    try {
      const encoded = this.#setup.encode(document);
      if (encoded instanceof Promise)
        encoded.then(
          bytes => this.#encoded(job, bytes),
          error => this.#notEncoded(job, error),
        );
      else this.#encoded(job, encoded);
    } catch (error) {
      this.#notEncoded(job, error);
    }
  }

  #encoded(job: Job, bytes: Uint8Array): void {
    job.document = bytes;
    job.muddling = holdsStatusQuery(bytes);
    this.#turn();
    // Measured while the ticket is on its way: the customer need not wait for the books.
    job.millimetres = (paperLength(bytes) + this.#setup.profile.cutDots) / dotsPerMillimetre;
  }

  #notEncoded(job: Job, error: unknown): void {
    this.#log.error({ printer: this.name, error: messageOf(error) }, 'ticket cannot be encoded');
    job.end({ outcome: 'not-done', code: 'internal-error' });
    this.#turn();
  }

  /** Why a ticket is refused at once; nothing while there is hope. */
  #refusal(): CatalogueCode | undefined {
    if (!this.#running) return 'device-not-started';
    if (this.#down) return this.#down.code;
    return this.#fault ? (this.#status.status.code ?? this.#fault.code) : undefined;
  }

  #opened(connection: Connection): void {
    const now = this.#clock.now();
    const session = new Session(
      connection,
      {
        profile: this.#setup.profile,
        limits: this.#setup.limits,
        ids: this.#ids,
        maintenance: this.#maintenance,
        legacy: this.#legacy,
        answersExpected: now < this.#answeredAt + this.#setup.limits.expectAnswers,
        now,
      },
      {
        reached: (job, place, trusted) => this.#reached(job, place, trusted),
        cleared: () => this.#cleared(),
        // What the printer has not taken yet must not come out when the fault is mended.
        notCleared: () => {
          if (this.#jobs.onTheWay.length > 0) this.#abandon(this.#fault?.code ?? 'print-interrupted');
        },
        taken: job => {
          job.takenAt = this.#clock.now();
          this.#turn();
        },
      },
    );
    this.#session = session;
    session.greet(now);
    this.#turn();
  }

  #received(bytes: Uint8Array): void {
    const session = this.#session;
    if (!session) return;
    const before = session.garbage;
    session.receive(bytes, this.#clock.now(), this.#jobs.onTheWay.length > 0);
    this.#counters.garbageBytes += session.garbage - before;
    this.#turn();
  }

  #lost(reason: string, code?: CatalogueCode): void {
    const now = this.#clock.now();
    const session = this.#session;
    this.#session = undefined;
    const interrupted = this.#jobs.onTheWay.length > 0;
    this.#jobs.endAllUnknown('print-interrupted');
    if (session) this.#legacy = session.legacy(interrupted, now);
    if (!session?.closing) {
      this.#counters.reconnects++;
      if (!this.#down)
        this.#log.warn({ printer: this.name, reason, interrupted }, 'connection to the printer lost');
    }
    if (session?.mute(now)) this.#refuseAll({ health: 'unknown', code: 'printer-silent' });
    // A printer that hangs up before its first word has accepted nothing.
    else if (code || (session && !session.answers && !session.silent(now))) this.#failed(reason, code);
    else this.#turn();
  }

  #failed(reason: string, code: CatalogueCode = 'printer-unreachable'): void {
    if (!this.#down) this.#log.warn({ printer: this.name, reason, code }, 'printer unreachable');
    this.#refuseAll({ health: 'failed', code, detail: reason });
  }

  #refuseAll(down: DeviceStatus): void {
    this.#down = down;
    this.#jobs.refuseWaiting(down.code ?? 'printer-unreachable');
    this.#turn();
  }

  #reached(job: Job, place: 'text-end' | 'job-end', trusted: boolean): void {
    if (job.ended) return;
    const now = this.#clock.now();
    if (place === 'text-end') job.textDone = true;
    else if (trusted) this.#jobs.confirm(job, now);
    else job.end({ outcome: 'unknown', code: 'printer-garbage' });
    this.#session?.busy(this.#jobs.bytesOnTheWay, now);
  }

  #cleared(): void {
    const now = this.#clock.now();
    const code = this.#fault?.code ?? 'print-interrupted';
    this.#jobs.endCleared(code, time => this.#session?.undisturbedSince(time, now) ?? false);
  }

  /** Throws the connection away, with everything that is still on its way through it. */
  #abandon(code: CatalogueCode): void {
    if (this.#jobs.onTheWay.length > 0) this.#session?.tear();
    this.#jobs.endAllUnknown(code);
    this.#session?.reset();
  }

  /** Everything that follows from what has happened or from time alone. Runs after every event. */
  #turn(): void {
    if (!this.#live) return;
    const now = this.#clock.now();
    const session = this.#session;
    if (session?.lost(now)) this.#abandon('print-interrupted');
    this.#judge(now);
    this.#endOverdue(now);
    session?.turn(now, this.#jobs.bytesOnTheWay);
    if (this.#running) this.#send(now);
    const onTheWay = this.#jobs.onTheWay;
    session?.poll(now, { busy: onTheWay.length > 0, muddled: onTheWay.some(job => job.muddling) });
    if (onTheWay.length === 0) this.#stopWaiting?.();
    this.#setAlarm(now);
  }

  /** Compares what is known of the printer with what was known, and acts on a fault. */
  #judge(now: number): void {
    const session = this.#session;
    if (!session || session.ended) {
      this.#show(this.#down ?? this.#fault ?? this.#unknown());
      return;
    }
    const status = session.status(now);
    if (session.answers) this.#answeredAt = now;
    if (session.answers || (session.silent(now) && !session.mute(now))) {
      this.#keeper.proven();
      this.#down = undefined;
    }
    if (status?.health === 'failed') {
      const isNew = this.#fault === undefined;
      this.#fault = status;
      if (isNew || (session.unsettled && !session.triedClearing)) this.#enterFault(session, now);
    } else if (status?.health === 'ok') {
      this.#fault = undefined;
    } else if (this.#fault) {
      this.#jobs.refuseWaiting(status?.code ?? 'printer-silent');
    }
    this.#show(this.#down ?? status ?? this.#fault ?? this.#unknown());
  }

  #show(status: DeviceStatus): void {
    this.#status.set(this.#account.seen(status, this.#maintenance.counters));
  }

  #enterFault(session: Session, now: number): void {
    const code = this.#fault?.code ?? 'printer-error';
    this.#log.warn({ printer: this.name, code }, 'printer fault');
    this.#jobs.refuseWaiting(code);
    if (this.#jobs.onTheWay.length > 0 || session.unsettled) session.clear(now);
  }

  #unknown(): DeviceStatus {
    return Number.isFinite(this.#answeredAt) || this.#legacy.silent
      ? { health: 'unknown', code: 'printer-silent' }
      : notStarted;
  }

  #send(now: number): void {
    const session = this.#session;
    while (session?.ready && !this.#fault && !this.#down) {
      const job = this.#jobs.next();
      if (!job?.document) return;
      this.#jobs.leave(job, now);
      session.send(job, job.document, now);
      session.busy(this.#jobs.bytesOnTheWay, now);
    }
  }

  #endOverdue(now: number): void {
    const session = this.#session;
    const sendable = session?.ready === true;
    this.#jobs.refuseLate(now, sendable ? undefined : 'print-too-late');
    if (!session) return;
    const confirmability = session.confirmability(now);
    if (typeof confirmability === 'object') this.#jobs.endUnconfirmable(now, confirmability.no);
    if (now < this.#jobs.overdueAt()) return;
    const [first] = this.#jobs.onTheWay;
    first?.end({ outcome: 'unknown', code: 'print-timeout' });
    // It has confirmed before, or does not even take the bytes: it is stuck, and what it holds would come out late.
    if (confirmability === 'yes' || first?.takenAt === undefined) {
      this.#abandon('print-interrupted');
      session.tear();
    }
  }

  #lastConfirmations(): Promise<void> {
    if (this.#jobs.onTheWay.length === 0) return Promise.resolve();
    return new Promise(resolve => {
      const timer = this.#time.after(this.#setup.limits.stop, 'printer stop', () => this.#stopWaiting?.());
      this.#stopWaiting = () => {
        this.#stopWaiting = undefined;
        timer.cancel();
        resolve();
      };
    });
  }

  #setAlarm(now: number): void {
    const deadline = Math.min(
      this.#jobs.deadline(now),
      this.#session?.deadline(now) ?? Number.POSITIVE_INFINITY,
    );
    this.#clock.wakeAt(deadline, () => this.#turn());
  }
}
