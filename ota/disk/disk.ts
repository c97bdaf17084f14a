/** What kind of thing stands at a path; nothing if there is none. */
export type Kind = 'file' | 'folder' | 'link';

/**
 * Every file operation of the updater, one system call each, so that a test can stop the box before and after each of them, lose what was not
 * synced, or let it fail. Synchronous because tuf-js keeps metadata synchronously and the updater is a process of its own.
 * All throw the error of the file system.
 */
export interface Disk {
  kind(path: string): Kind | undefined;
  /** Names in a folder, sorted; none if it is not there. */
  list(folder: string): string[];
  /** @throws ENOENT if there is none */
  read(file: string): Buffer;
  /** Fills `into` with the bytes from `offset` on and returns how many; fewer at the end of the file. */
  readInto(file: string, offset: number, into: Uint8Array): number;
  /** Bytes of a file, 0 if there is none. */
  size(file: string): number;
  /** Where a link leads, as written in it. */
  linkTarget(path: string): string;
  /** Free bytes for this program on the disk of the folder. */
  free(folder: string): number;

  /** Parents too; nothing happens if it is there. */
  makeFolder(folder: string): void;
  /** Makes or empties the file, then writes. Not on disk before `sync`. */
  write(file: string, content: Uint8Array, mode?: number): void;
  append(file: string, content: Uint8Array): void;
  link(target: string, path: string): void;
  rename(from: string, to: string): void;
  /** A file, a link or an empty folder. */
  remove(path: string): void;
  /** A file's content, or a folder's names. */
  sync(path: string): void;
}
