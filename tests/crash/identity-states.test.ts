import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { identityStates } from '../support/life/identity-states';

/** All of them: `npm run proof -- identity-states`. */

test('wherever the power goes in a renewal, a swap, a move, a reset or a leave, the box is as it was or as it is to be', async () => {
  for (const [scene, { looked }] of Object.entries(await identityStates(23))) assert.ok(looked > 0, scene);
});

test.run();
