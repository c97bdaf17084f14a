import { chmodSync, chownSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Disk } from '../../ota/disk/disk';
import { makeFolderDurably, replaceDurably } from '../../ota/disk/durably';
import { realDisk } from '../../ota/disk/real-disk';

/** Small files that outlive a power cut: each is always whole, old or new. Everything that an identity keeps goes through these three. */
export interface Shelf {
  /** @throws the error of the file system */
  read(name: string): Promise<string | undefined>;
  /** On disk when it resolves, readable by the own user alone. @throws the error of the file system */
  write(name: string, text: string): Promise<void>;
  /** May come undone by a power cut: whatever is removed must do no harm if it is back. @throws the error of the file system */
  remove(name: string): Promise<void>;
}

/** Told of a file that was written, and whether its folder was made for it. */
export type Belong = (file: string, made: boolean) => void;

/**
 * A `Shelf` in a folder of its own, which is made when it is first needed. What root writes there belongs to the owner of the folder, and a folder
 * that root makes to the owner of the one around it: a technician who works as root must not lock the service out.
 */
export class FolderShelf implements Shelf {
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #belong: Belong;

  constructor(folder: string, disk: Disk = realDisk, belong: Belong = toOwner) {
    this.#folder = folder;
    this.#disk = disk;
    this.#belong = belong;
  }

  async read(name: string): Promise<string | undefined> {
    const file = join(this.#folder, name);
    return this.#disk.kind(file) === undefined ? undefined : this.#disk.read(file).toString('utf8');
  }

  async write(name: string, text: string): Promise<void> {
    const made = this.#disk.kind(this.#folder) === undefined;
    if (made) makeFolderDurably(this.#disk, this.#folder);
    const file = join(this.#folder, name);
    replaceDurably(this.#disk, file, Buffer.from(text));
    this.#belong(file, made);
  }

  async remove(name: string): Promise<void> {
    const file = join(this.#folder, name);
    if (this.#disk.kind(file) !== undefined) this.#disk.remove(file);
  }
}

function toOwner(file: string, made: boolean): void {
  const folder = dirname(resolve(file));
  if (made) chmodSync(folder, 0o700);
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(made ? dirname(folder) : folder);
  if (uid !== 0) for (const path of [folder, file]) chownSync(path, uid, gid);
}
