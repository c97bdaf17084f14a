import { createHash, type X509Certificate } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { RevocationReason, Revoked } from '../x509/revocation-list';

export interface Box {
  /** SITE.NAME; `SITE/NAME` is the common name of its certificates. */
  readonly id: string;
  readonly site: string;
  readonly keyHash: string;
  /** ms since 1970-01-01 UTC */
  readonly enrolled: number;
  /** When it last proved itself. */
  readonly seen: number | null;
  readonly revoked: number | null;
}

/** A certificate of the region, and what became of it. */
export interface Given {
  readonly box: string;
  readonly keyHash: string;
  readonly serial: string;
  readonly begins: number;
  readonly ends: number;
  readonly revoked: number | null;
}

const boxColumns = 'id, site, key_hash AS keyHash, enrolled, seen, revoked';
const givenColumns = 'box, key_hash AS keyHash, serial, begins, ends, revoked';

/** The boxes of a region and every certificate that was ever given to them. */
export class Boxes {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  get(id: string): Box | undefined {
    return this.#db.prepare<[string], Box>(`SELECT ${boxColumns} FROM boxes WHERE id = ?`).get(id);
  }

  all(): Box[] {
    return this.#db.prepare<[], Box>(`SELECT ${boxColumns} FROM boxes ORDER BY id`).all();
  }

  /** Of a box, the one that ends last; nothing if all are revoked. */
  newestOf(id: string): Given | undefined {
    return this.#db
      .prepare<[string], Given>(
        `SELECT ${givenColumns} FROM certificates WHERE box = ? AND revoked IS NULL ORDER BY ends DESC LIMIT 1`,
      )
      .get(id);
  }

  /** Puts a box in its place, in service. */
  place(id: string, site: string, keyHash: string, now: number): void {
    this.#db
      .prepare(
        `INSERT INTO boxes (id, site, key_hash, enrolled) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET key_hash = excluded.key_hash, enrolled = excluded.enrolled, seen = NULL, revoked = NULL`,
      )
      .run(id, site, keyHash, now);
  }

  /** The box in service that has this key. */
  withKey(keyHash: string): Box | undefined {
    return this.#db
      .prepare<[string], Box>(`SELECT ${boxColumns} FROM boxes WHERE key_hash = ? AND revoked IS NULL`)
      .get(keyHash);
  }

  rekey(id: string, keyHash: string): void {
    this.#db.prepare('UPDATE boxes SET key_hash = ? WHERE id = ?').run(keyHash, id);
  }

  /** The box goes on under another name, with all that was ever given to it. */
  rename(id: string, moved: string, site: string): void {
    this.#db.prepare('UPDATE boxes SET id = ?, site = ? WHERE id = ?').run(moved, site, id);
    this.#db.prepare('UPDATE certificates SET box = ? WHERE box = ?').run(moved, id);
  }

  /** Every certificate of the box but this one has had its day. */
  supersede(id: string, serial: string, now: number): void {
    this.#db
      .prepare(
        "UPDATE certificates SET revoked = ?, reason = 'superseded' WHERE box = ? AND serial <> ? AND revoked IS NULL",
      )
      .run(now, id, serial);
  }

  see(id: string, now: number): void {
    this.#db.prepare('UPDATE boxes SET seen = ? WHERE id = ?').run(now, id);
  }

  keep(certificate: X509Certificate, box: string, keyHash: string): void {
    this.#db
      .prepare(
        'INSERT INTO certificates (hash, serial, box, key_hash, begins, ends) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(
        hashOf(certificate.raw),
        certificate.serialNumber,
        box,
        keyHash,
        certificate.validFromDate.getTime(),
        certificate.validToDate.getTime(),
      );
  }

  /** What is on record for exactly this certificate; nothing for any other, whoever signed it. */
  given(certificate: Uint8Array): Given | undefined {
    return this.#db
      .prepare<[string], Given>(`SELECT ${givenColumns} FROM certificates WHERE hash = ?`)
      .get(hashOf(certificate));
  }

  /** Whether a key was given up because somebody else may have it. */
  isCompromised(keyHash: string): boolean {
    const found = this.#db
      .prepare("SELECT 1 FROM certificates WHERE key_hash = ? AND reason = 'key-compromise' LIMIT 1")
      .get(keyHash);
    return found !== undefined;
  }

  revoke(id: string, reason: RevocationReason, now: number): void {
    this.#db.prepare('UPDATE boxes SET revoked = ? WHERE id = ?').run(now, id);
    this.#db
      .prepare('UPDATE certificates SET revoked = ?, reason = ? WHERE box = ? AND revoked IS NULL')
      .run(now, reason, id);
  }

  /** Revoked and not yet ended: what a revocation list names. */
  revoked(now: number): Revoked[] {
    return this.#db
      .prepare<[number], Revoked>(
        'SELECT serial, revoked AS at, reason FROM certificates WHERE revoked IS NOT NULL AND ends >= ? ORDER BY revoked, serial',
      )
      .all(now);
  }
}

function hashOf(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex');
}
