import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';

/** What the commands need of the outside. */
export interface Tools {
  readonly time: Time;
  readonly log: Log;
  readonly environment: NodeJS.ProcessEnv;
  /** Aborted when the technician has seen enough. */
  readonly interrupted: AbortSignal;
  /** Gets whole lines with their ends. */
  out(text: string): void;
  /** What a person says; nothing where nobody can be asked. */
  ask(question: string): Promise<boolean | undefined>;
}
