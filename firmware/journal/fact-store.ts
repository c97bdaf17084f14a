import type Database from 'better-sqlite3';
import type { Committed, DropClass, FactRules, JournalEvent } from './fact';
import { Shapes } from './shapes';

interface Row {
  readonly sequence: number;
  readonly at: number;
  readonly shape: number;
  readonly data: string;
  readonly published: 0 | 1;
}

/** A part of the facts, in a table of its own. */
export interface Shelf {
  readonly table: string;
  /** Nothing for facts that never leave the box. */
  readonly of?: DropClass;
}

const keptShelf: Shelf = { table: 'facts_kept' };
const tableOf = ({ name }: DropClass) => `facts_${name}`;

/** The class of all published facts where nobody tells them apart. */
const oneForAll: readonly DropClass[] = [{ name: 'fact' }];

/**
 * The facts on disk, read in their order. Each class has a table of its own, so that the oldest of a class lie side by side: dropping them
 * gives whole pages back, where picking them from between others would free nothing.
 */
export class FactStore<E extends JournalEvent> {
  /** Those that never leave the box, then the classes in the order in which they are dropped. */
  readonly shelves: readonly Shelf[];
  readonly #shapes: Shapes;
  readonly #rules: FactRules<E>;
  readonly #insert: ReadonlyMap<string, Database.Statement>;
  readonly #read: Database.Statement;
  readonly #last: Database.Statement;
  readonly #published: Database.Statement;

  constructor(db: Database.Database, rules: FactRules<E>) {
    this.#rules = rules;
    this.#shapes = new Shapes(db);
    const classes = rules.classes ?? oneForAll;
    for (const table of [keptShelf.table, ...classes.map(tableOf)]) db.exec(shelfSql(table));
    this.shelves = [keptShelf, ...strangers(db, classes), ...classes].map(of =>
      'table' in of ? of : { table: tableOf(of), of },
    );
    const tables = this.shelves.map(({ table }) => table);
    this.#insert = new Map(
      tables.map(table => [table, db.prepare(`INSERT INTO ${table} VALUES (?, ?, ?, ?)`)]),
    );
    const columns = ({ table, of }: Shelf) => `SELECT *, ${of ? 1 : 0} AS published FROM ${table}`;
    // Each part is in order already: SQLite merges them without sorting.
    this.#read = db.prepare(
      `${this.shelves.map(shelf => `${columns(shelf)} WHERE sequence > @after`).join(' UNION ALL ')}
       ORDER BY sequence LIMIT @limit`,
    );
    const lasts = tables.map(table => `SELECT max(sequence) AS last FROM ${table}`);
    this.#last = db.prepare(`SELECT max(last) FROM (${lasts.join(' UNION ALL ')})`).pluck();
    const counts = this.shelves
      .filter(({ of }) => of)
      .map(({ table }) => `(SELECT count(*) FROM ${table} WHERE sequence > @after AND sequence <= @through)`);
    this.#published = db.prepare(`SELECT ${counts.join(' + ')}`).pluck();
  }

  /** Sequence of the newest fact on disk, 0 without one. */
  last(): number {
    return (this.#last.get() as number | null) ?? 0;
  }

  insert(sequence: number, event: E): boolean {
    const published = this.#rules.isPublished(event.type);
    const of = this.#rules.classOf?.(event.type) ?? oneForAll[0]?.name;
    const table = published ? `facts_${of}` : keptShelf.table;
    const { shape, values } = this.#shapes.pack(event);
    const insert = this.#insert.get(table);
    if (!insert) throw new Error(`${event.type} is of the class ${of}, which there is not`);
    insert.run(sequence, event.at, shape, values);
    return published;
  }

  /** Up to `limit` facts after a sequence, in order. */
  read(after: number, limit: number): Committed<E>[] {
    return (this.#read.all({ after, limit }) as Row[]).map(({ sequence, at, shape, data, published }) => ({
      sequence,
      published: published === 1,
      event: this.#shapes.unpack(shape, data, at) as E,
    }));
  }

  /** How many published facts there are after a sequence, up to another one. */
  published(after: number, through: number): number {
    return this.#published.get({ after, through }) as number;
  }

  /** The fact of a sequence, if it is there. */
  find(sequence: number): Committed<E> | undefined {
    const [fact] = this.read(sequence - 1, 1);
    return fact?.sequence === sequence ? fact : undefined;
  }

  /** To be called after a rollback. */
  reload(): void {
    this.#shapes.reload();
  }
}

function shelfSql(table: string): string {
  return `CREATE TABLE IF NOT EXISTS ${table} (
    sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, shape INTEGER NOT NULL, data TEXT NOT NULL) STRICT`;
}

/** Classes of another version of the program. What they hold is sent all the same; nobody knows what it is worth. */
function strangers(db: Database.Database, known: readonly DropClass[]): DropClass[] {
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'facts_*' ORDER BY name")
    .pluck()
    .all() as string[];
  const expected = [keptShelf.table, ...known.map(tableOf)];
  return tables
    .filter(table => !expected.includes(table))
    .map(table => ({ name: table.slice('facts_'.length) }));
}
