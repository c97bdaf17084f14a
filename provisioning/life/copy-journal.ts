import { closeSync, copyFileSync, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { messageOf, TiskiError } from '../../hal/platform/error';
import { sleep, type Time } from '../../hal/platform/time';

const attempts = 20;

/** Stamps of files move in ticks of the kernel; one that is older than this cannot be that of a write to come, ms. */
const tick = 50;

/**
 * Copies a journal, also while the box writes it, as a power cut at some instant of the copying would have left it. The database file changes
 * at a checkpoint only: a copy of it between two looks that saw the same file, with the log that was begun before, is one that SQLite can recover. The
 * copy is then opened, checked and made one file.
 * @throws TiskiError `journal-damaged`
 */
export async function copyJournal(journal: string, copy: string, time: Time): Promise<void> {
  let why: unknown;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = look(journal);
    if (Date.now() - before.changed < tick) {
      await sleep(time, 2 * tick, 'journal copy');
      continue;
    }
    for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true });
    copyFileSync(journal, copy);
    if (existsSync(`${journal}-wal`)) copyFileSync(`${journal}-wal`, `${copy}-wal`);
    const after = look(journal);
    if (before.stamp !== after.stamp || before.log !== after.log) continue;
    try {
      return whole(copy);
    } catch (error) {
      why = error;
    }
  }
  throw new TiskiError('journal-damaged', why === undefined ? 'it never stood still' : messageOf(why), {
    cause: why,
  });
}

/** @throws TiskiError `box-runs`, and gives the lock back at once: nothing is written */
export function assertStill(journal: string): void {
  if (!existsSync(journal)) return;
  const Sqlite: typeof import('better-sqlite3') = require('better-sqlite3');
  let db: import('better-sqlite3').Database | undefined;
  try {
    db = new Sqlite(journal, { timeout: 0, fileMustExist: true });
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    if (String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY'))
      throw new TiskiError('box-runs', journal, { cause: error });
  } finally {
    db?.close();
  }
}

interface Look {
  readonly changed: number;
  readonly stamp: string;
  /** The head of the write-ahead log, which is another after each restart of it. */
  readonly log: string;
}

function look(journal: string): Look {
  const { mtimeNs, mtimeMs, size, ino } = statSync(journal, { bigint: true });
  return { changed: Number(mtimeMs), stamp: `${ino} ${size} ${mtimeNs}`, log: headOf(`${journal}-wal`) };
}

function headOf(log: string): string {
  if (!existsSync(log)) return '';
  const file = openSync(log, 'r');
  try {
    const head = Buffer.alloc(32);
    return head.subarray(0, readSync(file, head, 0, head.length, 0)).toString('hex');
  } finally {
    closeSync(file);
  }
}

function whole(copy: string): void {
  const Sqlite: typeof import('better-sqlite3') = require('better-sqlite3');
  const db = new Sqlite(copy, { fileMustExist: true });
  try {
    const found = db.pragma('quick_check', { simple: true });
    if (found !== 'ok') throw new Error(String(found));
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}
