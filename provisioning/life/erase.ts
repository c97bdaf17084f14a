import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { Disk } from '../../ota/disk/disk';
import { removeAll } from '../../ota/disk/durably';
import { keyFile } from '../identity/box-key';
import { membershipFile } from '../identity/membership';
import { type BoxFolders, identityIn, proofFileIn, recordIn } from './box-folders';

/** Everything that makes the box this box of this site, but who it is. */
export function eraseState(disk: Disk, folders: BoxFolders): void {
  erase(disk, folders, [identityIn(folders), recordIn(folders)]);
}

/**
 * The key first: overwritten, since some disks write in place, then removed with everything else. A flash card may keep what was overwritten until it
 * is destroyed itself (SECURITY.md).
 */
export function eraseAll(disk: Disk, folders: BoxFolders): void {
  const identity = identityIn(folders);
  for (const name of [keyFile, membershipFile]) {
    const file = join(identity, name);
    if (disk.kind(file) !== 'file') continue;
    disk.write(file, randomBytes(Math.max(1024, disk.size(file))));
    disk.sync(file);
  }
  removeAll(disk, identity);
  erase(disk, folders, [recordIn(folders), proofFileIn(folders)]);
}

function erase(disk: Disk, folders: BoxFolders, but: readonly string[]): void {
  const configuration = dirname(folders.siteFile);
  // Without a site file nothing serves, whatever of the rest is still there.
  if (disk.kind(folders.siteFile) !== undefined) {
    disk.remove(folders.siteFile);
    disk.sync(configuration);
  }
  // The secrets that it names lie beside it. A folder of another name may hold what is not the box's.
  if (basename(configuration) === 'tiski' && disk.kind(configuration) === 'folder') {
    for (const name of disk.list(configuration)) removeAll(disk, join(configuration, name));
    disk.sync(configuration);
  }
  for (const name of disk.list(folders.state)) {
    const path = join(folders.state, name);
    if (!but.includes(path)) removeAll(disk, path);
  }
  disk.sync(folders.state);
}
