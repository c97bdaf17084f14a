import { parentPort, workerData } from 'node:worker_threads';
import { fuzz, targets } from './fuzz';
import type { LaneWork } from './fuzz-lanes';

/** One thread that works through its targets. What it is about to read stands in shared memory, for whoever finds it hanging. */
const { jobs, seed, shared } = workerData as LaneWork;
const count = new Int32Array(shared, 0, 2);
const place = Buffer.from(shared, 8);

async function main(): Promise<void> {
  for (const { name, inputs } of jobs) {
    const target = targets.find(each => each.name === name);
    if (!target) throw new Error(`no target ${name}`);
    const found = await fuzz(target, inputs, seed, input => {
      count[1] = input.copy(place);
      Atomics.add(count, 0, 1);
    });
    parentPort?.postMessage({ name, ...found });
  }
}

void main();
