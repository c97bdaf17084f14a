import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { DayRunner, lifeOf } from '../simulation/day-runner';
import type { Mutation } from '../simulation/mutation';
import mutations from '../simulation/mutations.json';

const root = join(__dirname, '..', '..');

interface Verdict {
  readonly name: string;
  readonly breaks: string;
  /** Test file, or seed and trouble; nothing for a mistake that nobody noticed. */
  readonly by: string | undefined;
}

/**
 * Small mistakes are made in the source, one by one, in memory: each has to be noticed by the simulated days or by the test that it names.
 * @param lives that a mistake may survive at most
 * @throws Error when one survives all
 */
export async function killMutations({
  lives,
  seed,
}: {
  readonly lives: number;
  readonly seed: number;
}): Promise<object> {
  const left: Mutation[] = [...mutations];
  const verdicts: Verdict[] = [];
  const lane = async () => {
    for (let mutation = left.shift(); mutation; mutation = left.shift()) {
      const env = { TISKI_MUTATION: JSON.stringify(mutation) };
      const by = mutation.test === undefined ? await byDays(env, lives, seed) : byTest(env, mutation.test);
      verdicts.push({ name: mutation.name, breaks: mutation.breaks, by });
      process.stdout.write(
        `${by === undefined ? 'SURVIVES' : 'killed  '} ${mutation.breaks}: ${mutation.name}\n           ${by ?? ''}\n`,
      );
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, lane));
  const survivors = verdicts.filter(({ by }) => by === undefined).map(({ name }) => name);
  if (survivors.length > 0) throw new Error(`not noticed: ${survivors.join('; ')}`);
  return { mutations: verdicts.length, killed: verdicts.length };
}

async function byDays(env: NodeJS.ProcessEnv, lives: number, from: number): Promise<string | undefined> {
  const runner = new DayRunner(env);
  try {
    for (let seed = from; seed < from + lives; seed++) {
      const [trouble] = (await runner.live(lifeOf(seed))).troubles;
      // A mistake that the program does not even start with shows nothing.
      if (trouble?.startsWith('the process ended')) throw new Error(`${env.TISKI_MUTATION}: ${trouble}`);
      if (trouble !== undefined) return `seed ${seed}: ${trouble.slice(0, 160).replaceAll('\n', ' ')}`;
    }
    return undefined;
  } finally {
    runner.stop();
  }
}

function byTest(env: NodeJS.ProcessEnv, test: string): string | undefined {
  const load = ['-r', 'ts-node/register', '-r', join(root, 'tests', 'simulation', 'mutation.ts')];
  const { status } = spawnSync(process.execPath, [...load, join(root, test)], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'ignore',
    timeout: 180_000,
  });
  return status === 0 ? undefined : test;
}
