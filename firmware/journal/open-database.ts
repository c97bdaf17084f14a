import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { messageOf, TiskiError } from '../../hal/platform/error';
import type { FactRules, JournalEvent } from './fact';
import { journalFormat, tables, writeAheadLimit } from './schema';
import { upgrade } from './upgrade';

/**
 * Opens or makes the journal's database. Write-ahead log with synchronous=FULL: a commit that returned survives a power cut.
 * Exclusive locking: one program per state folder, and the lock ends with the process, however it ends.
 * @param file path, or `:memory:` for simulations
 * @throws TiskiError `state-dir-locked`, `journal-damaged`, `journal-newer`, `journal-unwritable`
 */
export function openDatabase<E extends JournalEvent>(
  file: string,
  makeEpoch: () => string,
  rules: FactRules<E>,
): Database.Database {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    const db = new Database(file, { timeout: 0 });
    try {
      prepare(db, makeEpoch, rules);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    throw explained(error, file);
  }
}

function prepare<E extends JournalEvent>(
  db: Database.Database,
  makeEpoch: () => string,
  rules: FactRules<E>,
): void {
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('journal_mode = WAL');
  // better-sqlite3 is built with NORMAL as the default of the write-ahead log, which loses commits in a power cut.
  db.pragma('synchronous = FULL');
  // The checkpoint is done between commits (Journal), not in the middle of a customer's press.
  db.pragma('wal_autocheckpoint = 0');
  db.pragma('temp_store = MEMORY');
  db.pragma('cache_size = -2000');
  db.pragma(`journal_size_limit = ${writeAheadLimit}`);

  const format = db.pragma('user_version', { simple: true }) as number;
  if (format > journalFormat)
    throw new TiskiError('journal-newer', `format ${format}, this program knows ${journalFormat}`);
  db.transaction(() => {
    // Takes the exclusive lock even when there is nothing to make.
    db.pragma(`user_version = ${journalFormat}`);
    if (format > 0 && format < journalFormat) upgrade(db, format, rules);
    if (format > 0) return;
    db.exec(tables);
    db.prepare(`INSERT INTO meta VALUES ('epoch', ?)`).run(makeEpoch());
  }).immediate();
}

function explained(error: unknown, file: string): TiskiError {
  if (error instanceof TiskiError) return error;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && code.startsWith('SQLITE_BUSY'))
    return new TiskiError('state-dir-locked', file, { cause: error });
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB')
    return new TiskiError('journal-damaged', file, { cause: error });
  return new TiskiError('journal-unwritable', `${file}: ${messageOf(error)}`, { cause: error });
}
