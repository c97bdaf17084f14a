import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { messageOf, TiskiError } from '../../hal/platform/error';
import { registerSteps } from './register-tables';

/** Waits for the other of service and command line, ms: each writes for a moment alone. */
const patience = 5000;

/**
 * Opens or makes the register of a region's folder. Several programs may have it open: the service, and commands beside it.
 * @throws TiskiError `region-damaged`
 */
export function openRegister(folder: string): Database {
  const Sqlite: typeof import('better-sqlite3') = require('better-sqlite3');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const db = new Sqlite(join(folder, 'register.db'), { timeout: patience });
    db.pragma('journal_mode = WAL');
    // A certificate that was given out and is then forgotten in a power cut could never be revoked.
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.transaction(() => {
      const format = db.pragma('user_version', { simple: true }) as number;
      const known = registerSteps.length;
      if (format > known) throw new Error(`format ${format}, this program knows ${known}`);
      for (const step of registerSteps.slice(format)) db.exec(step);
      db.pragma(`user_version = ${known}`);
    }).immediate();
    return db;
  } catch (error) {
    throw new TiskiError('region-damaged', messageOf(error), { cause: error });
  }
}
