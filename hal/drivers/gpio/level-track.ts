/**
 * Knows the level of one input from what is told of its changes, and how many changes nobody told of. The sum of changes told and lost is
 * always odd when the level ends different from how it began, so that a press that was missed is known.
 */
export class LevelTrack {
  #active: boolean;

  constructor(active: boolean) {
    this.#active = active;
  }

  get active(): boolean {
    return this.#active;
  }

  /**
   * The level is now `active`, and the wire's own count says that `missed` changes before it were not told.
   * @returns how many changes are known to have been lost: one more when the count does not fit the level, because it was away and back in less time than it takes to look.
   */
  change(active: boolean, missed = 0): number {
    const flipped = active !== this.#active;
    this.#active = active;
    return flipped === (missed % 2 === 0) ? missed : missed + 1;
  }
}
