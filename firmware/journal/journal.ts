import type Database from 'better-sqlite3';
import { messageOf, TiskiError } from '../../hal/platform/error';
import { openDatabase } from './open-database';

/** A fact as the journal keeps it; what types there are is none of its business. */
export interface JournalEvent {
  readonly type: string;
  /** Wall time of the box, ms. */
  readonly at: number;
  readonly data: object;
  /** In which mode of the box it happened; absent: the usual one. */
  readonly mode?: string;
}

export interface Committed<E extends JournalEvent = JournalEvent> {
  /** Place in the order of everything, from 1. */
  readonly sequence: number;
  /** Place in the order of what may leave the box, from 1 without gaps; null for what stays. */
  readonly published: number | null;
  readonly event: E;
}

/** The reply to a command, kept with the command's facts so that an id is carried out once, however often it arrives. */
export interface StoredReply {
  readonly id: string;
  readonly at: number;
  readonly reply: string;
}

interface Entry<E extends JournalEvent> {
  readonly events: readonly E[];
  readonly reply: StoredReply | undefined;
  readonly resolve: () => void;
  readonly reject: (error: TiskiError) => void;
}

export interface JournalOptions<E extends JournalEvent> {
  /** Path of the database, or `:memory:`. */
  readonly file: string;
  /** Identifies this journal among all that the box ever had; made once. */
  readonly makeEpoch: () => string;
  /** Whether events of a type may leave the box. */
  readonly isPublished: (type: E['type']) => boolean;
  /**
   * By what name a fact can be found, such as a date. Facts with a name are kept longer than the others. None has one if left out.
   */
  readonly labelOf?: (event: E) => string | undefined;
  /** Told of every commit, in order, before the writers are. */
  readonly onCommit: (committed: readonly Committed<E>[]) => void;
}

interface Row {
  readonly sequence: number;
  readonly published: number | null;
  readonly at: number;
  readonly type: string;
  readonly data: string;
  readonly mode: string | null;
}

/**
 * The durable order of events. Appends of one turn of the event loop share one commit, so that a burst costs few fsyncs and a
 * single press waits for exactly one.
 */
export class Journal<E extends JournalEvent> {
  readonly epoch: string;
  readonly #options: JournalOptions<E>;
  readonly #db: Database.Database;
  readonly #begin: Database.Statement;
  readonly #commit: Database.Statement;
  readonly #insertEvent: Database.Statement;
  readonly #insertLasting: Database.Statement;
  readonly #insertReply: Database.Statement;
  readonly #selectReply: Database.Statement;
  readonly #selectAfter: Database.Statement;
  readonly #writeCursor: Database.Statement;
  readonly #cursors = new Map<string, { sequence: number; dirty: boolean }>();
  #queue: Entry<E>[] = [];
  #flush: NodeJS.Immediate | undefined;
  #sequence: number;
  #published: number;
  #closed = false;

