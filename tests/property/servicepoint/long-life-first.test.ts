import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { commandSchemas, internalCommandSchemas } from '../../../firmware/servicepoint/commands';
import { live } from './long-life';

const seeds = ['first-1', 'first-2', 'first-3', 'first-4', 'first-5'];

for (const seed of seeds) {
  test(`100 000 commands of every kind, by everybody, over a hundred days break no invariant (${seed})`, () => {
    const { carriedOut, days } = live(seed, 100_000);
    assert.ok(days > 50, `${days} days`);
    for (const name of Object.keys({ ...commandSchemas, ...internalCommandSchemas }))
      assert.ok(carriedOut.has(name), `${name} was never carried out`);
  });
}

test.run();
