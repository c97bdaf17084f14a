import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { TiskiError } from '../hal/platform/error';

/** The file of a hub's state folder that is locked while it runs. */
export const journalIn = (folder: string): string => join(resolve(folder), 'journal.db');

/** The same of a satellite, which has no journal. It stays empty. */
export const satelliteLockIn = (folder: string): string => join(resolve(folder), 'satellite.lock');

/**
 * Locks a file as a running box does: one program per state folder, and the lock ends with the process, however it ends.
 * @param make whether to make the file, and its folder
 * @returns gives it back; does nothing for a file that cannot be opened, which no running box can have
 * @throws TiskiError `state-dir-locked`
 */
export function lockFile(file: string, { make }: { readonly make: boolean }): () => void {
  const Database: typeof import('better-sqlite3') = require('better-sqlite3');
  let database: import('better-sqlite3').Database | undefined;
  try {
    if (make) mkdirSync(dirname(file), { recursive: true });
    const opened = new Database(file, { timeout: 0, fileMustExist: !make });
    database = opened;
    opened.pragma('locking_mode = EXCLUSIVE');
    // It is never ended: the lock is held until the file is closed, and nothing is written.
    opened.exec('BEGIN EXCLUSIVE');
    return () => opened.close();
  } catch (error) {
    database?.close();
    const { code } = error as { readonly code?: unknown };
    if (typeof code === 'string' && code.startsWith('SQLITE_BUSY'))
      throw new TiskiError('state-dir-locked', dirname(file), { cause: error });
    return () => {};
  }
}
