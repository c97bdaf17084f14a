/** Raised when the tables change. */
export const registerFormat = 1;

/** Instants are ms since 1970-01-01 UTC; hashes and serial numbers are hexadecimal. */
export const registerTables = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE sites (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  contact TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE claims (
  secret_hash TEXT PRIMARY KEY,
  site TEXT NOT NULL REFERENCES sites (id),
  box TEXT NOT NULL,
  bound_to TEXT,
  confirmed INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  closed INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE boxes (
  id TEXT PRIMARY KEY,
  site TEXT NOT NULL REFERENCES sites (id),
  key_hash TEXT NOT NULL,
  enrolled INTEGER NOT NULL,
  seen INTEGER,
  revoked INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE certificates (
  hash TEXT PRIMARY KEY,
  serial TEXT NOT NULL UNIQUE,
  box TEXT NOT NULL,
  key_hash TEXT NOT NULL,
  begins INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  revoked INTEGER,
  reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX certificates_of_box ON certificates (box);
CREATE TABLE audit (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  deed TEXT NOT NULL,
  subject TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit stays'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit stays'); END;
`;
