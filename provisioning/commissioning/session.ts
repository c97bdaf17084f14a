import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { TiskiError } from '../../hal/platform/error';
import type { Time, Timer } from '../../hal/platform/time';

/** Nothing that is read as something else on paper: no I and 1, no O and 0. */
const signs = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** 40 bits: at a thousand guesses a minute one in a million is found in half a day. */
const codeLength = 8;

/** Wrong codes from an address, so that nobody keeps the technician out; from all together, since who has one IPv6 address has many; over how long, ms. */
const mostWrong = { address: 10, all: 1000 } as const;
const overMs = 60_000;

/** The dead man's timer: whoever does nothing for so long has gone, ms. */
export const deadManAfter = 15 * 60_000;

export interface SessionOptions {
  readonly time: Time;
  /** The technician has gone. */
  readonly onDeadMan: () => void;
}

/** One technician at a time, who comes in by the code of the slip and stays for as long as something is done. */
export class Session {
  /** As printed, such as `K7TQ-2MXA`. */
  readonly code = newCode();
  readonly #options: SessionOptions;
  #holder: Buffer | undefined;
  #timer: Timer | undefined;
  #wrong: { readonly at: number; readonly from: string }[] = [];

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /**
   * @param from network address
   * @returns the secret of the cookie
   * @throws TiskiError `setup-code-wrong`, `setup-code-limited`; `setup-busy` while somebody else is in
   */
  enter(typed: string, from: string): string {
    const now = this.#options.time.monotonic();
    this.#wrong = this.#wrong.filter(({ at }) => now - at < overMs);
    const own = this.#wrong.filter(each => each.from === from).length;
    if (own >= mostWrong.address || this.#wrong.length >= mostWrong.all)
      throw new TiskiError('setup-code-limited');
    if (!timingSafeEqual(digestOf(plain(typed)), digestOf(plain(this.code)))) {
      this.#wrong.push({ at: now, from });
      throw new TiskiError('setup-code-wrong');
    }
    if (this.#holder) throw new TiskiError('setup-busy');
    const secret = randomBytes(24).toString('base64url');
    this.#holder = digestOf(secret);
    this.acted();
    return secret;
  }

  isHolder(secret: string | undefined): boolean {
    return (
      secret !== undefined && this.#holder !== undefined && timingSafeEqual(digestOf(secret), this.#holder)
    );
  }

  /** The technician has done something; looking does not count. */
  acted(): void {
    this.#timer?.cancel();
    this.#timer = this.#options.time.after(deadManAfter, 'dead man', () => {
      this.#holder = undefined;
      this.#options.onDeadMan();
    });
  }

  stop(): void {
    this.#timer?.cancel();
    this.#holder = undefined;
  }
}

function newCode(): string {
  const code = Array.from({ length: codeLength }, () => signs[randomInt(signs.length)]).join('');
  return `${code.slice(0, codeLength / 2)}-${code.slice(codeLength / 2)}`;
}

function plain(code: string): string {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
