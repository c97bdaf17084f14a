import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SlotStates } from '../support/ota/slot-states';

/** Every call of the updater that changes the disk is a place where the power may go, or the disk may fail. */

const states = new SlotStates();

test('a box that knows 1.0.1 stands ready', () => states.begin());

test('a cut at any call of download, install, switch and commit leaves a box that starts and updates', () =>
  states.firstUpdate());

test('so does a cut at any call of a second update, whose slot holds an old release', () =>
  states.secondUpdate());

test('so does a cut while a newer release takes the place of one that waits to be started', () =>
  states.replaced());

test('so does a cut at any call of an update that fails three starts and goes back', () =>
  states.failingUpdate());

for (const code of ['EIO', 'ENOSPC']) {
  test(`a disk that answers any one call with ${code} leaves a box that starts and updates`, async () => {
    const calls = await states.failedCalls(code);
    assert.ok(calls > 50, `${calls} calls`);
  });
}

test('a cut at any call while keys change leaves a box that starts and updates', () => states.changedKeys());

for (const code of ['EIO', 'ENOSPC']) {
  test(`a disk that answers any one call with ${code} while keys change leaves a box that starts and updates`, async () => {
    for (const [role, calls] of Object.entries(await states.failedCallsWhileKeysChange(code)))
      assert.ok(calls > 5, `${role}: ${calls} calls`);
  });
}

test('at least 2 000 states were looked at', () => {
  const { cuts, distinct } = states.found;
  process.stdout.write(`${cuts} states, ${distinct} of them distinct\n`);
  assert.ok(cuts >= 2000, `${cuts}`);
});

test.run();
