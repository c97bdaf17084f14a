import { dirname, join } from 'node:path';
import type { Disk } from '../../../ota/disk/disk';
import { makeFolderDurably, removeAll, replaceDurably } from '../../../ota/disk/durably';
import type { SetupDisk } from '../../../provisioning/commissioning/setup-disk';

/** A state folder on a disk that a test cuts at each call. */
export function setupDiskOn(disk: Disk, folder: string): SetupDisk {
  const at = (path: string) => join(folder, path);
  return {
    read: async path =>
      disk.kind(at(path)) === undefined ? undefined : disk.read(at(path)).toString('utf8'),
    has: async path => disk.kind(at(path)) !== undefined,
    makeFolder: async path => makeFolderDurably(disk, at(path)),
    write: async (path, text) => replaceDurably(disk, at(path), Buffer.from(text)),
    move: async (from, to) => {
      disk.rename(at(from), at(to));
      disk.sync(folder);
    },
    remove: async path => {
      removeAll(disk, at(path));
      disk.sync(dirname(at(path)));
    },
  };
}
