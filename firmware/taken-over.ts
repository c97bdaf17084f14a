import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { removeDurably } from '../hal/platform/durable-file';
import type { Runtime } from './runtime';

const Notice = Type.Object({ asOf: Type.Integer({ minimum: 0 }) });

/**
 * The word that this state is a copy of another box's, older than that box's end (`provisioning/life`): numbers that it gave since are on paper
 * somewhere. It is told again until the clock is kept, since only then it is sure which day those numbers are of.
 */
export class TakenOver {
  readonly #file: string;
  readonly #asOf: number | undefined;
  #told: 'never' | 'by a guessed clock' | 'for good' = 'never';

  constructor(stateDir: string) {
    this.#file = join(stateDir, 'taken-over.json');
    this.#asOf = existsSync(this.#file) ? asOfIn(readFileSync(this.#file, 'utf8')) : undefined;
  }

  /** Whether the journal goes on as another one. */
  get isCopy(): boolean {
    return this.#asOf !== undefined;
  }

  /** @throws TiskiError `journal-unwritable` */
  async tell(runtime: Runtime, isClockKept: boolean): Promise<void> {
    if (this.#asOf === undefined || this.#told === 'for good') return;
    if (this.#told === 'by a guessed clock' && !isClockKept) return;
    this.#told = isClockKept ? 'for good' : 'by a guessed clock';
    await runtime.record({ name: 'taken-over', args: { asOf: this.#asOf } });
    if (isClockKept) await removeDurably(this.#file);
  }
}

/** What cannot be read says that there was one: it is the older, the safer. */
function asOfIn(text: string): number {
  try {
    const notice: unknown = JSON.parse(text);
    if (Value.Check(Notice, notice)) return notice.asOf;
  } catch {
    // Told by its age.
  }
  return 0;
}
