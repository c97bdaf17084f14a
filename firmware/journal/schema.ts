/** Raised with every change of the tables; a journal with a higher number is left alone (`journal-newer`). */
export const journalFormat = 3;

/** The write-ahead log is cut back to this after a burst, bytes. */
export const writeAheadLimit = 4 * 2 ** 20;

/**
 * Beside the tables of facts, one for each class (`fact-store.ts`). `lasting` names the few facts that are kept longer than the others and asked
 * for by name, `standing` those that hold until another of the same name comes, `boundaries` those that a replay may begin with. No
 * index beyond what is needed to find things: an append stays few page writes.
 */
export const tables = `
  CREATE TABLE shapes (id INTEGER PRIMARY KEY, type TEXT NOT NULL, mode TEXT, keys TEXT NOT NULL) STRICT;
  CREATE TABLE lasting (type TEXT, label TEXT, sequence INTEGER, at INTEGER NOT NULL, PRIMARY KEY (type, label, sequence)) STRICT, WITHOUT ROWID;
  CREATE TABLE standing (name TEXT PRIMARY KEY, sequence INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE boundaries (sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT;
  CREATE TABLE dropped (class TEXT PRIMARY KEY, count INTEGER NOT NULL, "from" INTEGER NOT NULL, "to" INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE replies (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, reply TEXT NOT NULL) STRICT;
  CREATE TABLE cursors (name TEXT PRIMARY KEY, sequence INTEGER NOT NULL, number INTEGER NOT NULL, reserved INTEGER NOT NULL, keeps INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE snapshots (one INTEGER PRIMARY KEY CHECK (one = 1), sequence INTEGER NOT NULL, format INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;
