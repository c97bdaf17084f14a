import { join } from 'node:path';
import { type Static, Type } from '@sinclair/typebox';
import type { Time } from '../../../hal/platform/time';
import type { Actor } from '../../servicepoint/rights/actor';
import { Role } from '../../servicepoint/rights/actor';
import { exactly } from '../../servicepoint/vocabulary';
import { KeptRecords } from './kept-records';
import { digestOf, isSecret, newSecret } from './secrets';

const Kept = exactly({
  role: Role,
  place: Type.Optional(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' })),
  label: Type.Optional(Type.String({ maxLength: 80 })),
  /** ms since 1970-01-01 UTC */
  madeAt: Type.Integer(),
  until: Type.Optional(Type.Integer()),
});
type Kept = Static<typeof Kept>;

/** A token without its secret, which nobody knows any more but who holds the link. */
export interface RoleToken extends Actor {
  /** Begins what is kept of the secret; names the token when it is listed or revoked. */
  readonly id: string;
  readonly label?: string;
  /** ms since 1970-01-01 UTC */
  readonly madeAt: number;
  /** When it ends by itself, ms since 1970-01-01 UTC; until it is revoked, if left out. */
  readonly until?: number;
}

/** Letters of an id. */
const idLength = 8;

/**
 * Tokens that let a browser or a program act in a role. Each is a file of its own, named after the digest of its secret: nothing is held in
 * memory, so a token that is revoked by another program is gone at once.
 */
export class RoleTokens {
  readonly #kept: KeptRecords<typeof Kept>;
  readonly #time: Time;

  /** @param folder of the state that survives restarts */
  constructor({ folder, time }: { readonly folder: string; readonly time: Time }) {
    this.#kept = new KeptRecords(join(folder, 'tokens'), Kept);
    this.#time = time;
  }

  /**
   * Makes one and gives its secret, for the only time.
   * @param lasts ms after which it ends by itself; never, if left out
   * @throws the error of the file system
   */
  async add(
    { role, place }: Actor,
    label?: string,
    lasts?: number,
  ): Promise<{ readonly secret: string; readonly token: RoleToken }> {
    await this.#clearEnded();
    const madeAt = this.#time.now();
    const secret = newSecret();
    const kept: Kept = {
      role,
      ...(place !== undefined && { place }),
      ...(label !== undefined && { label }),
      madeAt,
      ...(lasts !== undefined && { until: madeAt + lasts }),
    };
    const digest = digestOf(secret);
    await this.#kept.keep(digest, kept);
    return { secret, token: tokenOf(digest, kept) };
  }

  /** The oldest first. @throws the error of the file system */
  list(): readonly RoleToken[] {
    return this.#kept
      .names()
      .flatMap(digest => this.withDigest(digest) ?? [])
      .sort((one, other) => one.madeAt - other.madeAt);
  }

  /** Ends it, for all who came in by it as well. @returns it, or nothing if there is none. @throws the error of the file system */
  async revoke(id: string): Promise<RoleToken | undefined> {
    const digest = this.#kept.names().find(name => name.slice(0, idLength) === id);
    const token = digest === undefined ? undefined : this.withDigest(digest);
    if (digest !== undefined) await this.#kept.remove(digest);
    return token;
  }

  /** The token whose secret this is. */
  find(secret: string): RoleToken | undefined {
    return isSecret(secret) ? this.withDigest(digestOf(secret)) : undefined;
  }

  withDigest(digest: string): RoleToken | undefined {
    const kept = this.#kept.read(digest);
    return kept && !this.#hasEnded(kept) ? tokenOf(digest, kept) : undefined;
  }

  /** A clock that was set back does not make it last longer. */
  #hasEnded({ madeAt, until }: Kept): boolean {
    const now = this.#time.now();
    return until !== undefined && (now >= until || now < madeAt);
  }

  async #clearEnded(): Promise<void> {
    for (const digest of this.#kept.names()) {
      const kept = this.#kept.read(digest);
      if (kept && this.#hasEnded(kept)) await this.#kept.remove(digest);
    }
  }
}

function tokenOf(digest: string, kept: Kept): RoleToken {
  return { id: digest.slice(0, idLength), ...kept };
}
