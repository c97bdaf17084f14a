import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { beginAnywhere, cutAnywhere, failAnywhere, releaseScenes } from '../support/ota/release-cuts';

/** A sample of what `npm run proof -- release-cuts` looks at whole. */
const every = 11;

let total = 0;

for (const scene of releaseScenes) {
  test(`a cut at a call while ${scene.name}: boxes are served before and after, and the tool goes on`, async () => {
    total += await cutAnywhere(scene, every);
  });

  test(`a disk that fails at a call while ${scene.name} does no more than that`, async () => {
    total += await failAnywhere(scene, every);
  });
}

test('a cut while a repository is begun leaves one that can be begun', async () => {
  total += await beginAnywhere(every);
});

test('the sample is large enough to mean something', () => assert.ok(total >= 60, `${total}`));

test.run();
