import type Database from 'better-sqlite3';

/**
 * The journal goes on as another one: it is a copy of a journal that has gone on by itself, so the numbers that receivers know are taken. What has not
 * been sent gets the first numbers of the new epoch; what the other has sent since the copy, and is in the copy as unsent, comes twice, never not at all.
 */
export function beginEpoch(db: Database.Database, epoch: string): void {
  db.transaction(() => {
    db.prepare(`UPDATE meta SET value = ? WHERE key = 'epoch'`).run(epoch);
    db.prepare('UPDATE cursors SET number = 0, reserved = sequence').run();
  }).immediate();
}
