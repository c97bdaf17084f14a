import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { lanes, lastLanes } from '../support/box-faults/faults';
import { Play } from '../support/box-faults/play';
import { FaultStage } from '../support/box-faults/stage';
import { runInNamespace } from '../support/sysfs-namespace';

const stage = new FaultStage();
let ends: ReadonlyMap<string, string | undefined> = new Map();
let trouble: unknown;

// uvu keeps to itself what goes wrong before the tests.
test.before(async () => {
  try {
    await stage.open();
    ends = await new Play(stage).all(lanes, lastLanes);
  } catch (error) {
    trouble = error;
  }
});

test.after(() => stage.close());

test('at the beginning all is well', () => {
  if (trouble !== undefined) throw trouble;
});

for (const [lane, faults] of Object.entries({ ...lanes, ...lastLanes }))
  for (const { what } of faults)
    test(`somebody afar sees within its time that ${what}, and that it is over (${lane})`, () => {
      const name = `${lane}: ${what}`;
      assert.ok(ends.has(name), 'it was not played');
      assert.is(ends.get(name), undefined);
    });

test('nothing that no fault touched was ever anything but ok', () => {
  assert.is(ends.get('nobody'), undefined);
});

runInNamespace(__filename);
