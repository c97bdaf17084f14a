import { dirname, join } from 'node:path';
import type { Disk } from '../../ota/disk/disk';
import { makeFolderDurably, removeAll, replaceDurably } from '../../ota/disk/durably';
import { type BoxFolders, incomingIn, stageIn, takenOverIn, workIn } from './box-folders';

/** Of the files of a successor, where each belongs. */
export function targetOf(folders: BoxFolders, name: string): string {
  const [root, ...rest] = name.split('/');
  return root === 'config' ? join(dirname(folders.siteFile), ...rest) : join(folders.state, ...rest);
}

/** The site file goes by this name, whatever it is called on either box. */
export const siteFileName = 'config/site.yaml';

/**
 * Puts what has come in its places; goes on where a power cut has ended it, since what is not in the folder of arrivals is in its place already. The
 * configuration may be on another file system, so it is copied.
 * @param asOf see `LifeRecord`
 */
export function install(
  disk: Disk,
  folders: BoxFolders,
  files: readonly string[],
  asOf: number | undefined,
): void {
  removeAll(disk, stageIn(folders));
  if (asOf !== undefined) replaceDurably(disk, takenOverIn(folders), Buffer.from(JSON.stringify({ asOf })));
  for (const name of files) {
    const from = join(incomingIn(folders), name);
    if (disk.kind(from) !== 'file') continue;
    const to = name === siteFileName ? folders.siteFile : targetOf(folders, name);
    makeFolderDurably(disk, dirname(to));
    if (name.startsWith('config/')) replaceDurably(disk, to, disk.read(from), 0o640);
    else {
      disk.rename(from, to);
      // Its new name before its old one: a file may stand in both after a power cut, but never in none.
      disk.sync(dirname(to));
    }
  }
  clearArrivals(disk, folders);
}

/** What lies about from something that was not finished. */
export function clearArrivals(disk: Disk, folders: BoxFolders): void {
  removeAll(disk, incomingIn(folders));
  removeAll(disk, workIn(folders));
  disk.sync(folders.state);
}
