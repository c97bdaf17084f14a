import type { Database } from 'better-sqlite3';

/** Site files for boxes that are to be set up, as text; whether one is any good the box finds out. */
export class SiteFiles {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** In the place of any before. @param id SITE.NAME */
  keep(id: string, text: string): void {
    const [site, box] = id.split('.');
    this.#db
      .prepare(
        'INSERT INTO site_files VALUES (?, ?, ?) ON CONFLICT (site, box) DO UPDATE SET text = excluded.text',
      )
      .run(site, box, text);
  }

  of(id: string): string | undefined {
    const [site, box] = id.split('.');
    return this.#db
      .prepare<[string | undefined, string | undefined], { text: string }>(
        'SELECT text FROM site_files WHERE site = ? AND box = ?',
      )
      .get(site, box)?.text;
  }
}
