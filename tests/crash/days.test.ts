import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { DayRunner, lifeOf } from '../simulation/day-runner';
import failed from '../simulation/failed-seeds.json';
import mutations from '../simulation/mutations.json';
import { told } from '../simulation/shrink';

/** A sample of `npm run proof -- days` and of `npm run proof -- crash-states`. */

const runner = new DayRunner();
test.after(() => runner.stop());

async function assertGood(seed: number): Promise<string> {
  const life = lifeOf(seed);
  const { troubles, course } = await runner.live(life);
  assert.equal(troubles, [], `npm run proof -- days --days 2 --seed ${seed}\n${told(life)}`);
  return course;
}

test('random days with random faults lose no ticket and no event, and leave no lamp dark', async () => {
  for (let seed = 1_000; seed < 1_002; seed++) await assertGood(seed);
});

test('days that once failed are good, and a seed lives the same days again, whatever was lived before', async () => {
  const courses = [];
  for (const { seed } of failed) courses.push(await assertGood(seed));
  assert.is(await assertGood(failed[0]?.seed ?? 0), courses[0]);
});

test('the box starts on what a power cut in a busy morning may have left, with nothing lost and nothing doubled', async () => {
  const { started, troubles } = await runner.crashStates({ seed: 1, lane: 0, lanes: 1, every: 100 });
  assert.equal(troubles, []);
  assert.ok(started >= 5, `${started} states`);
});

test('every mistake of the list can still be made in the source', () => {
  for (const { name, file, from } of mutations) {
    const source = readFileSync(join(__dirname, '..', '..', file), 'utf8');
    assert.is(source.split(from).length, 2, `${name}: follow ${file} in tests/simulation/mutations.json`);
  }
});

test.run();
