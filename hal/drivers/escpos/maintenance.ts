/** A number that a make of printer keeps of itself over its whole life, and how to ask for it. */
export interface MaintenanceQuestion {
  /** Name in the counters of the device. */
  readonly counter: string;
  readonly command: Uint8Array;
  /** The whole answer; its first group is the number. */
  readonly answer: RegExp;
}

/** Milliseconds for an answer. */
const patience = 600;
/** After a question that was not answered: meanwhile the status is asked for. */
const recovery = 3_000;
/** Between two rounds: wear changes slowly. */
const interval = 3_600_000;
/** Before the first round: at the start there are more urgent questions. */
const settling = 10_000;

/** Longest answer, bytes. */
const mostBytes = 24;

/**
 * Asks a printer for its own counters, one question at a time and only when nothing else is under way, since the answers are plain digits
 * that can be told from status bytes only by waiting for them. Sends nothing itself; times are monotonic milliseconds.
 */
export class Maintenance {
  readonly #questions: readonly MaintenanceQuestion[];
  readonly #counters: Record<string, number> = {};
  readonly #unanswered = new Set<MaintenanceQuestion>();
  /** Of this round. */
  #left: readonly MaintenanceQuestion[];
  #nextAt: number;
  #asked?: { readonly question: MaintenanceQuestion; readonly until: number };
  #text = '';

  constructor(questions: readonly MaintenanceQuestion[], now: number) {
    this.#questions = questions;
    this.#left = questions;
    this.#nextAt = questions.length > 0 ? now + settling : Number.POSITIVE_INFINITY;
  }

  get counters(): Readonly<Record<string, number>> {
    return this.#counters;
  }

  /** An answer is awaited: nothing that is answered may be sent. */
  get waits(): boolean {
    return this.#asked !== undefined;
  }

  /** The command to send now, if it is time for one. */
  ask(now: number): Uint8Array | undefined {
    if (this.#asked || now < this.#nextAt) return undefined;
    const [question] = this.#left;
    if (!question) {
      this.#left = this.#questions.filter(each => !this.#unanswered.has(each));
      this.#nextAt = now + interval;
      return undefined;
    }
    this.#left = this.#left.slice(1);
    this.#text = '';
    this.#asked = { question, until: now + patience };
    return question.command;
  }

  /** @returns the bytes that do not belong to an answer */
  receive(bytes: Uint8Array): Uint8Array {
    let taken = 0;
    for (const byte of bytes) {
      if (!this.#asked) break;
      taken += 1;
      this.#text += String.fromCharCode(byte);
      const number = this.#asked.question.answer.exec(this.#text)?.[1];
      if (number !== undefined) this.#counters[this.#asked.question.counter] = Number(number);
      if (number !== undefined || this.#text.length >= mostBytes) this.#asked = undefined;
    }
    return bytes.subarray(taken);
  }

  /** A question that this model does not answer is not asked again. */
  turn(now: number): void {
    if (!this.#asked || now < this.#asked.until) return;
    this.#unanswered.add(this.#asked.question);
    this.#nextAt = now + recovery;
    this.giveUp();
  }

  /** The connection that the answer would have come over is gone. */
  giveUp(): void {
    this.#asked = undefined;
  }

  deadline(): number {
    return this.#asked?.until ?? this.#nextAt;
  }
}
