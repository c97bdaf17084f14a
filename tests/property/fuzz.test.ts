import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { corpusOf, fuzz, targets } from '../fuzz/fuzz';

/** A sample of `npm run proof -- fuzz`. */

/** Of a parser with a share of 1. */
const inputs = 20;

test('every parser takes or refuses what is stored of it, and what is like that', async () => {
  for (const target of targets) {
    const { troubles } = await fuzz(target, corpusOf(target).length + Math.ceil(inputs * target.share), 1);
    assert.equal(troubles, []);
  }
});

test.run();
