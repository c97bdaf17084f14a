/** When a condition may be told, ms of monotonic time. */
export interface Steadiness {
  /** It must hold for so long before it is told: a blip is none. */
  readonly before: number;
  /** It must be over for so long before that is told. So a value near its bound is told once in this time at most. */
  readonly after: number;
}

/** Damps one condition that comes and goes. */
export class SteadyCondition {
  readonly #steadiness: Steadiness;
  #told = false;
  /** Since when it is other than told. */
  #otherSince: number | undefined;

  constructor(steadiness: Steadiness) {
    this.#steadiness = steadiness;
  }

  /** @param holds nothing: as before. @returns whether it is to be told */
  take(holds: boolean | undefined, now: number): boolean {
    if (holds === undefined || holds === this.#told) {
      if (holds !== undefined) this.#otherSince = undefined;
      return this.#told;
    }
    this.#otherSince ??= now;
    const wait = holds ? this.#steadiness.before : this.#steadiness.after;
    if (now - this.#otherSince >= wait) {
      this.#told = holds;
      this.#otherSince = undefined;
    }
    return this.#told;
  }
}
