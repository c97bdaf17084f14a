/** Wrong claims that an address may show, and over how long, ms. Behind one address stands a whole town hall. */
const most = 10;
const over = 10 * 60_000;

/** Networks that are remembered; the oldest is forgotten first. */
const mostNetworks = 4096;

interface Count {
  readonly since: number;
  failures: number;
}

/** Slows down whoever guesses claims. In memory: a restart of the service forgives. */
export class Attempts {
  readonly #counts = new Map<string, Count>();

  /** Seconds for which nothing is taken from this address; 0 for go on. @param now ms, monotonic */
  waitFor(address: string, now: number): number {
    const count = this.#counts.get(networkOf(address));
    if (!count || count.failures < most) return 0;
    return Math.max(0, Math.ceil((count.since + over - now) / 1000));
  }

  fail(address: string, now: number): void {
    const network = networkOf(address);
    const count = this.#counts.get(network);
    if (count && now - count.since < over) {
      count.failures += 1;
      return;
    }
    this.#counts.delete(network);
    this.#counts.set(network, { since: now, failures: 1 });
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > mostNetworks && oldest !== undefined) this.#counts.delete(oldest);
  }
}

/** Whoever has one IPv6 address has 2^64 of them: the first four groups count. IPv4 counts whole, also where it is mapped into IPv6. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const groups = head === '' ? [] : head.split(':');
  const behind = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - behind.length) }, () => '0');
  return (plain.includes('::') ? [...groups, ...zeros, ...behind] : groups).slice(0, 4).join(':');
}
