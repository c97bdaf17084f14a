/** A matter that a customer comes with. Durations in ms. */
export interface Errand {
  /** Whose matter it is. */
  readonly service: string;
  /** Which number the customer takes for it: another one's, if the customer is mistaken. */
  readonly asksFor: string;
  /** Time with the advisor, all in all. */
  readonly work: number;
  /** A form to fill in that shows in the talk: the customer sits down with it and comes back. */
  readonly form?: { readonly takes: number };
}

/** What an advisor sees and hears of the person at the counter. */
export interface Visitor {
  readonly code: string;
  readonly errand: Errand;
  readonly formFilled: boolean;
}

/** The place itself: who is in, who stands at which counter, who is back with a form. No screen shows any of this. */
export class Room {
  readonly #people = new Set<object>();
  readonly #atCounter = new Map<string, Visitor>();
  readonly #taken = new Set<string>();
  readonly #ready = new Map<string, string>();
  readonly #watchers = new Set<() => void>();

  get count(): number {
    return this.#people.size;
  }

  enter(person: object): void {
    this.#people.add(person);
  }

  leave(person: object): void {
    this.#people.delete(person);
    this.#tell();
  }

  /** Somebody in here took this number today. */
  take(code: string): void {
    this.#taken.add(code);
  }

  /** Whether it was one of these people who took the number, and not somebody at a keyboard. */
  knows(code: string): boolean {
    return this.#taken.has(code);
  }

  /** Numbers begin anew. */
  newDay(): void {
    this.#taken.clear();
  }

  visitorAt(counter: string): Visitor | undefined {
    return this.#atCounter.get(counter);
  }

  stepUp(counter: string, visitor: Visitor): void {
    this.#atCounter.set(counter, visitor);
    this.#tell();
  }

  /** Goes away from the counter, unless somebody else stands there by now. */
  stepBack(counter: string, visitor: Visitor): void {
    if (this.#atCounter.get(counter) === visitor) this.#atCounter.delete(counter);
  }

  /** A parked customer shows to be ready for any advisor of the service. */
  waveWith(code: string, service: string): void {
    this.#ready.set(code, service);
    this.#tell();
  }

  sitDown(code: string): void {
    this.#ready.delete(code);
  }

  /** The number of the customer who has been ready longest for one of these services. */
  waving(services: readonly string[]): string | undefined {
    for (const [code, service] of this.#ready) if (services.includes(service)) return code;
    return undefined;
  }

  /** Calls `look` whenever something changes that one can see; the function returned ends it. */
  watch(look: () => void): () => void {
    this.#watchers.add(look);
    return () => this.#watchers.delete(look);
  }

  #tell(): void {
    for (const look of this.#watchers) look();
  }
}
