import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { typescript } from '../running/typescript';
import { type Fuzzed, targets } from './fuzz';

export interface Job {
  readonly name: string;
  readonly inputs: number;
}

export interface LaneWork {
  readonly jobs: readonly Job[];
  readonly seed: number;
  /** Count of inputs, length of the present one, and its bytes. */
  readonly shared: SharedArrayBuffer;
}

const mostBytes = 65_536;

/** A lane that has not begun another input for so long hangs for good, ms. */
const patience = 30_000;

/** How so many inputs are shared among the parsers. */
export function jobsFor(inputs: number): Job[] {
  const all = targets.reduce((sum, { share }) => sum + share, 0);
  return targets.map(({ name, share }) => ({ name, inputs: Math.ceil((inputs * share) / all) }));
}

/** Works through the jobs in so many threads. Tells of each target as it ends. */
export async function fuzzInLanes(
  jobs: readonly Job[],
  seed: number,
  lanes: number,
  tell: (name: string, found: Fuzzed) => void,
): Promise<void> {
  const left = [...jobs];
  const lane = async () => {
    for (let job = left.shift(); job; job = left.shift()) tell(job.name, await inThread(job, seed));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function inThread(job: Job, seed: number): Promise<Fuzzed> {
  const shared = new SharedArrayBuffer(8 + mostBytes);
  const work: LaneWork = { jobs: [job], seed, shared };
  const worker = new Worker(join(__dirname, 'lane.ts'), {
    workerData: work,
    execArgv: [...typescript],
  });
  const counts = new Int32Array(shared, 0, 2);
  let before = -1;
  const hanging = new Promise<Fuzzed>(resolve => {
    const look = setInterval(() => {
      if (counts[0] !== before) {
        before = counts[0] ?? 0;
        return;
      }
      clearInterval(look);
      const input = Buffer.from(Buffer.from(shared, 8, counts[1]));
      const troubles = [
        `${job.name} hangs for good: ${JSON.stringify({ base64: input.toString('base64') })}`,
      ];
      resolve({ inputs: before, ways: 0, slowest: patience, grown: 0, seconds: 0, troubles });
    }, patience);
    worker.once('exit', () => clearInterval(look));
  });
  try {
    return await Promise.race([once(worker, 'message').then(([found]) => found as Fuzzed), hanging]);
  } finally {
    await worker.terminate();
  }
}
