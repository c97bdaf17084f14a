import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { readIfThere, writeDurably } from '../../../hal/platform/durable-file';
import { messageOf } from '../../../hal/platform/error';
import type { Log } from '../../../hal/platform/log';
import type { Runtime } from '../../runtime';

const Kept = Type.Array(Type.Object({ id: Type.String(), at: Type.Number(), reply: Type.String() }), {
  maxItems: 100,
});
type Answer = Static<typeof Kept>[number];

/** Answers that are kept, the newest: nobody repeats an older command. */
const most = 100;

const fileIn = (stateDir: string) => join(stateDir, 'care-answers.json');

/**
 * What was said to a command while there was no journal to keep it. A `restart` that comes again after it must find its reply: `adoptCareAnswers` brings
 * them into the journal of the box that serves again.
 */
export class CareAnswers {
  readonly #stateDir: string;
  readonly #log: Log;
  #answers: readonly Answer[] = [];

  constructor(stateDir: string, log: Log) {
    this.#stateDir = stateDir;
    this.#log = log;
  }

  async load(): Promise<void> {
    this.#answers = await read(this.#stateDir);
  }

  replyTo(id: string): string | undefined {
    return this.#answers.find(answer => answer.id === id)?.reply;
  }

  /** Resolves when it is on disk; a disk that refuses is no reason not to answer. */
  async keep(answer: Answer): Promise<void> {
    this.#answers = [...this.#answers, answer].slice(-most);
    await writeDurably(fileIn(this.#stateDir), JSON.stringify(this.#answers)).catch(error =>
      this.#log.warn({ error: messageOf(error) }, 'answer in remote care not kept'),
    );
  }
}

/** Brings the answers into the journal, once. @throws what the journal throws */
export async function adoptCareAnswers(
  stateDir: string,
  journal: Pick<Runtime['journal'], 'append' | 'replyTo'>,
): Promise<void> {
  const answers = await read(stateDir);
  for (const answer of answers)
    if (journal.replyTo(answer.id) === undefined) await journal.append([], answer);
  if (answers.length > 0) await rm(fileIn(stateDir), { force: true });
}

async function read(stateDir: string): Promise<readonly Answer[]> {
  try {
    const kept: unknown = JSON.parse((await readIfThere(fileIn(stateDir))) ?? '[]');
    return Value.Check(Kept, kept) ? kept : [];
  } catch {
    return [];
  }
}
