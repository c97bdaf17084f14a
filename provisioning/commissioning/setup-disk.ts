import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  makeFolder,
  moveDurably,
  readIfThere,
  removeTreeDurably,
  writeDurably,
} from '../../hal/platform/durable-file';
import type { Shelf } from '../identity/shelf';

/**
 * Everything by which a set-up changes the disk. Each change is done whole or not at all when it resolves or when power is cut, but `remove`, which
 * may end half done. Paths are below the state folder.
 */
export interface SetupDisk {
  read(path: string): Promise<string | undefined>;
  has(path: string): Promise<boolean>;
  makeFolder(path: string): Promise<void>;
  write(path: string, text: string): Promise<void>;
  /** Of a folder, to a name beside it that is free. */
  move(from: string, to: string): Promise<void>;
  /** With all that is in it. */
  remove(path: string): Promise<void>;
}

/** The state folder of a box. */
export class FolderDisk implements SetupDisk {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  read(path: string): Promise<string | undefined> {
    return readIfThere(this.#at(path));
  }

  has(path: string): Promise<boolean> {
    return stat(this.#at(path)).then(
      () => true,
      () => false,
    );
  }

  makeFolder(path: string): Promise<void> {
    return makeFolder(this.#at(path));
  }

  write(path: string, text: string): Promise<void> {
    return writeDurably(this.#at(path), text);
  }

  move(from: string, to: string): Promise<void> {
    return moveDurably(this.#at(from), this.#at(to));
  }

  remove(path: string): Promise<void> {
    return removeTreeDurably(this.#at(path));
  }

  #at(path: string): string {
    return join(this.folder, path);
  }
}

/** The shelf of an identity in a folder of the disk, which must be there. */
export function shelfOn(disk: SetupDisk, folder: string): Shelf {
  return {
    read: name => disk.read(`${folder}/${name}`),
    write: (name, text) => disk.write(`${folder}/${name}`, text),
    remove: name => disk.remove(`${folder}/${name}`),
  };
}