  constructor(options: JournalOptions<E>) {
    this.#options = options;
    const db = openDatabase(options.file, options.makeEpoch);
    this.#db = db;
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
    this.#insertEvent = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)');
    this.#insertLasting = db.prepare('INSERT INTO lasting VALUES (?, ?, ?)');
    this.#insertReply = db.prepare('INSERT OR IGNORE INTO replies VALUES (?, ?, ?)');
    this.#selectReply = db.prepare('SELECT reply FROM replies WHERE id = ?').pluck();
    this.#selectAfter = db.prepare('SELECT * FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?');
    this.#writeCursor = db.prepare(
      'INSERT INTO cursors VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET sequence = excluded.sequence',
    );
    this.epoch = this.#meta('epoch') ?? '';
    this.#sequence = Number(this.#meta('sequence') ?? 0);
    this.#published = Number(this.#meta('published') ?? 0);
    const last = db
      .prepare('SELECT max(sequence) AS sequence, max(published) AS published FROM events')
      .get() as Row;
    this.#sequence = Math.max(this.#sequence, last.sequence ?? 0);
    this.#published = Math.max(this.#published, last.published ?? 0);
    for (const row of db.prepare('SELECT name, sequence FROM cursors').all() as {
      name: string;
      sequence: number;
    }[]) {
      this.#cursors.set(row.name, { sequence: row.sequence, dirty: false });
    }
  }

  /** Sequence of the last event, 0 when there is none. */
  get last(): number {
    return this.#sequence;
  }

  /** Appends waiting for their commit. */
  get waiting(): number {
    return this.#queue.length;
  }

  /**
   * Resolves once the events and the reply are on disk, all or none of them.
   * @throws TiskiError `journal-unwritable`; then none of what waited for the same commit is there either.
   */
  append(events: readonly E[], reply?: StoredReply): Promise<void> {
    if (this.#closed) return Promise.reject(new TiskiError('box-stopping'));
    return new Promise((resolve, reject) => {
      this.#queue.push({ events, reply, resolve, reject });
      this.#flush ??= setImmediate(() => this.commit());
    });
  }

  /**
   * Commits what waits, now; the event loop does this by itself once per turn.
   * @returns false when it could not be written; whoever waited has been told.
   */
  commit(): boolean {
    if (this.#flush) clearImmediate(this.#flush);
    this.#flush = undefined;
    const entries = this.#queue;
    if (entries.length === 0) return true;
    this.#queue = [];
    const committed: Committed<E>[] = [];
    let sequence = this.#sequence;
    let published = this.#published;
    try {
      this.#begin.run();
      for (const entry of entries) {
        for (const event of entry.events) {
          sequence += 1;
          const number = this.#options.isPublished(event.type) ? ++published : null;
          this.#insertEvent.run(
            sequence,
            number,
            event.at,
            event.type,
            JSON.stringify(event.data),
            event.mode ?? null,
          );
          const label = this.#options.labelOf?.(event);
          if (label !== undefined) this.#insertLasting.run(event.type, label, sequence);
          committed.push({ sequence, published: number, event });
        }
        if (entry.reply) this.#insertReply.run(entry.reply.id, entry.reply.at, entry.reply.reply);
      }
      this.#writeCursors();
      this.#commit.run();
    } catch (cause) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      const error = new TiskiError('journal-unwritable', messageOf(cause), { cause });
      for (const entry of entries) entry.reject(error);
      return false;
    }
    this.#sequence = sequence;
    this.#published = published;
    if (committed.length > 0) this.#options.onCommit(committed);
    for (const entry of entries) entry.resolve();
    return true;
  }

  /** The stored reply to a command's id, if it was carried out before. */
  replyTo(id: string): string | undefined {
    return this.#selectReply.get(id) as string | undefined;
  }

  /** Up to `limit` events after `sequence`, in order. */
  read(after: number, limit: number): Committed<E>[] {
    return (this.#selectAfter.all(after, limit) as Row[]).map(committedFrom<E>);
  }

  /** The events of a type with a name (`labelOf`), in order. */
  labelled(type: E['type'], label: string): Committed<E>[] {
    const found = 'SELECT events.* FROM lasting JOIN events USING (sequence)';
    const rows = this.#db
      .prepare(`${found} WHERE lasting.type = ? AND lasting.label = ? ORDER BY sequence`)
      .all(type, label) as Row[];
    return rows.map(committedFrom<E>);
  }

  /** Every event after `sequence`, in order, one at a time. */
  *replay(after: number): Generator<Committed<E>> {
    for (let position = after; ; ) {
      const page = this.read(position, 1000);
      yield* page;
      const last = page.at(-1);
      if (!last) return;
      position = last.sequence;
    }
  }

  /** Where a subscriber stands: it has dealt with everything up to this sequence. 0 at first. */
  cursor(name: string): number {
    return this.#cursors.get(name)?.sequence ?? 0;
  }

  /** Keeps what the subscriber has not had yet, however long it has been away: from its first day on, not from its first success. */
  keepFor(name: string): void {
    if (!this.#cursors.has(name)) this.#cursors.set(name, { sequence: 0, dirty: true });
  }

  /** The subscriber is no more: nothing is kept for it. */
  forget(name: string): void {
    this.#cursors.delete(name);
    this.#db.prepare('DELETE FROM cursors WHERE name = ?').run(name);
  }

  /** Moves a subscriber's cursor; durable with the next commit or `tidy`, so a restart may repeat a little, never skip. */
  advance(name: string, sequence: number): void {
    if (sequence > this.cursor(name)) this.#cursors.set(name, { sequence, dirty: true });
  }

  /** The newest snapshot of a format, if there is one. */
  snapshot(format: number): { readonly sequence: number; readonly body: string } | undefined {
    return this.#db.prepare('SELECT sequence, body FROM snapshots WHERE format = ?').get(format) as
      | { sequence: number; body: string }
      | undefined;
  }

  /** Keeps the state as of `sequence`, so that a start need not replay from the beginning. */
  keepSnapshot(sequence: number, format: number, body: string): void {
    this.#db.prepare('INSERT OR REPLACE INTO snapshots VALUES (1, ?, ?, ?)').run(sequence, format, body);
  }

  /**
   * Work for a quiet moment: cursors to disk, the write-ahead log into the database, and out with events and replies from before
   * `forgetBefore` (ms) that every cursor has passed and a snapshot covers; with those that have a name only from before
   * `forgetLastingBefore`.
   */
  tidy(forgetBefore: number, forgetLastingBefore = forgetBefore): void {
    this.#db.transaction(() => {
      this.#writeCursors();
      const covered =
        (this.#db.prepare('SELECT sequence FROM snapshots').pluck().get() as number | undefined) ?? 0;
      const done = Math.min(covered, ...[...this.#cursors.values()].map(cursor => cursor.sequence));
      this.#keepMeta('sequence', String(this.#sequence));
      this.#keepMeta('published', String(this.#published));
      const { changes } = this.#db
        .prepare(
          `DELETE FROM events WHERE sequence <= ? AND at < ?
           AND (at < ? OR sequence NOT IN (SELECT sequence FROM lasting))`,
        )
        .run(done, forgetBefore, forgetLastingBefore);
      if (changes > 0)
        this.#db.exec('DELETE FROM lasting WHERE sequence NOT IN (SELECT sequence FROM events)');
      this.#db.prepare('DELETE FROM replies WHERE at < ?').run(forgetBefore);
    })();
    this.#db.pragma('wal_checkpoint(PASSIVE)');
  }

  /** Commits what waits and closes the file. */
  close(): void {
    if (this.#closed) return;
    this.commit();
    this.#closed = true;
    this.#db.close();
  }

  #writeCursors(): void {
    for (const [name, cursor] of this.#cursors) {
      if (!cursor.dirty) continue;
      this.#writeCursor.run(name, cursor.sequence);
      cursor.dirty = false;
    }
  }

  #meta(key: string): string | undefined {
    return this.#db.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(key) as string | undefined;
  }

  #keepMeta(key: string, value: string): void {
    this.#db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(key, value);
  }
}

function committedFrom<E extends JournalEvent>(row: Row): Committed<E> {
  const event = {
    type: row.type,
    at: row.at,
    data: JSON.parse(row.data),
    ...(row.mode !== null && { mode: row.mode }),
  } as JournalEvent as E;
  return { sequence: row.sequence, published: row.published, event };
}
