import type { CatalogueCode } from '../../platform/catalogue';
import type { PrintOutcome } from '../../ticket-printer';
import type { Job } from './job';
import type { Limits } from './limits';

/**
 * The tickets of one printer in the order of the calls: those that wait, of which no byte has left, and those on their way. Each
 * ends once, and `done` only by a confirmation. Knows no printer and no clock.
 */
export class JobQueue {
  readonly #limits: Limits;
  #waiting: Job[] = [];
  #onTheWay: Job[] = [];
  #progressAt = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  get onTheWay(): readonly Job[] {
    return this.#onTheWay;
  }

  get bytesOnTheWay(): number {
    return this.#onTheWay.reduce((sum, job) => sum + job.size, 0);
  }

  add(now: number, settle: (outcome: PrintOutcome) => void): Job {
    const job: Job = {
      calledAt: now,
      muddling: false,
      millimetres: 0,
      size: 0,
      marked: false,
      garbageBefore: 0,
      textDone: false,
      ended: false,
      end: outcome => {
        if (job.ended) return;
        job.ended = true;
        this.#waiting = this.#waiting.filter(other => other !== job);
        this.#onTheWay = this.#onTheWay.filter(other => other !== job);
        settle(outcome);
      },
    };
    this.#waiting.push(job);
    return job;
  }

  /** The next ticket to send, if there is one, it is encoded, and there is room on the way. */
  next(): Job | undefined {
    if (this.#onTheWay.length >= this.#limits.inFlight) return undefined;
    // A ticket that the operating system has not taken whole stands in the way of the next, so that of that one no byte leaves.
    if (this.#onTheWay.some(job => job.takenAt === undefined)) return undefined;
    const job = this.#waiting[0];
    return job?.document ? job : undefined;
  }

  /** The next ticket leaves: from here on no one can be certain that nothing of it comes out. */
  leave(job: Job, now: number): void {
    this.#waiting.shift();
    job.sentAt = now;
    this.#onTheWay.push(job);
  }

  confirm(job: Job, now: number): void {
    // Tickets before it must be through as well, but without a word of the printer that is not certain.
    const at = this.#onTheWay.indexOf(job);
    for (const earlier of this.#onTheWay.slice(0, Math.max(at, 0))) {
      earlier.end({ outcome: 'unknown', code: 'print-timeout' });
    }
    this.#progressAt = now;
    job.end({ outcome: 'done' });
  }

  /** Nothing of these has left the box, so this is certain. */
  refuseWaiting(code: CatalogueCode): void {
    for (const job of this.#waiting) job.end({ outcome: 'not-done', code });
  }

  /**
   * Ends tickets that waited too long: behind others (`print-too-late`), or, with `blocked`, for a printer that cannot be sent
   * anything just now.
   */
  refuseLate(now: number, blocked: CatalogueCode | undefined): void {
    for (const job of this.#waiting) {
      const waited = now - job.calledAt;
      if (waited >= this.#limits.wait) job.end({ outcome: 'not-done', code: 'print-too-late' });
      else if (blocked && waited >= this.#limits.hold) job.end({ outcome: 'not-done', code: blocked });
    }
  }

  endAllUnknown(code: CatalogueCode): void {
    for (const job of this.#onTheWay) job.end({ outcome: 'unknown', code });
  }

  /**
   * The printer has emptied its buffers: only the ticket that it was at may have come out, and only if its text was through. That
   * it did not say so is certain only where no answer can have been lost.
   */
  endCleared(code: CatalogueCode, undisturbedSince: (time: number) => boolean): void {
    for (const job of this.#onTheWay) {
      const certain = job.marked && !job.textDone && undisturbedSince(job.sentAt ?? 0);
      job.end({ outcome: certain ? 'not-done' : 'unknown', code });
    }
  }

  /** When the first ticket on its way is overdue: from the confirmation before it, or from its own sending. */
  overdueAt(): number {
    const [first] = this.#onTheWay;
    if (first?.sentAt === undefined) return Number.POSITIVE_INFINITY;
    const since = Math.max(first.takenAt ?? first.sentAt, this.#progressAt);
    return since + this.#limits.confirm + first.size * this.#limits.perByte;
  }

  /** Ends the tickets that nothing will confirm, once they have had time to come out. */
  endUnconfirmable(now: number, code: CatalogueCode): void {
    for (const job of this.#onTheWay) {
      if (job.takenAt !== undefined && now >= job.takenAt + this.#limits.unconfirmable) {
        job.end({ outcome: 'unknown', code });
      }
    }
  }

  /** When time alone may next end a ticket. */
  deadline(now: number): number {
    const times = [
      this.overdueAt(),
      ...this.#onTheWay.map(job => (job.takenAt ?? now) + this.#limits.unconfirmable),
      ...this.#waiting
        .slice(0, 1)
        .flatMap(job => [job.calledAt + this.#limits.hold, job.calledAt + this.#limits.wait]),
    ];
    return Math.min(...times.filter(time => time > now));
  }
}
