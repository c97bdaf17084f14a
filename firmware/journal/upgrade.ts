import type Database from 'better-sqlite3';
import type { FactRules, JournalEvent } from './fact';
import { FactIndex } from './fact-index';
import { FactStore } from './fact-store';
import { tables } from './schema';

interface OldFact {
  readonly sequence: number;
  readonly published: number | null;
  readonly at: number;
  readonly type: string;
  readonly data: string;
  readonly mode: string | null;
}

/** Makes a journal of an earlier format into one of today's, with all that it holds; within a transaction of the caller. */
export function upgrade<E extends JournalEvent>(
  db: Database.Database,
  format: number,
  rules: FactRules<E>,
): void {
  if (format === 1)
    db.exec(`
      ALTER TABLE events ADD COLUMN mode TEXT;
      CREATE TABLE lasting (type TEXT, label TEXT, sequence INTEGER, PRIMARY KEY (type, label, sequence)) STRICT, WITHOUT ROWID;
    `);
  fromFormat2(db, rules);
}

const replaced = ['events', 'lasting', 'replies', 'cursors', 'snapshots', 'meta'];

/** Format 2: one table for all facts, which bore their numbers from the beginning. */
function fromFormat2<E extends JournalEvent>(db: Database.Database, rules: FactRules<E>): void {
  for (const table of replaced) db.exec(`ALTER TABLE ${table} RENAME TO old_${table}`);
  db.exec(tables);
  const store = new FactStore(db, rules);
  const index = new FactIndex(db, rules);
  const page = db.prepare('SELECT * FROM old_events WHERE sequence > ? ORDER BY sequence LIMIT 1000');
  let last = 0;
  for (let facts = page.all(0) as OldFact[]; facts.length > 0; facts = page.all(last) as OldFact[]) {
    for (const { sequence, type, at, data, mode } of facts) {
      const event = { type, at, data: JSON.parse(data), ...(mode !== null && { mode }) } as JournalEvent as E;
      store.insert(sequence, event);
      index.add(sequence, event);
      last = sequence;
    }
  }
  // Any of them may have been sent under its number.
  const number = '(SELECT max(published) FROM old_events AS e WHERE e.sequence <= c.sequence)';
  const before = '(SELECT min(published) - 1 FROM old_events)';
  db.prepare(
    `INSERT INTO cursors SELECT name, sequence, coalesce(${number}, ${before}, 0), max(sequence, ?), 1 FROM old_cursors AS c`,
  ).run(last);
  db.exec(`
    INSERT INTO meta SELECT key, value FROM old_meta WHERE key IN ('epoch', 'sequence');
    INSERT INTO replies (id, at, reply) SELECT id, at, reply FROM old_replies ORDER BY at;
    INSERT INTO snapshots SELECT * FROM old_snapshots;
  `);
  for (const table of replaced) db.exec(`DROP TABLE old_${table}`);
}
