import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { StartRecord } from '../../../firmware/health/start-record';
import { silent } from '../../../hal/platform/log';
import { SystemTime } from '../../../hal/platform/time';

const stateDir = mkdtempSync(join(tmpdir(), 'tiski-starts-'));
test.after(() => rmSync(stateDir, { recursive: true }));

const begin = (version: string) =>
  new StartRecord({ stateDir, version, time: new SystemTime(), log: silent }).begin();

test('a release that never comes up leaves the one before it its three starts', async () => {
  for (let start = 1; start <= 3; start++) assert.not((await begin('1.0.1')).hopeless);
  assert.ok((await begin('1.0.1')).hopeless);
  const { hopeless, failed } = await begin('1.0.0');
  assert.not(hopeless);
  assert.is(failed, 0);
});

test.run();
