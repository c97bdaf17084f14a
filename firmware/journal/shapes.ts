import type Database from 'better-sqlite3';
import type { JournalEvent } from './fact';

interface Shape {
  readonly type: string;
  readonly mode: string | null;
  readonly keys: readonly string[];
}

interface Row {
  readonly id: number;
  readonly type: string;
  readonly mode: string | null;
  readonly keys: string;
}

/**
 * Types, modes and the names of fields are the same again and again: they are written once, and a fact names them by a number. What is
 * left of it are its values, which halves the disk that it needs.
 */
export class Shapes {
  readonly #insert: Database.Statement;
  readonly #all: Database.Statement;
  readonly #numbers = new Map<string, number>();
  readonly #shapes = new Map<number, Shape>();

  constructor(db: Database.Database) {
    this.#insert = db.prepare('INSERT INTO shapes (type, mode, keys) VALUES (?, ?, ?)');
    this.#all = db.prepare('SELECT * FROM shapes');
    this.reload();
  }

  /** To be called after a rollback: what was written with it is not there. */
  reload(): void {
    this.#numbers.clear();
    this.#shapes.clear();
    for (const { id, type, mode, keys } of this.#all.all() as Row[])
      this.#learn(id, { type, mode, keys: JSON.parse(keys) });
  }

  /** Its shape and its values as text. */
  pack({ type, mode, data }: JournalEvent): { readonly shape: number; readonly values: string } {
    const keys: string[] = [];
    const values: unknown[] = [];
    for (const [key, value] of Object.entries(data)) {
      if (value === undefined) continue;
      keys.push(key);
      values.push(value);
    }
    const shape = { type, mode: mode ?? null, keys };
    return { shape: this.#numbers.get(nameOf(shape)) ?? this.#add(shape), values: JSON.stringify(values) };
  }

  unpack(shape: number, values: string, at: number): JournalEvent {
    const known = this.#shapes.get(shape);
    if (!known) throw new Error(`shape ${shape} is not known`);
    const { type, mode, keys } = known;
    const list: unknown[] = JSON.parse(values);
    const data: Record<string, unknown> = {};
    for (const [place, key] of keys.entries()) data[key] = list[place];
    return { type, at, data, ...(mode !== null && { mode }) };
  }

  #add(shape: Shape): number {
    const { type, mode, keys } = shape;
    const id = Number(this.#insert.run(type, mode, JSON.stringify(keys)).lastInsertRowid);
    this.#learn(id, shape);
    return id;
  }

  #learn(id: number, shape: Shape): void {
    this.#shapes.set(id, shape);
    this.#numbers.set(nameOf(shape), id);
  }
}

function nameOf({ type, mode, keys }: Shape): string {
  return `${type} ${mode ?? ''} ${keys.join()}`;
}
