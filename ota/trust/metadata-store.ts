import { join } from 'node:path';
import { TiskiError } from '../../hal/platform/error';
import type { Disk } from '../disk/disk';
import { makeFolderDurably, replaceDurably } from '../disk/durably';
import { provenRoot } from './proven-root';

export interface MetadataStoreOptions {
  readonly disk: Disk;
  readonly folder: string;
  /** The root that came with the box or its release; where trust begins when the stored one is damaged. */
  readonly factoryRoot: Buffer;
}

/**
 * Trusted metadata on disk, replaced whole (tuf-js writes in place: a cut leaves an empty `root.json`, and it never starts again). A file
 * that is torn, empty or gone counts as not there, and is fetched again. Names are encoded on the way in and out: a role may be called `../x`.
 */
export class MetadataStore {
  readonly #options: MetadataStoreOptions;

  constructor(options: MetadataStoreOptions) {
    this.#options = options;
  }

  /**
   * The newest root that still proves itself: the stored one, or the factory's.
   * @throws TiskiError `update-root-invalid` if neither does
   */
  root(): Buffer {
    const factory = this.#options.factoryRoot;
    const stored = this.find('root');
    const storedVersion = stored && provenRoot(stored);
    const factoryVersion = provenRoot(factory);
    if (stored && storedVersion !== undefined && storedVersion >= (factoryVersion ?? 0)) return stored;
    if (factoryVersion === undefined) throw new TiskiError('update-root-invalid');
    return factory;
  }

  /** What is stored for a role; nothing if it cannot be read. */
  find(role: string): Buffer | undefined {
    try {
      return this.#options.disk.read(this.#fileOf(role));
    } catch {
      return undefined;
    }
  }

  /** @throws the error of the file system; the old content is still there then */
  keep(role: string, content: Buffer): void {
    makeFolderDurably(this.#options.disk, this.#options.folder);
    replaceDurably(this.#options.disk, this.#fileOf(role), content);
  }

  #fileOf(role: string): string {
    return join(this.#options.folder, `${encodeURIComponent(role)}.json`);
  }
}
