import type Database from 'better-sqlite3';

/** Where a subscriber stands. */
export interface Position {
  /** It has dealt with everything up to here; 0 at first. */
  readonly sequence: number;
  /** How many published facts it has been given a number for, up to here. */
  readonly number: number;
}

interface Cursor extends Position {
  /** It may have had a part of what lies between `sequence` and here. */
  readonly reserved: number;
  /** Whether everything after `sequence` is kept for it. */
  readonly keeps: boolean;
  readonly dirty: boolean;
}

/** What may be had without the next write to disk, facts. */
const reservedAhead = 1024;

const atFirst: Cursor = { sequence: 0, number: 0, reserved: 0, keeps: true, dirty: false };

/**
 * How far subscribers are. A published fact has no number before a subscriber hands it out: then what is dropped before leaves no gap. From
 * then on the number must stay with it, through any power cut: so what may have been handed out is written down before (`reserve`), and
 * nothing up to there is dropped or forgotten until the cursor has passed it.
 */
export class Cursors {
  readonly #write: Database.Statement;
  readonly #cursors = new Map<string, Cursor>();

  constructor(db: Database.Database) {
    this.#write = db.prepare('INSERT OR REPLACE INTO cursors VALUES (?, ?, ?, ?, ?)');
    const rows = db.prepare('SELECT * FROM cursors').all() as (Position & {
      readonly name: string;
      readonly reserved: number;
      readonly keeps: number;
    })[];
    for (const { name, keeps, ...rest } of rows)
      this.#cursors.set(name, { ...rest, keeps: keeps === 1, dirty: false });
  }

  position(name: string): Position {
    return this.#cursors.get(name) ?? atFirst;
  }

  /** Only forward. On disk with the next `write`: after a power cut a subscriber may see a little again, never skip. */
  advance(name: string, { sequence, number }: Position): void {
    const cursor = this.#cursors.get(name) ?? atFirst;
    if (sequence <= cursor.sequence) return;
    const reserved = Math.max(cursor.reserved, sequence);
    this.#cursors.set(name, { ...cursor, sequence, number, reserved, dirty: true });
  }

  /** Facts up to `sequence` are about to be handed out; on disk when this returns. */
  reserve(name: string, sequence: number): void {
    const cursor = this.#cursors.get(name) ?? atFirst;
    if (sequence <= cursor.reserved) return;
    this.#set(name, { ...cursor, reserved: sequence + reservedAhead });
  }

  /** Everything that the subscriber has not had is kept for it, however long it is away; on disk when this returns. */
  keepFor(name: string): void {
    const cursor = this.#cursors.get(name);
    if (!cursor?.keeps) this.#set(name, { ...(cursor ?? atFirst), keeps: true });
  }

  /** Nothing is kept for it any more but what it may have had; its numbers go on if it comes back. */
  letGo(name: string): void {
    const cursor = this.#cursors.get(name);
    if (cursor?.keeps) this.#set(name, { ...cursor, keeps: false });
  }

  /** Writes what has moved; within a transaction of the caller. */
  write(): void {
    for (const [name, cursor] of this.#cursors) if (cursor.dirty) this.#set(name, cursor);
  }

  /** Up to here every subscriber for which something is kept has had everything. */
  passed(): number {
    const kept = [...this.#cursors.values()].filter(({ keeps }) => keeps);
    return Math.min(Number.MAX_SAFE_INTEGER, ...kept.map(({ sequence }) => sequence));
  }

  /** Nothing after this has ever been had by anybody. */
  handedOut(): number {
    return Math.max(0, ...[...this.#cursors.values()].map(({ reserved }) => reserved));
  }

  /** Where what must stay begins and ends, because somebody may have had it: after `from`, up to `to`. */
  promised(): { readonly from: number; readonly to: number } {
    const open = [...this.#cursors.values()].filter(({ sequence, reserved }) => reserved > sequence);
    if (open.length === 0) return { from: 0, to: 0 };
    return {
      from: Math.min(...open.map(({ sequence }) => sequence)),
      to: Math.max(...open.map(({ reserved }) => reserved)),
    };
  }

  #set(name: string, cursor: Cursor): void {
    const { sequence, number, reserved, keeps } = cursor;
    this.#write.run(name, sequence, number, reserved, keeps ? 1 : 0);
    this.#cursors.set(name, { ...cursor, dirty: false });
  }

  /** To be called after a rollback: nothing of what was written then is on disk. */
  reload(): void {
    for (const [name, cursor] of this.#cursors) this.#cursors.set(name, { ...cursor, dirty: true });
  }
}
