import { existsSync, renameSync } from 'node:fs';
import { type BoxFolders, journalIn } from './box-folders';

/**
 * The disk of the old box must not serve again: two boxes would give the same numbers. Its certificate is revoked; its journal is put aside, unless the
 * disk cannot be written.
 * @returns whether it could be done
 */
export function retireOldDisk(old: BoxFolders): boolean {
  try {
    for (const end of ['', '-wal'])
      if (existsSync(journalIn(old) + end)) renameSync(journalIn(old) + end, `${journalIn(old)}.taken${end}`);
    if (existsSync(old.siteFile)) renameSync(old.siteFile, `${old.siteFile}.taken`);
    return true;
  } catch {
    return false;
  }
}
