import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { TiskiError } from '../../hal/platform/error';
import type { BoxFolders } from './box-folders';

/** Before anything is begun: whether this user may change what has to be changed. @throws TiskiError `life-forbidden` */
export function assertChangeable({ state, siteFile }: BoxFolders): void {
  mkdirSync(resolve(state), { recursive: true, mode: 0o700 });
  const folders = [resolve(state), dirname(resolve(siteFile))];
  for (const folder of folders.filter(existsSync)) {
    try {
      accessSync(folder, constants.W_OK);
    } catch (error) {
      throw new TiskiError('life-forbidden', folder, { cause: error });
    }
  }
}

/** What a technician has made as root belongs to whoever the state folder belongs to: the service must be able to read it. */
export function giveToOwner(folder: string): void {
  if (process.getuid?.() !== 0 || !existsSync(folder)) return;
  const { uid, gid } = statSync(folder);
  if (uid === 0) return;
  const give = (path: string) => {
    for (const name of readdirSync(path)) {
      const inside = join(path, name);
      const found = lstatSync(inside);
      if (found.isSymbolicLink()) continue;
      if (found.uid === 0) chownSync(inside, uid, gid);
      if (found.isDirectory()) give(inside);
    }
  };
  give(folder);
}
