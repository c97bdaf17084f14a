import { readdirSync } from 'node:fs';
import { join } from 'node:path';
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

test('every group of codes is in the catalogue, and no two groups share a code', () => {
  const folder = join(__dirname, '../../../hal/platform/catalogue');
  const groups = readdirSync(folder)
    .filter(file => file.endsWith('.ts') && file !== 'entry.ts')
    .map(file => Object.values(require(join(folder, file)) as Record<string, object>));
  const codes = groups.flat().flatMap(group => Object.keys(group));
  assert.equal(codes.sort(), Object.keys(catalogue).sort());
});

test.run();
