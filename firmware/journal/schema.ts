/** Raised with every change of the tables; a journal with a higher number is left alone (`journal-newer`). */
export const journalFormat = 2;

/**
 * `events.sequence` orders everything; `events.published` numbers without a gap those that may leave the box, for the receiver's rule
 * of keeping the highest (contract.md, "MQTT"). No index beyond the primary keys: appends stay one page write. `lasting` names the few that
 * are kept longer than the others and asked for by name.
 */
export const tables = `
  CREATE TABLE events (
    sequence INTEGER PRIMARY KEY,
    published INTEGER,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    mode TEXT
  ) STRICT;
  CREATE TABLE lasting (type TEXT, label TEXT, sequence INTEGER, PRIMARY KEY (type, label, sequence)) STRICT, WITHOUT ROWID;
  CREATE TABLE replies (id TEXT PRIMARY KEY, at INTEGER NOT NULL, reply TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE cursors (name TEXT PRIMARY KEY, sequence INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE snapshots (one INTEGER PRIMARY KEY CHECK (one = 1), sequence INTEGER NOT NULL, format INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** What makes a journal of the format before into one of the next, by the format before. */
export const upgrades: Readonly<Record<number, string>> = {
  1: `
    ALTER TABLE events ADD COLUMN mode TEXT;
    CREATE TABLE lasting (type TEXT, label TEXT, sequence INTEGER, PRIMARY KEY (type, label, sequence)) STRICT, WITHOUT ROWID;
  `,
};
