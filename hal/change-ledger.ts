/** Changes less than this apart are one to the eye, ms: what one turn of the program switches, on whatever wires. */
const together = 5;

/** In this time at most two changes of one direction, ms: the second of the rule, and 50 ms by which wires may shift a change. */
const flashWindow = 1050;

/** At most so many rises, and so many falls, in any window. */
const most = 2;

/** When lamps last changed in one direction, all brighter or all darker; decides whether they may do so again. */
export class ChangeLedger {
  /** The last instants, oldest first; more than `most` never matter. */
  #instants: readonly number[] = [];

  /**
   * Whether lamps may change at `at`: together with the change before, or as an instant of its own which leaves any window with at
   * most two, `reserved` included.
   * @param reserved the next instant that belongs to the beat, if there is one
   */
  allows(at: number, reserved: number | undefined): boolean {
    if (this.#joins(at)) return true;
    const recent = this.#recent(at);
    if (recent.length >= most) return false;
    const [oldest] = recent;
    return oldest === undefined || reserved === undefined || reserved - oldest >= flashWindow;
  }

  /** When to ask again after a refusal at `at`: the oldest change is then out of the window. */
  nextChance(at: number): number {
    const [oldest] = this.#recent(at);
    return (oldest ?? at) + flashWindow;
  }

  record(at: number): void {
    if (!this.#joins(at)) this.#instants = [...this.#instants, at].slice(-most);
  }

  #joins(at: number): boolean {
    const last = this.#instants.at(-1);
    return last !== undefined && at - last < together;
  }

  #recent(at: number): readonly number[] {
    return this.#instants.filter(instant => at - instant < flashWindow);
  }
}
