import type Database from 'better-sqlite3';
import { messageOf, TiskiError } from '../../hal/platform/error';
import { Cursors, type Position } from './cursors';
import type { Committed, Dropped, FactRules, JournalEvent } from './fact';
import { FactIndex } from './fact-index';
import { FactStore } from './fact-store';
import { type Ages, Housekeeping } from './housekeeping';
import { beginEpoch } from './new-epoch';
import { openDatabase } from './open-database';

export type { Committed, JournalEvent } from './fact';

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

export interface JournalOptions<E extends JournalEvent> extends FactRules<E> {
  /** Path of the database, or `:memory:`. */
  readonly file: string;
  /** Identifies this journal among all that the box ever had; made once. */
  readonly makeEpoch: () => string;
  /** The file is a copy of a journal that has gone on elsewhere: its epoch ends with it. */
  readonly isCopy?: boolean;
  /** Bytes that the journal may take on disk, 128 MiB if left out. */
  readonly budget?: number;
  /** Told of every commit, in order, before the writers are. */
  readonly onCommit: (committed: readonly Committed<E>[]) => void;
}

/** product.md, "Nothing is lost". */
const usualBudget = 128 * 2 ** 20;

/** The write-ahead log goes into the database after so many commits, or so many facts if that comes first. */
const checkpointAfter = { commits: 200, facts: 4000 };

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
  readonly #insertReply: Database.Statement;
  readonly #selectReply: Database.Statement;
  readonly #store: FactStore<E>;
  readonly #index: FactIndex<E>;
  readonly #cursors: Cursors;
  readonly #housekeeping: Housekeeping<E>;
  #queue: Entry<E>[] = [];
  #flush: NodeJS.Immediate | undefined;
  #checkpointing: NodeJS.Immediate | undefined;
  #sinceCheckpoint = { commits: 0, facts: 0 };
  #sequence: number;
  #closed = false;

  /** @throws TiskiError of `openDatabase` */
  constructor(options: JournalOptions<E>) {
    this.#options = options;
    const db = openDatabase(options.file, options.makeEpoch, options);
    if (options.isCopy) beginEpoch(db, options.makeEpoch());
    this.#db = db;
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
    this.#insertReply = db.prepare('INSERT OR IGNORE INTO replies (id, at, reply) VALUES (?, ?, ?)');
    this.#selectReply = db.prepare('SELECT reply FROM replies WHERE id = ?').pluck();
    this.#store = new FactStore(db, options);
    this.#index = new FactIndex(db, options);
    this.#cursors = new Cursors(db);
    this.#housekeeping = new Housekeeping(db, this.#store, this.#cursors, {
      budget: options.budget ?? usualBudget,
    });
    this.epoch = this.#meta('epoch') ?? '';
    this.#sequence = Math.max(Number(this.#meta('sequence') ?? 0), this.#store.last());
  }

  /** Sequence of the last event, 0 when there is none. */
  get last(): number {
    return this.#sequence;
  }

  /** From this sequence on nothing has been forgotten that a subscriber has had. */
  get oldest(): number {
    return Math.max(1, this.#housekeeping.floor);
  }

  /** How many published events there are after a sequence, up to another one. */
  published(after: number, through: number): number {
    return this.#store.published(after, through);
  }

  /** Appends waiting for their commit. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Bytes in the database that are in use; the write-ahead log is beside it. */
  get used(): number {
    return this.#housekeeping.used;
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
    try {
      this.#write(() => {
        for (const entry of entries) {
          for (const event of entry.events) {
            sequence += 1;
            const published = this.#store.insert(sequence, event);
            this.#index.add(sequence, event);
            committed.push({ sequence, published, event });
          }
          if (entry.reply) this.#insertReply.run(entry.reply.id, entry.reply.at, entry.reply.reply);
        }
      });
    } catch (cause) {
      const error = new TiskiError('journal-unwritable', messageOf(cause), { cause });
      for (const entry of entries) entry.reject(error);
      return false;
    }
    this.#sequence = sequence;
    if (committed.length > 0) this.#options.onCommit(committed);
    for (const entry of entries) entry.resolve();
    this.#checkpointSoon(committed.length);
    return true;
  }

  /** The stored reply to a command's id, if it was carried out before. */
  replyTo(id: string): string | undefined {
    return this.#selectReply.get(id) as string | undefined;
  }

  /** Up to `limit` events after `sequence`, in order. */
  read(after: number, limit: number): Committed<E>[] {
    return this.#store.read(after, limit);
  }

  /** The events of a type with a name (`labelOf`), in order. */
  labelled(type: E['type'], label: string): Committed<E>[] {
    return this.#index.labelled(type, label).flatMap(sequence => this.#store.find(sequence) ?? []);
  }

  /**
   * Every event after `sequence` that belongs to a replay, in order, one at a time. Where older ones are forgotten it begins with those that
   * have been kept for their names and goes on from a boundary; whatever else is left from before waits for its subscriber only.
   */
  *replay(after: number): Generator<Committed<E>> {
    const { floor } = this.#housekeeping;
    for (const sequence of this.#index.kept(after, floor)) {
      const fact = this.#store.find(sequence);
      if (fact) yield fact;
    }
    for (let position = Math.max(after, floor - 1); ; ) {
      const page = this.read(position, 1000);
      yield* page;
      const last = page.at(-1);
      if (!last) return;
      position = last.sequence;
    }
  }

  /** Where a subscriber stands. */
  position(name: string): Position {
    return this.#cursors.position(name);
  }

  /** Keeps what the subscriber has not had yet, however long it has been away: from its first day on, not from its first success. */
  keepFor(name: string): void {
    this.#cursors.keepFor(name);
  }

  /** The subscriber is no more: nothing is kept for it but what it may have had in part. */
  forget(name: string): void {
    this.#cursors.letGo(name);
  }

  /** The subscriber is about to hand out facts up to `sequence`: neither they nor their numbers can change from now on. */
  reserve(name: string, sequence: number): void {
    this.#cursors.reserve(name, sequence);
  }

  /** Moves a subscriber's cursor; durable with the next commit or `tidy`, so a restart may repeat a little, never skip. */
  advance(name: string, position: Position): void {
    this.#cursors.advance(name, position);
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
   * One step of the work for quiet moments: cursors to disk, out with what is old or, when the disk budget is used, with what is worth least
   * (`housekeeping.ts`). Takes a few milliseconds.
   * @returns whether there is more to do now
   */
  tidy(ages: Ages, now: number): boolean {
    let isMore = false;
    this.#write(() => {
      this.#db.prepare(`INSERT OR REPLACE INTO meta VALUES ('sequence', ?)`).run(String(this.#sequence));
      isMore = this.#housekeeping.step(ages, now);
    });
    if (isMore) this.#checkpointSoon(0);
    else this.#checkpoint();
    return isMore;
  }

  /** Facts that were dropped for want of room and are told by no fact (`dropsIn`) yet. */
  dropped(): readonly Dropped[] {
    return this.#housekeeping.dropped();
  }

  /** Commits what waits and closes the file. */
  close(): void {
    if (this.#closed) return;
    this.commit();
    this.#closed = true;
    if (this.#checkpointing) clearImmediate(this.#checkpointing);
    this.#db.close();
  }

  /** A transaction, with the cursors that have moved. */
  #write(work: () => void): void {
    try {
      this.#begin.run();
      work();
      this.#cursors.write();
      this.#commit.run();
    } catch (cause) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      this.#store.reload();
      this.#cursors.reload();
      this.#housekeeping.reload();
      throw cause;
    }
  }

  /** After the writers have been told, so that no press waits for it. */
  #checkpointSoon(facts: number): void {
    this.#sinceCheckpoint.commits += 1;
    this.#sinceCheckpoint.facts += facts;
    const { commits, facts: many } = this.#sinceCheckpoint;
    if (commits < checkpointAfter.commits && many < checkpointAfter.facts) return;
    // Whoever commits again and again without a turn of the event loop pays for it himself.
    if (commits >= 2 * checkpointAfter.commits) this.#checkpoint();
    else this.#checkpointing ??= setImmediate(() => this.#checkpoint());
  }

  #checkpoint(): void {
    if (this.#checkpointing) clearImmediate(this.#checkpointing);
    this.#checkpointing = undefined;
    this.#sinceCheckpoint = { commits: 0, facts: 0 };
    this.#db.pragma('wal_checkpoint(PASSIVE)');
  }

  #meta(key: string): string | undefined {
    return this.#db.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(key) as string | undefined;
  }
}
