import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isTiskiError } from '../../hal/platform/error';
import { Random } from '../../simulator/random';
import { deviceTargets } from './device-targets';
import { firmwareTargets } from './firmware-targets';
import { mutated } from './mutator';
import { programTargets } from './program-targets';
import type { Target } from './target';

export const targets: readonly Target[] = [...firmwareTargets, ...deviceTargets, ...programTargets];

/** Longer than this is a hang, ms; looked at again, because the machine may have been away. */
const longest = 1000;

/** New ways of being taken that are kept beside the corpus. */
const mostKept = 400;

/** What may be left of the heap after a target, from a third of its inputs on, bytes. */
const mostGrowth = 12 * 2 ** 20;

/** As in the product, what libraries put off to the next turn is done then; closing a decompressor is. */
const inputsPerTurn = 256;

/** Fewer inputs show nothing of it. */
const enoughForGrowth = 2_000;

export interface Fuzzed {
  readonly inputs: number;
  /** Ways in which inputs were taken. */
  readonly ways: number;
  /** ms */
  readonly slowest: number;
  /** MiB */
  readonly grown: number;
  readonly seconds: number;
  readonly troubles: readonly string[];
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Stored inputs of a target: those that it is to take, and those that once were too much for it. */
export function corpusOf({ name }: Target): Buffer[] {
  const stored = JSON.parse(readFileSync(join(__dirname, 'corpus', `${name}.json`), 'utf8')) as (
    | string
    | { base64: string }
  )[];
  return stored.map(each =>
    typeof each === 'string' ? Buffer.from(each) : Buffer.from(each.base64, 'base64'),
  );
}

/** Gives a parser the corpus and inputs like it. Told of each input before it is read. */
export async function fuzz(
  target: Target,
  inputs: number,
  seed: number,
  before: (input: Buffer) => void = () => {},
): Promise<Fuzzed> {
  const random = new Random(`${seed} ${target.name}`);
  const corpus = corpusOf(target);
  const pool = [...corpus];
  const ways = new Set<string>();
  const troubles: string[] = [];
  let slowest = 0;
  let heap = 0;
  const watchesGrowth = inputs >= enoughForGrowth;
  const began = performance.now();
  for (let count = 0; count < inputs && troubles.length < 5; count++) {
    if (count % inputsPerTurn === 0) await nextTurn();
    const input = corpus[count] ?? mutated(pool, random);
    before(input);
    const { way, took, crash } = await taken(target, input);
    slowest = Math.max(slowest, took);
    if (crash !== undefined)
      troubles.push(
        `${target.name} crashes: ${crash}\n    ${JSON.stringify({ base64: input.toString('base64') })}`,
      );
    if (took > longest)
      troubles.push(`${target.name} hangs for ${took.toFixed(0)} ms: ${input.toString('base64')}`);
    if (!ways.has(way)) {
      ways.add(way);
      if (pool.length < corpus.length + mostKept) pool.push(input);
    }
    if (watchesGrowth && count === Math.floor(inputs / 3)) {
      await nextTurn();
      collectGarbage();
      heap = process.memoryUsage().heapUsed;
    }
  }
  await nextTurn();
  if (watchesGrowth) collectGarbage();
  const grown = heap === 0 ? 0 : process.memoryUsage().heapUsed - heap;
  if (grown > mostGrowth) troubles.push(`${target.name} grows by ${grown} bytes`);
  return {
    inputs,
    ways: ways.size,
    slowest: Math.round(slowest),
    grown: Math.round((grown / 2 ** 20) * 10) / 10,
    seconds: Math.round((performance.now() - began) / 100) / 10,
    troubles,
  };
}

async function taken(target: Target, input: Buffer): Promise<{ way: string; took: number; crash?: string }> {
  const once = async () => {
    const began = performance.now();
    try {
      const read = target.read(input);
      const way = typeof read === 'string' ? read : await read;
      return { way, took: performance.now() - began };
    } catch (error) {
      const took = performance.now() - began;
      if (isTiskiError(error)) return { way: error.code, took };
      return {
        way: 'crash',
        took,
        crash: error instanceof Error ? (error.stack ?? error.message) : String(error),
      };
    }
  };
  const first = await once();
  return first.took > longest ? once() : first;
}
