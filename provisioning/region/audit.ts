import type { Database } from 'better-sqlite3';

/** What is put on record. */
export type Deed =
  | 'site-added'
  | 'site-file-kept'
  | 'site-file-fetched'
  | 'claim-made'
  | 'claim-used'
  | 'claim-confirmed'
  | 'claim-refused'
  | 'certificate-given'
  | 'certificate-renewed'
  | 'box-refused'
  | 'box-revoked'
  | 'box-replaced'
  | 'takeover-kept'
  | 'takeover-given'
  | 'takeover-refused'
  | 'move-ordered'
  | 'box-moved'
  | 'box-decommissioned';

export interface Record {
  /** ms since 1970-01-01 UTC */
  readonly at: number;
  /** A user of the region's machine, a box, or a network address. */
  readonly actor: string;
  readonly deed: Deed;
  readonly subject: string;
}

/** Who did what to which site, claim or box, for good: the table itself refuses changes. */
export class Audit {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  note({ at, actor, deed, subject }: Record): void {
    this.#db
      .prepare('INSERT INTO audit (at, actor, deed, subject) VALUES (?, ?, ?, ?)')
      .run(at, actor, deed, subject);
  }

  /** The newest, oldest of them first. */
  last(count: number): Record[] {
    return this.#db
      .prepare<[number], Record>(
        'SELECT at, actor, deed, subject FROM (SELECT * FROM audit ORDER BY number DESC LIMIT ?) ORDER BY number',
      )
      .all(count);
  }
}
