/** Begins a fault of a part; what is returned mends it. */
export type Begin<Part> = (part: Part) => () => void | Promise<void>;

/** The faults of one part, each on or off. */
export class FaultSwitches<Part, Fault extends string> {
  readonly #part: Part;
  readonly #faults: Readonly<Record<Fault, Begin<Part>>>;
  readonly #mends = new Map<Fault, () => void | Promise<void>>();

  constructor(part: Part, faults: Readonly<Record<Fault, Begin<Part>>>) {
    this.#part = part;
    this.#faults = faults;
  }

  /** Those that are on. */
  get on(): readonly Fault[] {
    return [...this.#mends.keys()];
  }

  has(fault: Fault): boolean {
    return this.#mends.has(fault);
  }

  /** Begins or ends a fault; nothing happens when it is so already. */
  async set(fault: Fault, on: boolean): Promise<void> {
    const mend = this.#mends.get(fault);
    if (on === (mend !== undefined)) return;
    if (mend) {
      this.#mends.delete(fault);
      await mend();
    } else {
      this.#mends.set(fault, this.#faults[fault](this.#part));
    }
  }
}
