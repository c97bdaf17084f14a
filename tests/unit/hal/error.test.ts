import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { codeOf, messageOf } from '../../../hal/platform/error';

test('whatever is thrown has words, and the name that the system gives it if it has one', () => {
  const missing = Object.assign(new Error('no such file'), { code: 'ENOENT' });
  assert.equal([codeOf(missing), messageOf(missing)], ['ENOENT', 'no such file']);
  assert.equal([codeOf(new Error('so')), codeOf('so', ''), messageOf('so')], ['unknown', '', 'so']);
});

test.run();
