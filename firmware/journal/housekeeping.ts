import type Database from 'better-sqlite3';
import type { Cursors } from './cursors';
import type { DropClass, Dropped, JournalEvent } from './fact';
import type { FactStore } from './fact-store';
import { writeAheadLimit } from './schema';

/** Rows that one step touches at most: it then holds up a press by a few milliseconds at most. */
const stepSize = 300;

/** Once the disk budget is used, dropping goes on until so much of it is. */
const emptiedTo = 0.95;

/** How long replies are kept once the disk budget is used, ms: a week, far longer than any broker keeps a command. */
const repliesKept = 7 * 24 * 3600 * 1000;

export interface HousekeepingOptions {
  /** Bytes on disk, the write-ahead log included. */
  readonly budget: number;
}

/** What is old enough to go, wall time in ms. */
export interface Ages {
  readonly before: number;
  /** The same for facts with a name. */
  readonly lastingBefore: number;
}

/**
 * What goes from the journal, in small steps.
 *
 * - **Old** facts go by whole days: what is left begins with a boundary (`FactRules.isBoundary`), so it can be replayed without a snapshot.
 *   Facts with a name stay longer, facts that hold until another comes stay until then.
 * - **When the disk budget is used**: first old replies; then days that every subscriber has had, however young; then what never leaves the
 *   box; then, class by class and the oldest first, what is still to be sent, counted (`dropped`).
 *
 * Nothing goes that a snapshot does not cover or that a subscriber may have had in part.
 */
export class Housekeeping<E extends JournalEvent> {
  readonly #db: Database.Database;
  readonly #store: FactStore<E>;
  readonly #cursors: Cursors;
  readonly #options: HousekeepingOptions;
  readonly #statements = new Map<string, Database.Statement>();
  /** Up to where each table has been gone through. */
  readonly #swept = new Map<string, number>();
  #floor = 0;
  #isDropping = false;

  constructor(db: Database.Database, store: FactStore<E>, cursors: Cursors, options: HousekeepingOptions) {
    this.#db = db;
    this.#store = store;
    this.#cursors = cursors;
    this.#options = options;
    this.reload();
  }

  /** From this boundary on nothing is missing; 0 while nothing is at all. */
  get floor(): number {
    return this.#floor;
  }

  /** Bytes that facts and everything else take in the file. */
  get used(): number {
    const of = (name: string) => this.#db.pragma(name, { simple: true }) as number;
    return (of('page_count') - of('freelist_count')) * of('page_size');
  }

  /** Whether the disk budget is used. */
  get isFull(): boolean {
    return this.used > this.#limit;
  }

  /** What was dropped and is told by no fact yet. */
  dropped(): readonly Dropped[] {
    return this.#sql('SELECT * FROM dropped ORDER BY class').all() as Dropped[];
  }

