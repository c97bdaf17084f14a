import { join } from 'node:path';
import { TiskiError } from '../../hal/platform/error';
import type { Disk } from '../disk/disk';
import { makeFolderDurably, replaceDurably } from '../disk/durably';
import type { RoleKeys } from './documents';
import { SigningKey } from './signing-key';

/** Private keys in a folder, a PEM file each, readable by their owner alone. The folder is for a medium that is not plugged in between releases. */
export class Keyring {
  readonly #disk: Disk;
  readonly #folder: string;

  constructor(disk: Disk, folder: string) {
    this.#disk = disk;
    this.#folder = folder;
  }

  /** By the name of their file. */
  all(): Map<string, SigningKey> {
    const names = this.#disk.list(this.#folder).filter(name => name.endsWith('.pem'));
    return new Map(names.map(name => [name, SigningKey.read(this.#disk.read(join(this.#folder, name)))]));
  }

  /** A new key, on disk before anything names it. */
  make(role: string): SigningKey {
    const key = SigningKey.make();
    makeFolderDurably(this.#disk, this.#folder);
    replaceDurably(
      this.#disk,
      join(this.#folder, `${role}-${key.id.slice(0, 8)}.pem`),
      Buffer.from(key.pem()),
    );
    return key;
  }

  /** Those that are here of the keys of a role. */
  of({ keyids }: RoleKeys): SigningKey[] {
    return [...this.all().values()].filter(({ id }) => keyids.includes(id));
  }

  /** Enough keys to sign as a role. @throws TiskiError `release-refused` if too few are here */
  enough(role: string, needed: RoleKeys): SigningKey[] {
    const keys = this.of(needed);
    if (keys.length >= needed.threshold) return keys;
    throw new TiskiError('release-refused', `${keys.length} of ${needed.threshold} keys of ${role} are here`);
  }
}
