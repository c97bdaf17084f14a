/** Whole rounds after which a board has told the level of its inputs: it looks at them between two messages, so one is not enough. */
const wanted = 2;

/**
 * Questions and answers one after the other, to know that all which a board had to say before has come in. No time says that: a busy machine
 * reads late.
 */
export class Rounds {
  readonly #ask: () => void;
  #asked = 0;
  #answered = 0;
  #waiting: { readonly after: number; readonly done: () => void }[] = [];

  constructor(ask: () => void) {
    this.#ask = ask;
  }

  /** Calls `done` once, after two rounds that begin from now on. */
  wait(done: () => void): void {
    this.#waiting.push({ after: this.#asked + wanted, done });
    if (this.#asked === this.#answered) this.#next();
  }

  answered(): void {
    if (this.#asked === this.#answered) return;
    this.#answered += 1;
    const over = this.#waiting.filter(({ after }) => after <= this.#answered);
    this.#waiting = this.#waiting.filter(({ after }) => after > this.#answered);
    if (this.#waiting.length > 0) this.#next();
    for (const { done } of over) done();
  }

  /** Asks once more if an answer is due: noise may have destroyed it. */
  again(): void {
    if (this.#asked !== this.#answered) this.#ask();
  }

  #next(): void {
    this.#asked += 1;
    this.#ask();
  }
}
