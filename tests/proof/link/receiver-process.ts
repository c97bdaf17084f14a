import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import Database from 'better-sqlite3';

const program = join(__dirname, '../../../firmware/link/examples/receiver/receiver.js');

export interface Received {
  readonly sequence: number;
  readonly type: string;
  readonly data: string;
}

/** The example receiver beside the broker, as its README starts it. */
export class ReceiverProcess {
  readonly #words: readonly string[];
  readonly #file: string;
  #process: ChildProcess | undefined;

  constructor(broker: string, file: string) {
    this.#file = file;
    this.#words = [program, '--broker', broker, '--file', file];
  }

  start(): void {
    this.#process = spawn(process.execPath, this.#words, { stdio: 'ignore' });
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  /** The number up to which it has everything. */
  get complete(): number {
    return this.#ask(db => db.prepare<[], number>('SELECT max(complete) FROM received').pluck().get() ?? 0);
  }

  get events(): Received[] {
    return this.#ask(db =>
      db.prepare<[], Received>('SELECT sequence, type, data FROM events ORDER BY epoch, sequence').all(),
    );
  }

  /** Ranges that the box said it no longer has. */
  get lost(): number {
    return this.#ask(db => db.prepare<[], number>('SELECT count(*) FROM lost').pluck().get() ?? 0);
  }

  #ask<T>(question: (db: Database.Database) => T): T {
    const db = new Database(this.#file, { readonly: true });
    try {
      return question(db);
    } finally {
      db.close();
    }
  }
}
