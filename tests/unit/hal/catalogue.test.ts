import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { catalogue } from '../../../hal/platform/catalogue';

test('every code says what it is and what to do', () => {
  for (const [code, entry] of Object.entries(catalogue)) {
    assert.match(code, /^[a-z][a-z0-9-]{2,39}$/);
    assert.ok(entry.what.length > 8 && !entry.what.endsWith('.'), `${code}: what`);
    assert.ok(entry.advice.endsWith('.'), `${code}: advice`);
  }
});

test.run();
