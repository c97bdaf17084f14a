import { basename, dirname, join } from 'node:path';
import type { Disk } from './disk';

/** Makes a folder and its parents so that they are still there after a power cut. */
export function makeFolderDurably(disk: Disk, folder: string): void {
  if (disk.kind(folder) === 'folder') return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolderDurably(disk, parent);
  disk.makeFolder(folder);
  disk.sync(parent);
}

/** After a power cut either the old or the new content is there: written beside, synced, renamed, and the folder synced. */
export function replaceDurably(disk: Disk, file: string, content: Uint8Array, mode = 0o600): void {
  const beside = `${file}.new`;
  disk.write(beside, content, mode);
  disk.sync(beside);
  disk.rename(beside, file);
  disk.sync(dirname(file));
}

/** The same for a link: `path` leads to `target` before or after, never nowhere. */
export function pointDurably(disk: Disk, path: string, target: string): void {
  if (disk.kind(path) === 'link' && disk.linkTarget(path) === target) return;
  const beside = join(dirname(path), `.${basename(path)}.new`);
  if (disk.kind(beside)) disk.remove(beside);
  disk.link(target, beside);
  disk.rename(beside, path);
  disk.sync(dirname(path));
}

/** Removes whatever stands there; nothing happens if nothing does. What is not synced may come back after a power cut. */
export function removeAll(disk: Disk, path: string): void {
  const kind = disk.kind(path);
  if (!kind) return;
  if (kind === 'folder') for (const name of disk.list(path)) removeAll(disk, join(path, name));
  disk.remove(path);
}
