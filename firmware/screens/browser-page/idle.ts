export interface IdleOptions {
  /** Seconds without a touch until somebody is asked. */
  readonly after: () => number;
  /** Seconds that they then have; with 0 nobody is asked. */
  readonly toAnswer: () => number;
  /** The page is as the next customer finds it: there is nobody to ask. */
  readonly isAtStart: () => boolean;
  /** Seconds left to answer, at each of them; undefined when somebody is there again. */
  readonly asks: (left: number | undefined) => void;
  readonly leaves: () => void;
}

/** Notices that nobody touches the page any more, asks, and then lets the next customer begin anew. */
export class Idle {
  readonly #options: IdleOptions;
  #touchedAt = 0;
  #asked = false;

  constructor(options: IdleOptions) {
    this.#options = options;
  }

  start(): void {
    this.touched();
    for (const type of ['pointerdown', 'keydown'] as const)
      document.addEventListener(type, () => this.#touch());
    setInterval(() => this.#look(), 1000);
  }

  /** Somebody is there. */
  touched(): void {
    this.#touchedAt = performance.now();
    if (!this.#asked) return;
    this.#asked = false;
    this.#options.asks(undefined);
  }

  /** While somebody is asked, only the answer counts: a first touch must not fall through to what lies below. */
  #touch(): void {
    if (!this.#asked) this.touched();
  }

  #look(): void {
    const { after, toAnswer, isAtStart, asks, leaves } = this.#options;
    if (isAtStart()) this.touched();
    const left = Math.ceil(after() + toAnswer() - (performance.now() - this.#touchedAt) / 1000);
    if (left > toAnswer()) return;
    if (left <= 0) {
      this.#asked = false;
      this.#touchedAt = performance.now();
      leaves();
    } else {
      this.#asked = true;
      asks(left);
    }
  }
}
