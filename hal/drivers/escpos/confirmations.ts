import { queuedStatus, requestProcessId } from './commands';
import type { Job } from './job';
import type { Confirmation } from './profiles';

/** A place in the stream of bytes that the printer reports when it has worked off everything before it. */
export type Mark =
  /** The beginning of a connection. */
  | { readonly place: 'start' }
  /** After the text and before the cut: before it is reached no complete ticket can be out. */
  | { readonly place: 'text-end'; readonly job: Job }
  /** After the cut: the ticket is out. */
  | { readonly place: 'job-end'; readonly job: Job };

/** Four-character names for marks, all different for weeks, so that an answer to an old one is never taken for a new one. */
export class ProcessIds {
  #next: number;

  /** `seed`: any whole number; programs started at different times should differ. */
  constructor(seed: number) {
    this.#next = Math.abs(Math.trunc(seed));
  }

  next(): string {
    let rest = this.#next++;
    const codes: number[] = [];
    for (let i = 0; i < 4; i++) {
      codes.push(33 + (rest % 94));
      rest = Math.floor(rest / 94);
    }
    return String.fromCharCode(...codes);
  }
}

/** The marks of one connection that the printer has still to report, and which report belongs to which. */
export class Confirmations {
  readonly #kind: Confirmation;
  readonly #ids: ProcessIds;
  #pending: { readonly mark: Mark; readonly id: string }[] = [];
  /** Answers to marks of the connection before that may still arrive and look like ours. */
  #foreign: number;
  #answered = false;

  constructor(kind: Confirmation, ids: ProcessIds, unansweredBefore: number) {
    this.#kind = kind;
    this.#ids = ids;
    this.#foreign = kind === 'queued-status' ? unansweredBefore : 0;
  }

  /** Whether any mark of this connection was ever reported. */
  get answered(): boolean {
    return this.#answered;
  }

  get pending(): number {
    return this.#pending.length;
  }

  /** Marks that are still awaited although their ticket has been given up. */
  get stale(): boolean {
    return this.#pending.some(({ mark }) => mark.place !== 'start' && mark.job.ended);
  }

  /** The bytes that ask the printer to report this mark. */
  request(mark: Mark): Uint8Array {
    const id = this.#ids.next();
    this.#pending.push({ mark, id });
    return this.#kind === 'process-id' ? requestProcessId(id) : queuedStatus;
  }

  /** An answer to GS r: to the oldest mark. `foreign`: it may as well be to a mark of the connection before. */
  queued(): Mark | 'foreign' | undefined {
    const first = this.#pending[0];
    if (this.#kind !== 'queued-status' || !first) return undefined;
    if (this.#foreign > 0) {
      this.#foreign--;
      return 'foreign';
    }
    this.#answered = true;
    this.#pending.shift();
    return first.mark;
  }

  /** An answer to GS ( H: to the mark of that name. */
  process(id: string): Mark | undefined {
    const at = this.#pending.findIndex(entry => entry.id === id);
    const found = this.#pending[at];
    if (this.#kind !== 'process-id' || !found) return undefined;
    this.#answered = true;
    // It works in order: an answer to an earlier mark was lost and will not come.
    this.#pending.splice(0, at + 1);
    return found.mark;
  }

  /** The foreign answers have come, or never will: the first mark is reached. */
  endForeign(): void {
    this.#foreign = 0;
    if (this.#pending[0]?.mark.place !== 'start') return;
    this.#answered = true;
    this.#pending.shift();
  }

  /** No one knows whether the marks so far will be reported. */
  doubt(): void {
    if (this.#kind === 'queued-status') this.#foreign += this.#pending.length;
    this.#pending = [];
    this.#answered = false;
  }

  /** The printer's buffers are empty: no mark will be reported any more. */
  forget(): void {
    this.#foreign = 0;
    this.#pending = [];
  }
}
