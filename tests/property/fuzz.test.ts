import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { corpusOf, fuzz, targets } from '../fuzz/fuzz';

/** A sample of `npm run proof -- fuzz`. */

/** Of a parser with a share of 1. */
const inputs = 20;

/** What takes tens of milliseconds is read this often at most. */
const dear = { share: 0.1, inputs: 4 };

test('every parser takes or refuses what is stored of it, and what is like that', async () => {
  for (const target of targets) {
    const stored = corpusOf(target).length;
    const many = target.share < dear.share ? dear.inputs : stored + Math.ceil(inputs * target.share);
    const { troubles } = await fuzz(target, many, 1);
    assert.equal(troubles, []);
  }
});

test.run();
