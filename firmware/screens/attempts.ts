import type { Time } from '../../hal/platform/time';

/** Wrong attempts that one address has within `span`, ms. Addresses beyond `addresses` share one account. */
const limits = { attempts: 10, span: 60_000, addresses: 1000 };

const everybodyElse = '*';

/** Counts wrong attempts by the address that they come from, so that secrets cannot be guessed in a row. */
export class Attempts {
  readonly #time: Time;
  readonly #wrong = new Map<string, number>();
  #until = 0;

  constructor(time: Time) {
    this.#time = time;
  }

  /** Whether this address has had all its attempts for now. */
  isOver(address: string): boolean {
    this.#begin();
    return (this.#wrong.get(this.#account(address)) ?? 0) >= limits.attempts;
  }

  failed(address: string): void {
    this.#begin();
    const account = this.#account(address);
    this.#wrong.set(account, (this.#wrong.get(account) ?? 0) + 1);
  }

  #account(address: string): string {
    return this.#wrong.has(address) || this.#wrong.size < limits.addresses ? address : everybodyElse;
  }

  #begin(): void {
    const now = this.#time.monotonic();
    if (now < this.#until) return;
    this.#until = now + limits.span;
    this.#wrong.clear();
  }
}
