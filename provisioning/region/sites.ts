import type { Database } from 'better-sqlite3';
import { TiskiError } from '../../hal/platform/error';

/** What is known of a delivery (PRO-03): where it stands, and who is the technical contact on site (PRO-04). */
export interface Site {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly contact: string;
}

export class Sites {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Adds a site, or corrects what is known of it. */
  add({ id, name, address, contact }: Site): void {
    this.#db
      .prepare(
        `INSERT INTO sites VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE
         SET name = excluded.name, address = excluded.address, contact = excluded.contact`,
      )
      .run(id, name, address, contact);
  }

  /** @throws TiskiError `region-unknown-site` */
  get(id: string): Site {
    const site = this.#db.prepare<[string], Site>('SELECT * FROM sites WHERE id = ?').get(id);
    if (!site) throw new TiskiError('region-unknown-site', id);
    return site;
  }
}
