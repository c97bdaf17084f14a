import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { journalIn, lockFile, satelliteLockIn } from '../state-lock';

/** The state folder while a technician's tool has it, so that no appliance starts in the middle of a test. */
export interface HeldState {
  /** Where drivers keep their counts: the folder itself, or one for the moment if there is none that this user may write to. */
  readonly folder: string;
  release(): void;
}

/** What a running box has locked, whichever its role. */
export const lockedFiles = (folder: string): string[] => [journalIn(folder), satelliteLockIn(folder)];

/**
 * Takes the lock of the appliance without making a file: one that this user made would be closed to the service. A folder without such a
 * file, or with one that cannot be opened, has no running appliance that could be noticed.
 * @throws TiskiError `state-dir-locked`
 */
export function holdState(folder: string): HeldState {
  const unlock = lock(folder);
  if (isWritable(folder)) {
    const release = () => {
      unlock();
      giveBack(folder);
    };
    return { folder: resolve(folder), release };
  }
  const ours = mkdtempSync(join(tmpdir(), 'tiski-devices-'));
  const release = () => {
    unlock();
    rmSync(ours, { recursive: true, force: true });
  };
  return { folder: ours, release };
}

/** @returns ends it */
function lock(folder: string): () => void {
  const held: (() => void)[] = [];
  const unlock = () => {
    for (const release of held) release();
  };
  try {
    for (const file of lockedFiles(folder)) if (existsSync(file)) held.push(lockFile(file, { make: false }));
  } catch (error) {
    unlock();
    throw error;
  }
  return unlock;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What root wrote in the folder of the service belongs to the service, or it could not read its own counts afterwards. */
function giveBack(folder: string): void {
  const { uid, gid } = statSync(folder);
  if (process.getuid?.() !== 0 || uid === 0) return;
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (statSync(file).uid === 0) chownSync(file, uid, gid);
  }
}
