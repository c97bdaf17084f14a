/** Wrong claims that an address may show, and over how long, ms. Behind one address stands a whole town hall. */
const most = 10;
const over = 10 * 60_000;

/** Addresses that are remembered; the oldest is forgotten first. */
const mostAddresses = 4096;

interface Count {
  readonly since: number;
  failures: number;
}

/** Slows down whoever guesses claims. In memory: a restart of the service forgives. */
export class Attempts {
  readonly #counts = new Map<string, Count>();

  /** Seconds for which nothing is taken from this address; 0 for go on. @param now ms, monotonic */
  waitFor(address: string, now: number): number {
    const count = this.#counts.get(address);
    if (!count || count.failures < most) return 0;
    return Math.max(0, Math.ceil((count.since + over - now) / 1000));
  }

  fail(address: string, now: number): void {
    const count = this.#counts.get(address);
    if (count && now - count.since < over) {
      count.failures += 1;
      return;
    }
    this.#counts.delete(address);
    this.#counts.set(address, { since: now, failures: 1 });
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > mostAddresses && oldest !== undefined) this.#counts.delete(oldest);
  }
}
