import { chown, mkdir, stat, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readIfThere, writeDurably } from '../../hal/platform/durable-file';

/** Small files that outlive a power cut: each is always whole, old or new. Everything that an identity keeps goes through these three. */
export interface Shelf {
  /** @throws the error of the file system */
  read(name: string): Promise<string | undefined>;
  /** On disk when it resolves, readable by the own user alone. @throws the error of the file system */
  write(name: string, text: string): Promise<void>;
  /** May come undone by a power cut: whatever is removed must do no harm if it is back. @throws the error of the file system */
  remove(name: string): Promise<void>;
}

/**
 * A `Shelf` in a folder of its own, which is made when it is first needed. What root writes there belongs to the owner of the folder, and a folder
 * that root makes to the owner of the one around it: a technician who works as root must not lock the service out.
 */
export class FolderShelf implements Shelf {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  read(name: string): Promise<string | undefined> {
    return readIfThere(join(this.#folder, name));
  }

  async write(name: string, text: string): Promise<void> {
    const made = await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await writeDurably(join(this.#folder, name), text);
    if (process.getuid?.() !== 0) return;
    const { uid, gid } = await stat(made === undefined ? this.#folder : dirname(resolve(this.#folder)));
    if (uid === 0) return;
    for (const path of [this.#folder, join(this.#folder, name)]) await chown(path, uid, gid);
  }

  async remove(name: string): Promise<void> {
    await unlink(join(this.#folder, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
}
