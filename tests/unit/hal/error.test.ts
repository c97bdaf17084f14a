import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { codeOf, failureOf, messageOf, TiskiError } from '../../../hal/platform/error';

test('whatever is thrown has words, and the name that the system gives it if it has one', () => {
  const missing = Object.assign(new Error('no such file'), { code: 'ENOENT' });
  assert.equal([codeOf(missing), messageOf(missing)], ['ENOENT', 'no such file']);
  assert.equal([codeOf(new Error('so')), codeOf('so', ''), messageOf('so')], ['unknown', '', 'so']);
});

test('a failure of somebody else is told by its kind alone, never by its words', () => {
  const ours = new TiskiError('neighbour-silent');
  assert.is(failureOf(ours), ours);
  const told = [new SyntaxError('Anna Virtanen'), 'Anna Virtanen'].map(error => failureOf(error));
  assert.equal(
    told.map(({ code }) => code),
    ['internal-error', 'internal-error'],
  );
  assert.match(told[0]?.message ?? '', /SyntaxError/);
  assert.match(told[1]?.message ?? '', /string/);
  assert.not.match(told.map(({ message }) => message).join(), /Anna/);
});

test.run();
