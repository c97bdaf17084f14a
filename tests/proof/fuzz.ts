import { availableParallelism } from 'node:os';
import { fuzzInLanes, jobsFor } from '../fuzz/fuzz-lanes';

/**
 * Gives so many inputs to all parsers of what comes from outside.
 * @throws Error at the end when one crashed, hung or grew
 */
export async function fuzzAll({
  inputs,
  seed,
}: {
  readonly inputs: number;
  readonly seed: number;
}): Promise<object> {
  const began = performance.now();
  const troubles: string[] = [];
  const parsers: Record<string, object> = {};
  let given = 0;
  await fuzzInLanes(
    jobsFor(inputs),
    seed,
    Math.min(4, availableParallelism()),
    (name, { troubles: bad, ...found }) => {
      given += found.inputs;
      parsers[name] = found;
      troubles.push(...bad);
      process.stdout.write(`${bad.length === 0 ? 'ok  ' : 'FAIL'} ${name}: ${JSON.stringify(found)}\n`);
      for (const trouble of bad) process.stdout.write(`  ${trouble}\n`);
    },
  );
  const report = { given, seconds: Math.round((performance.now() - began) / 1000), bad: troubles.length };
  if (troubles.length > 0) throw new Error(`fuzz: ${JSON.stringify(report)}`);
  return { ...report, parsers };
}
