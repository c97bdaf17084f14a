import type { TargetFile } from '@tufjs/models';
import { isTiskiError, TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import { bounded } from '../fetch/bounded';
import { type FetchLimits, metadataLimits } from '../fetch/fetch-limits';
import type { Transport } from '../fetch/transport';
import type { MetadataStore } from './metadata-store';
import { openStoredUpdater, type StoredUpdater } from './stored-updater';
import { issuedAt, type TrustedInstant, trustedInstant } from './trusted-clock';

export interface TrustedRepositoryOptions {
  readonly store: MetadataStore;
  readonly metadataUrl: URL;
  readonly targetsUrl: URL;
  readonly transport: Transport;
  readonly limits: FetchLimits;
  readonly time: Time;
  /** No true clock reads less: when the release that runs was built, ms since 1970-01-01 UTC. */
  readonly notBefore?: number;
}

/** A signed target and where its bytes are. */
export interface Located {
  readonly target: TargetFile;
  readonly url: URL;
}

/** A repository of The Update Framework, seen through what this box trusts (TUF specification 1.0, section 5). */
export class TrustedRepository {
  readonly #options: TrustedRepositoryOptions;
  #updater?: StoredUpdater;

  constructor(options: TrustedRepositoryOptions) {
    this.#options = options;
  }

  /** Brings roles and keys up to date. @throws TiskiError `update-…` */
  async refresh(): Promise<void> {
    const instant = this.#instant();
    if (instant.doubt === 'update-clock-ahead') throw new TiskiError('update-clock-ahead');
    const updater = openStoredUpdater({
      store: this.#options.store,
      metadataUrl: this.#options.metadataUrl,
      download: (url, most) => this.#download(url, most),
      at: instant.at,
      config: metadataLimits,
    });
    try {
      await updater.refresh();
    } catch (error) {
      if (instant.doubt && isTiskiError(error, 'update-frozen'))
        throw new TiskiError(instant.doubt, error.message);
      throw error;
    }
    this.#updater = updater;
  }

  /** The signed description of a file; nothing if no trusted role has it. Refreshes first if that was not done yet. */
  async find(path: string): Promise<Located | undefined> {
    if (!this.#updater) await this.refresh();
    const target = await this.#updater?.find(path);
    return target && { target, url: this.#urlOf(target) };
  }

  #instant(): TrustedInstant {
    const { store, time, notBefore } = this.#options;
    const timestamp = store.find('timestamp');
    const proofs = [notBefore, timestamp && issuedAt(timestamp)].filter(at => at !== undefined);
    return trustedInstant(time.now(), proofs.length > 0 ? Math.max(...proofs) : undefined);
  }

  /** Consistent snapshots: the hash stands before the file's own name (TUF 6.2). */
  #urlOf({ path, hashes }: TargetFile): URL {
    const parts = path.split('/').map(encodeURIComponent);
    const [name = ''] = parts.splice(-1);
    const [hash = ''] = [hashes.sha256, ...Object.values(hashes)].filter(known => known !== undefined);
    const file = this.#updater?.consistent ? `${hash}.${name}` : name;
    return new URL([...parts, file].join('/'), folderUrl(this.#options.targetsUrl));
  }

  async #download(url: URL, most: number): Promise<Buffer> {
    const { transport, limits, time } = this.#options;
    const parts: Uint8Array[] = [];
    const incoming = await transport(url, 0);
    for await (const chunk of bounded(incoming, most, limits, time)) parts.push(chunk);
    return Buffer.concat(parts);
  }
}

function folderUrl(url: URL): URL {
  return url.href.endsWith('/') ? url : new URL(`${url.href}/`);
}
