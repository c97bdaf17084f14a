import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compareVersions, isVersion } from '../../../ota/format/version-order';

/** The order that Semantic Versioning 2.0.0 gives as its examples, section 11.2 and 11.4, and numbers that are no words. */
const inOrder = [
  '1.0.0-0.3.7',
  '1.0.0-2',
  '1.0.0-10',
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-alpha.beta',
  '1.0.0-beta',
  '1.0.0-beta.2',
  '1.0.0-beta.11',
  '1.0.0-rc.1',
  '1.0.0',
  '2.0.0',
  '2.1.0',
  '2.1.1',
  '2.10.0',
  '10.0.0',
];

test('releases and what led to them come in the order of Semantic Versioning', () => {
  for (const [place, a] of inOrder.entries())
    for (const [other, b] of inOrder.entries())
      assert.is(Math.sign(compareVersions(a, b)), Math.sign(place - other), `${a} against ${b}`);
});

test('what is no version is not taken for one', () => {
  for (const version of inOrder) assert.ok(isVersion(version), version);
  for (const text of ['', '1', '1.2', 'v1.2.3', '1.2.3+build', '1.2.3-', '1.2.3-a b', ' 1.2.3'])
    assert.not.ok(isVersion(text), text);
});

test.run();
