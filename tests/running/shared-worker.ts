import { endMark } from './end-mark';
import { foundAtFileEnd } from './file-end';
import { before, leftovers } from './leftovers';

/** Runs one test file after the other, as its parent asks, and ends with it. */

interface Queue {
  UVU_DEFER: number;
  UVU_QUEUE: unknown[][];
}

const queue = globalThis as unknown as Queue;

// Before uvu is loaded: it then waits to be told to begin.
queue.UVU_DEFER = 1;
const { exec } = require('uvu') as typeof import('uvu');

/** Opened before the first file, not by it. */
const streams = [process.stdout, process.stderr];

// A compiler's service, which some files start, would keep it alive.
process.on('disconnect', () => process.exit());

process.on('message', async (file: string) => {
  const exitCode = await run(file);
  process.exitCode = 0;
  for (const stream of streams) stream.write(endMark(exitCode));
});

async function run(file: string): Promise<number> {
  queue.UVU_QUEUE.splice(0, Number.POSITIVE_INFINITY, [null]);
  const start = before();
  require(file);
  const wrong: string[] = [];
  // What it defined all the same would run with the next file.
  if (queue.UVU_QUEUE[0]?.length === 1) wrong.push('ran nothing in this process');
  await exec();
  wrong.push(...foundAtFileEnd(), ...(await leftovers(start)));
  for (const found of wrong) process.stdout.write(`${found}\n`);
  return wrong.length > 0 ? 1 : Number(process.exitCode ?? 0);
}
