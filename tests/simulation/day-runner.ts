import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Lived } from './day/live';
import { type DayPlan, planOf } from './day/plan';
import { type RecordedPlace, recordedPlace } from './disk/recorded-program';

/** A town with its seed and what happens on each of its days. */
export interface LifeWanted {
  readonly seed: number | string;
  readonly plans: readonly DayPlan[];
}

export const daysPerLife = 2;

/** Each day of a life continues on the disks of the one before. */
export function lifeOf(seed: number | string): LifeWanted {
  return { seed, plans: Array.from({ length: daysPerLife }, (_, day) => planOf(`${seed} day ${day}`)) };
}

/** Lives in one process before another takes over: what libraries keep for ever stays small. */
const livesPerProcess = 250;

/** A life that takes longer hangs, ms of real time. */
const longest = 120_000;

/** Lives one life after another in a process of its own, whose calls to the disk are recorded. */
export class DayRunner {
  readonly #place: RecordedPlace = recordedPlace();
  readonly #env: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;
  #lives = 0;

  /** @param env more for the process, such as a mutation (`mutation.ts`) */
  constructor(env: NodeJS.ProcessEnv = {}) {
    this.#env = env;
  }

  async live(wanted: LifeWanted): Promise<Lived> {
    if (this.#lives++ % livesPerProcess === 0) this.#end();
    this.#child ??= fork(join(__dirname, 'worker.ts'), {
      env: { ...this.#place.env, ...this.#env },
      execArgv: ['--max-semi-space-size=32', '-r', 'ts-node/register'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const child = this.#child;
    child.send(wanted);
    const over = new AbortController();
    const timer = setTimeout(() => child.kill('SIGKILL'), longest);
    try {
      return await Promise.race([
        once(child, 'message', over).then(([lived]) => lived as Lived),
        once(child, 'exit', over).then(([code, signal]) => {
          this.#child = undefined;
          return {
            troubles: [
              signal === 'SIGKILL' ? 'the simulation hangs' : `the process ended with ${signal ?? code}`,
            ],
            lived: 0,
            faults: 0,
            tickets: 0,
            facts: 0,
            updates: 0,
            course: 'none',
          };
        }),
      ]);
    } finally {
      clearTimeout(timer);
      over.abort();
    }
  }

  stop(): void {
    this.#end();
    this.#place.remove();
  }

  #end(): void {
    this.#child?.removeAllListeners();
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }
}
