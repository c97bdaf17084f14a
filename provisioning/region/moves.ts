import type { Database } from 'better-sqlite3';

/** A box on its way to another name. */
export interface Move {
  readonly box: string;
  readonly site: string;
  /** SITE.NAME, from when it has proven itself in it. */
  readonly moved: string;
}

const columns = 'box, site, moved';

/** Moves that people have ordered and that boxes have not yet made. */
export class Moves {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** In place of any other of this box. */
  order({ box, site, moved }: Move): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO moves (box, site, moved, serial) VALUES (?, ?, ?, NULL)')
      .run(box, site, moved);
  }

  of(box: string): Move | undefined {
    return this.#db.prepare<[string], Move>(`SELECT ${columns} FROM moves WHERE box = ?`).get(box);
  }

  /** Whether a box is on its way to this name. */
  isTaken(moved: string): boolean {
    return this.#db.prepare('SELECT 1 FROM moves WHERE moved = ?').get(moved) !== undefined;
  }

  /** The box has been given this certificate in its new name. */
  given(box: string, serial: string): void {
    this.#db.prepare('UPDATE moves SET serial = ? WHERE box = ?').run(serial, box);
  }

  provenBy(serial: string): Move | undefined {
    return this.#db.prepare<[string], Move>(`SELECT ${columns} FROM moves WHERE serial = ?`).get(serial);
  }

  end(box: string): void {
    this.#db.prepare('DELETE FROM moves WHERE box = ?').run(box);
  }
}
