import type { TargetFile } from '@tufjs/models';
import { type Config, Updater } from 'tuf-js';
import { DownloadHTTPError, RuntimeError } from 'tuf-js/dist/error';
import { isTiskiError } from '../../hal/platform/error';
import type { MetadataStore } from './metadata-store';
import { type Refused, refusalOf } from './refusal';

export interface StoredUpdaterOptions {
  readonly store: MetadataStore;
  readonly metadataUrl: URL;
  /** One metadata file, whole, at most so many bytes. */
  readonly download: (url: URL, most: number) => Promise<Buffer>;
  /** What expiry is judged by; ms since 1970-01-01 UTC. */
  readonly at: number;
  readonly config: Partial<Config>;
}

export interface StoredUpdater {
  /** @throws TiskiError `update-…` */
  refresh(): Promise<void>;
  /** Looks through the delegations. @throws TiskiError `update-…` */
  find(path: string): Promise<TargetFile | undefined>;
  /** Whether names of targets bear their hash. */
  readonly consistent: boolean;
}

/**
 * The members of tuf-js's `Updater` that decide what is read, kept and judged by which clock. It declares them private; the version is pinned
 * and the conformance tests go through each of them.
 */
interface UpdaterSeams extends Pick<Updater, 'refresh' | 'getTargetInfo'> {
  readonly trustedSet: TrustedSet;
  loadLocalMetadata(role: string): Buffer;
  persistMetadata(role: string, content: Buffer): void;
}

interface TrustedSet {
  referenceTime: Date;
  readonly root: { signed: { consistentSnapshot: boolean } };
  readonly timestamp?: { signed: { snapshotMeta: { version: number } } };
  updateRoot(content: Buffer): unknown;
  updateTimestamp(content: Buffer): unknown;
  updateSnapshot(content: Buffer, trusted?: boolean): unknown;
  updateDelegatedTargets(content: Buffer, role: string, parent: string): unknown;
}

const SeamedUpdater = Updater as unknown as new (
  options: ConstructorParameters<typeof Updater>[0],
) => UpdaterSeams;

/** tuf-js over a store that survives power cuts, a transport with limits and a clock that is given. */
export function openStoredUpdater(options: StoredUpdaterOptions): StoredUpdater {
  const { store, metadataUrl, config } = options;
  const witness = new Witness();

  // The constructor of tuf-js reads the root already: what it reads from must not be a member of the subclass.
  class Stored extends SeamedUpdater {
    override loadLocalMetadata(role: string): Buffer {
      if (role === 'root') return store.root();
      const found = store.find(role);
      if (!found) throw new Error(`no ${role} stored`);
      return found;
    }

    override persistMetadata(role: string, content: Buffer): void {
      witness.during('transfer', () => store.keep(role, content));
    }
  }

  const updater = new Stored({
    metadataDir: '',
    metadataBaseUrl: metadataUrl.href,
    config,
    fetcher: {
      downloadBytes: (url, most) => witness.downloading(() => options.download(new URL(url), most)),
      downloadFile: () => Promise.reject(new Error('targets are downloaded elsewhere')),
    },
  });
  const { trustedSet } = updater;
  trustedSet.referenceTime = new Date(options.at);
  witness.watch(trustedSet);

  const judged = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw refusalOf(witness.reasonOf(error));
    }
  };
  return {
    refresh: () => judged(updater.refresh()),
    find: path => judged(updater.getTargetInfo(path)),
    get consistent() {
      return trustedSet.root.signed.consistentSnapshot;
    },
  };
}

/** Sees each refusal where it happens, since tuf-js passes most of them on as text only. */
class Witness {
  #last?: Refused;

  watch(set: TrustedSet): void {
    const { updateRoot, updateTimestamp, updateSnapshot, updateDelegatedTargets } = set;
    const named = (content: Buffer) => versionOf(content) !== set.timestamp?.signed.snapshotMeta.version;
    set.updateRoot = content => this.during('root', () => updateRoot.call(set, content));
    set.updateTimestamp = content => this.during('timestamp', () => updateTimestamp.call(set, content));
    set.updateSnapshot = (content, trusted) =>
      this.during(
        'snapshot',
        () => updateSnapshot.call(set, content, trusted),
        () => named(content),
      );
    set.updateDelegatedTargets = (content, role, parent) =>
      this.during('targets', () => updateDelegatedTargets.call(set, content, role, parent));
  }

  during<T>(step: Refused['step'], work: () => T, misplaced: () => boolean = () => false): T {
    try {
      return work();
    } catch (error) {
      this.#last = { error, step, misplaced: misplaced() };
      throw error;
    }
  }

  async downloading(work: () => Promise<Buffer>): Promise<Buffer> {
    try {
      return await work();
    } catch (error) {
      this.#last = { error, step: 'transfer', misplaced: false };
      // tuf-js ends the chain of roots at a 404 of its own kind.
      if (isTiskiError(error, 'update-not-found')) throw new DownloadHTTPError(error.message, 404);
      throw error;
    }
  }

  /** What was refused: the error itself, or what it only quotes. */
  reasonOf(error: unknown): Refused {
    const quotes = error instanceof RuntimeError || error instanceof DownloadHTTPError;
    if (this.#last && (quotes || this.#last.error === error)) return this.#last;
    return { error, step: 'targets', misplaced: false };
  }
}

function versionOf(content: Buffer): number | undefined {
  try {
    return JSON.parse(content.toString('utf8')).signed.version;
  } catch {
    return undefined;
  }
}
