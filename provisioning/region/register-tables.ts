/** Instants are ms since 1970-01-01 UTC; hashes and serial numbers are hexadecimal. */
const first = `
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

/**
 * What a box leaves for its successor, moves under way until the box has proven itself in its new name, what was attested of boxes that left. A claim
 * with `replaces` puts its box in the place of one in service.
 */
const life = `
ALTER TABLE claims ADD COLUMN replaces INTEGER NOT NULL DEFAULT 0;
CREATE TABLE takeovers (
  box TEXT PRIMARY KEY,
  file TEXT NOT NULL,
  at INTEGER NOT NULL,
  bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE moves (
  box TEXT PRIMARY KEY,
  site TEXT NOT NULL REFERENCES sites (id),
  moved TEXT NOT NULL UNIQUE,
  serial TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE proofs (
  key_hash TEXT PRIMARY KEY,
  box TEXT NOT NULL,
  at INTEGER NOT NULL,
  proof TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** What newly set-up boxes fetch: the site file of each. */
const siteFiles = `
CREATE TABLE site_files (
  site TEXT NOT NULL REFERENCES sites (id),
  box TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (site, box)
) STRICT, WITHOUT ROWID;
`;

/** One for each format of the register, in order; a register of format n has had the first n. What has shipped never changes. */
export const registerSteps: readonly string[] = [first, life, siteFiles];
