import { join } from 'node:path';
import { type Static, Type } from '@sinclair/typebox';
import type { Time } from '../../../hal/platform/time';
import { exactly } from '../../servicepoint/vocabulary';
import { KeptRecords } from './kept-records';
import type { RoleToken, RoleTokens } from './role-tokens';
import { digestOf, isSecret, newSecret } from './secrets';

const digest = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Kept = exactly({ token: digest, madeAt: Type.Integer() });

/** Browsers that may be in by the same link at once; the one that came first has to come in again. */
const mostPerToken = 16;

/**
 * Browsers that came in by the link of a token. What a browser holds is a secret of its own, so that leaving ends it, also for who copied
 * it, and the link goes on. On disk, as a restart of the box must not send the officers away.
 */
export class Sessions {
  readonly #kept: KeptRecords<typeof Kept>;
  readonly #tokens: RoleTokens;
  readonly #time: Time;

  constructor(options: { readonly folder: string; readonly tokens: RoleTokens; readonly time: Time }) {
    this.#kept = new KeptRecords(join(options.folder, 'sessions'), Kept);
    this.#tokens = options.tokens;
    this.#time = options.time;
  }

  /** Lets a browser in. @param token secret of one that was found @returns the secret of the session. @throws the error of the file system */
  async open(token: string): Promise<string> {
    await this.#makeRoom(digestOf(token));
    const secret = newSecret();
    await this.#kept.keep(digestOf(secret), { token: digestOf(token), madeAt: this.#time.now() });
    return secret;
  }

  /** The token by which the browser with this secret came in, as long as neither has ended. */
  find(secret: string): RoleToken | undefined {
    const kept = isSecret(secret) ? this.#kept.read(digestOf(secret)) : undefined;
    return kept && this.#tokens.withDigest(kept.token);
  }

  /** @throws the error of the file system */
  async end(secret: string): Promise<void> {
    if (isSecret(secret)) await this.#kept.remove(digestOf(secret));
  }

  /** Clears away those of tokens that were revoked, and the oldest of this one. */
  async #makeRoom(token: string): Promise<void> {
    const own: { readonly name: string; readonly kept: Static<typeof Kept> }[] = [];
    for (const name of this.#kept.names()) {
      const kept = this.#kept.read(name);
      if (kept?.token === token) own.push({ name, kept });
      else if (!kept || !this.#tokens.withDigest(kept.token)) await this.#kept.remove(name);
    }
    own.sort((one, other) => one.kept.madeAt - other.kept.madeAt);
    for (const { name } of own.slice(0, Math.max(0, own.length + 1 - mostPerToken)))
      await this.#kept.remove(name);
  }
}
