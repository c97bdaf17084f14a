import type { Database } from 'better-sqlite3';

/** What a box has left with the region for its successor. */
export interface Takeover {
  readonly box: string;
  /** In the folder of takeovers. */
  readonly file: string;
  /** When it was made, ms since 1970-01-01 UTC by the clock of the region. */
  readonly at: number;
  readonly bytes: number;
}

/** The newest of each box. */
export class Takeovers {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  of(box: string): Takeover | undefined {
    return this.#db
      .prepare<[string], Takeover>('SELECT box, file, at, bytes FROM takeovers WHERE box = ?')
      .get(box);
  }

  keep({ box, file, at, bytes }: Takeover): void {
    this.#db.prepare('INSERT OR REPLACE INTO takeovers VALUES (?, ?, ?, ?)').run(box, file, at, bytes);
  }

  forget(box: string): void {
    this.#db.prepare('DELETE FROM takeovers WHERE box = ?').run(box);
  }

  files(): string[] {
    return this.#db.prepare<[], string>('SELECT file FROM takeovers').pluck().all();
  }
}
