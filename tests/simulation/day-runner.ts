import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { typescript } from '../running/typescript';
import type { CrashFound, CrashWanted } from './crash/enumerate';
import type { Lived } from './day/live';
import { planOf } from './day/plan';
import { type RecordedPlace, recordedPlace } from './disk/recorded-program';
import { type LifeWanted, nothing, type Wanted } from './wanted';

export const daysPerLife = 2;

/** Each day of a life continues on the disks of the one before. */
export function lifeOf(seed: number | string): LifeWanted {
  return { seed, plans: Array.from({ length: daysPerLife }, (_, day) => planOf(`${seed} day ${day}`)) };
}

/** Lives in one process before another takes over: what libraries keep for ever stays small. */
const livesPerProcess = 1000;

/** A life that takes longer hangs, ms of real time. */
const longest = 120_000;

/** The same of all crash states of a scene, ms. */
const longestStates = 3_600_000;

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
    return this.#ask<Lived>(wanted, longest);
  }

  crashStates(crash: CrashWanted): Promise<CrashFound> {
    return this.#ask<CrashFound>({ crash }, longestStates);
  }

  async #ask<Found>(wanted: Wanted, patience: number): Promise<Found> {
    this.#child ??= fork(join(__dirname, 'worker.ts'), {
      env: { ...this.#place.env, ...this.#env },
      execArgv: ['--max-semi-space-size=32', ...typescript],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const child = this.#child;
    child.send(wanted);
    const over = new AbortController();
    const timer = setTimeout(() => child.kill('SIGKILL'), patience);
    try {
      return await Promise.race([
        once(child, 'message', over).then(([found]) => found as Found),
        once(child, 'exit', over).then(([code, signal]) => {
          this.#child = undefined;
          const why =
            signal === 'SIGKILL' ? 'the simulation hangs' : `the process ended with ${signal ?? code}`;
          return { ...nothing, troubles: [why] } as Found;
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
    if (this.#child?.connected) this.#child.disconnect();
    this.#child = undefined;
  }
}
