/** An entry of the heap; `place` is the heap's own note of where it is, -1 outside. */
export interface Entry {
  readonly at: number;
  /** Decides between equal instants: the lower goes first. */
  readonly order: number;
  place: number;
}

/** A binary heap that gives the earliest entry first and lets any entry be taken out. */
export class TimerHeap<E extends Entry> {
  readonly #entries: E[] = [];

  get first(): E | undefined {
    return this.#entries[0];
  }

  /** All entries, in the order in which they would come out. */
  inOrder(): E[] {
    return [...this.#entries].sort((a, b) => (before(a, b) ? -1 : 1));
  }

  add(entry: E): void {
    this.#entries.push(entry);
    this.#rise(entry, this.#entries.length - 1);
  }

  /** Does nothing when the entry is not in the heap. */
  remove(entry: E): void {
    const { place } = entry;
    if (place < 0) return;
    entry.place = -1;
    const last = this.#entries.pop();
    if (last === undefined || last === entry) return;
    this.#sink(last, place);
    this.#rise(last, last.place);
  }

  #rise(entry: E, from: number): void {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = this.#entries[above];
      if (parent === undefined || before(parent, entry)) break;
      this.#put(parent, place);
      place = above;
    }
    this.#put(entry, place);
  }

  #sink(entry: E, from: number): void {
    let place = from;
    for (;;) {
      const left = this.#entries[2 * place + 1];
      const right = this.#entries[2 * place + 2];
      const child = left && right && before(right, left) ? right : left;
      if (child === undefined || before(entry, child)) break;
      const below = child.place;
      this.#put(child, place);
      place = below;
    }
    this.#put(entry, place);
  }

  #put(entry: E, place: number): void {
    this.#entries[place] = entry;
    entry.place = place;
  }
}

function before(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
