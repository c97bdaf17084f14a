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

/** Somebody in the room, as one sees them from the door. */
export interface Figure {
  /** Of this person alone. */
  readonly id: number;
  /** A counter if they stand there; `forms` while they fill one in; at the kiosk before they have a number. */
  readonly at: 'kiosk' | 'chairs' | 'forms' | 'counter';
  readonly counter?: string;
  readonly code?: string;
}

/** The place itself: who is in, who stands at which counter, who is back with a form. No screen shows any of this. */
export class Room {
  readonly #people = new Map<object, { readonly id: number; code?: string }>();
  readonly #atCounter = new Map<string, Visitor>();
  readonly #taken = new Set<string>();
  readonly #ready = new Map<string, string>();
  readonly #watchers = new Set<() => void>();
  readonly #onlookers = new Set<() => void>();
  #came = 0;

  /** Everybody who is in, in the order in which they came. */
  get figures(): readonly Figure[] {
    const counters = new Map(Array.from(this.#atCounter, ([counter, { code }]) => [code, counter]));
    return Array.from(this.#people.values(), ({ id, code }) => {
      if (code === undefined) return { id, at: 'kiosk' };
      const counter = counters.get(code);
      if (counter !== undefined) return { id, at: 'counter', counter, code };
      return { id, at: this.#ready.has(code) ? 'forms' : 'chairs', code };
    });
  }

  get count(): number {
    return this.#people.size;
  }

  enter(person: object): void {
    this.#people.set(person, { id: ++this.#came });
    this.#show();
  }

  /** This person has a number in the hand, or none any more. */
  hold(person: object, code: string | undefined): void {
    const known = this.#people.get(person);
    if (!known) return;
    if (code === undefined) delete known.code;
    else known.code = code;
    this.#show();
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
    this.#show();
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

  /** As `watch`, for whoever does not live here: at every change, also of what concerns nobody in the room. */
  lookOn(look: () => void): () => void {
    this.#onlookers.add(look);
    return () => this.#onlookers.delete(look);
  }

  #tell(): void {
    for (const look of this.#watchers) look();
    this.#show();
  }

  #show(): void {
    for (const look of this.#onlookers) look();
  }
}
