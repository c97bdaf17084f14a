import type Database from 'better-sqlite3';
import type { FactRules, JournalEvent } from './fact';

/** Which facts are found by a name, hold until further notice, or may begin a replay. */
export class FactIndex<E extends JournalEvent> {
  readonly #rules: FactRules<E>;
  readonly #lasting: Database.Statement;
  readonly #standing: Database.Statement;
  readonly #boundary: Database.Statement;
  readonly #labelled: Database.Statement;
  readonly #kept: Database.Statement;
  readonly #told: Database.Statement;
  readonly #settled: Database.Statement;

  constructor(db: Database.Database, rules: FactRules<E>) {
    this.#rules = rules;
    this.#lasting = db.prepare('INSERT INTO lasting VALUES (?, ?, ?, ?)');
    this.#standing = db.prepare('INSERT OR REPLACE INTO standing VALUES (?, ?)');
    this.#boundary = db.prepare('INSERT INTO boundaries VALUES (?, ?)');
    this.#labelled = db
      .prepare('SELECT sequence FROM lasting WHERE type = ? AND label = ? ORDER BY sequence')
      .pluck();
    this.#kept = db
      .prepare(
        `SELECT sequence FROM lasting WHERE sequence > @after AND sequence < @before
         UNION SELECT sequence FROM standing WHERE sequence > @after AND sequence < @before ORDER BY sequence`,
      )
      .pluck();
    this.#told = db.prepare('UPDATE dropped SET count = count - ? WHERE class = ?');
    this.#settled = db.prepare('DELETE FROM dropped WHERE class = ? AND count <= 0');
  }

  /** Takes in a fact that is written in the same transaction. */
  add(sequence: number, event: E): void {
    const { labelOf, standingOf, isBoundary, dropsIn } = this.#rules;
    const label = labelOf?.(event);
    if (label !== undefined) this.#lasting.run(event.type, label, sequence, event.at);
    const name = standingOf?.(event);
    if (name !== undefined) this.#standing.run(name, sequence);
    if (isBoundary?.(event)) this.#boundary.run(sequence, event.at);
    const drops = dropsIn?.(event);
    if (!drops) return;
    this.#told.run(drops.count, drops.class);
    this.#settled.run(drops.class);
  }

  /** Sequences of the facts of a type with a name, in order. */
  labelled(type: string, label: string): number[] {
    return this.#labelled.all(type, label) as number[];
  }

  /** Sequences of what is kept for its name, in order, both ends left out. */
  kept(after: number, before: number): number[] {
    return this.#kept.all({ after, before }) as number[];
  }
}