  /** One bounded step, within a transaction of the caller. @returns whether there is more to do now */
  step(ages: Ages, now: number): boolean {
    this.#isDropping ||= this.isFull;
    if (this.used <= this.#limit * emptiedTo) this.#isDropping = false;
    const passed = Math.min(this.#covered(), this.#cursors.passed());
    this.#raiseFloor(this.#boundary('max', { before: ages.before, through: passed }), ages);
    if (this.#sweep() || this.#forgetReplies(ages.before)) return true;
    this.#isDropping = this.#isDropping && this.#makeRoom(ages, now);
    return this.#isDropping;
  }

  /** To be called after a rollback: what the step went through is there again. */
  reload(): void {
    this.#floor = Number(this.#sql(`SELECT value FROM meta WHERE key = 'floor'`).pluck().get() ?? 0);
    this.#swept.clear();
  }

  get #limit(): number {
    return this.#options.budget - 2 * writeAheadLimit;
  }

  /** @returns false when there is nothing that may go */
  #makeRoom(ages: Ages, now: number): boolean {
    if (this.#forgetReplies(now - repliesKept)) return true;
    const covered = this.#covered();
    const passed = Math.min(covered, this.#cursors.passed());
    const whole = this.#boundary('min', { through: passed }) ?? this.#boundary('max', { through: covered });
    if (this.#raiseFloor(whole, ages)) {
      this.#sweep();
      return true;
    }
    return this.#store.shelves.some(({ table, of }) => of && this.#drop(table, of, covered));
  }

  /** Drops the oldest of a class. @returns false when there is nothing to drop */
  #drop(table: string, { name, rule }: DropClass, covered: number): boolean {
    if (rule === 'never') return false;
    const range = { from: this.#cursors.handedOut(), to: rule === 'anywhere' ? covered : this.#floor - 1 };
    const isFree = 'sequence > @from AND sequence <= @to AND sequence NOT IN (SELECT sequence FROM standing)';
    const { last, ...oldest } = this.#sql(
      `SELECT count(*) AS count, min(at) AS "from", max(at) AS "to", max(sequence) AS last
       FROM (SELECT sequence, at FROM ${table} WHERE ${isFree} ORDER BY sequence LIMIT ${stepSize})`,
    ).get(range) as Omit<Dropped, 'class'> & { readonly last: number | null };
    if (last === null) return false;
    this.#sql(`DELETE FROM ${table} WHERE ${isFree}`).run({ ...range, to: last });
    this.#sql(
      `INSERT INTO dropped VALUES (@name, @count, @from, @to) ON CONFLICT (class) DO UPDATE SET
       count = count + excluded.count, "from" = min("from", excluded."from"), "to" = max("to", excluded."to")`,
    ).run({ name, ...oldest });
    return true;
  }

  /** Goes through what lies before the floor and everybody has had. @returns whether there was something */
  #sweep(): boolean {
    const passed = this.#cursors.passed();
    for (const { table, of } of this.#store.shelves) {
      const limit = of ? Math.min(this.#floor - 1, passed) : this.#floor - 1;
      const swept = this.#swept.get(table) ?? 0;
      if (swept >= limit) continue;
      const last = this.#sql(
        `SELECT max(sequence) FROM (SELECT sequence FROM ${table} WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ${stepSize})`,
      )
        .pluck()
        .get(swept, limit) as number | null;
      this.#swept.set(table, last ?? limit);
      if (last === null) continue;
      const { from, to } = this.#cursors.promised();
      this.#sql(
        `DELETE FROM ${table} WHERE sequence > ? AND sequence <= ? AND NOT (sequence > ? AND sequence <= ?)
         AND sequence NOT IN (SELECT sequence FROM lasting UNION ALL SELECT sequence FROM standing)`,
      ).run(swept, last, from, to);
      return true;
    }
    return false;
  }

  #raiseFloor(to: number | undefined, { lastingBefore }: Ages): boolean {
    if (to === undefined || to <= this.#floor) return false;
    this.#floor = to;
    this.#sql(`INSERT OR REPLACE INTO meta VALUES ('floor', ?)`).run(String(to));
    this.#sql('DELETE FROM boundaries WHERE sequence < ?').run(to);
    this.#sql('DELETE FROM lasting WHERE at < ? AND sequence < ?').run(lastingBefore, to);
    // Names that have gone since the last time leave facts behind.
    this.#swept.clear();
    return true;
  }

  /** The first or the last boundary after the floor before which nothing is after `through`. */
  #boundary(
    which: 'min' | 'max',
    { before = Number.MAX_SAFE_INTEGER, through }: { readonly before?: number; readonly through: number },
  ): number | undefined {
    const found = this.#sql(
      `SELECT ${which}(sequence) FROM boundaries WHERE sequence > ? AND sequence - 1 <= ? AND at < ?`,
    );
    return (found.pluck().get(this.#floor, through, before) as number | null) ?? undefined;
  }

  #forgetReplies(before: number): boolean {
    const oldest = `SELECT place FROM replies ORDER BY place LIMIT ${stepSize}`;
    return this.#sql(`DELETE FROM replies WHERE place IN (${oldest}) AND at < ?`).run(before).changes > 0;
  }

  /** Up to here the state is in a snapshot. */
  #covered(): number {
    return (this.#sql('SELECT sequence FROM snapshots').pluck().get() as number | undefined) ?? 0;
  }

  #sql(text: string): Database.Statement {
    const statement = this.#statements.get(text) ?? this.#db.prepare(text);
    this.#statements.set(text, statement);
    return statement;
  }
}
