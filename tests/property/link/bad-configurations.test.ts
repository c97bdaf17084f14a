import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Value } from '@sinclair/typebox/value';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ReportedConfiguration } from '../../../firmware/configuration/configuration-messages';
import { isCatalogueCode } from '../../../hal/platform/catalogue';
import {
  type BadConfiguration,
  badConfiguration,
  goodSettings,
  historic,
  history,
} from '../../support/remote/bad-configurations';
import { BusyOffice } from '../../support/remote/busy-office';
import { heapInUse } from '../../support/remote/heap';
import corpus from './corpus/configurations.json';

const attempts = 6_000;

const test = suite<{ folder: string; file: string; office: BusyOffice }>('bad configurations');
test.before.each(async context => {
  context.folder = mkdtempSync(join(tmpdir(), 'tiski-bad-'));
  context.file = join(context.folder, 'configuration.json');
  context.office = await new BusyOffice(context.file).start();
  for (const name of history) await desire(context.office, JSON.stringify(historic(name)));
  assert.is(context.office.configuration.reported.active, 'third');
});
test.after.each(async ({ office, folder }) => {
  await office.stop();
  rmSync(folder, { recursive: true });
});

async function desire({ configuration }: BusyOffice, payload: string | Buffer) {
  await configuration.take(Buffer.from(payload));
  return configuration.reported;
}

async function isRefused(office: BusyOffice, { why, payload }: BadConfiguration): Promise<void> {
  const { rules } = office.runtime;
  const { state, active, previous, problems } = await desire(office, payload);
  const what = `${why}: ${payload.toString('utf8').slice(0, 300)}`;
  assert.equal([state, active, previous], ['refused', 'third', 'second'], what);
  assert.ok(problems.length > 0 && problems.every(({ code }) => isCatalogueCode(code)), what);
  assert.is(office.runtime.rules, rules, what);
}

test('six thousand bad configurations: each is refused with reasons, none changes anything, memory and disk stay as they are', async ({
  office,
  file,
}) => {
  const before = office.truth;
  const written = statSync(file).mtimeMs;
  let heap = 0;
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(badConfiguration, async bad => {
      await isRefused(office, bad);
      sent += 1;
      if (sent % 1_000 === 0) {
        assert.is(office.truth, before);
        assert.ok(Value.Check(ReportedConfiguration, office.configuration.reported));
      }
      if (sent === 2_000) heap = heapInUse();
    }),
    { numRuns: attempts, endOnFailure: true },
  );
  assert.is(office.truth, before);
  assert.is(statSync(file).mtimeMs, written);
  const grown = heapInUse() - heap;
  assert.ok(grown < 6, `${grown.toFixed(1)} MiB more after ${attempts} than after 2 000`);
  const message = { version: 1, revision: 'fourth', settings: goodSettings };
  const { state, problems } = await desire(office, JSON.stringify(message));
  assert.equal([state, problems], ['accepted', []], 'and a good one is taken');
});

test('bad configurations that were thought of are refused as they should be', async ({ office }) => {
  const before = office.truth;
  for (const { payload, code, path } of corpus) {
    const { state, problems } = await desire(office, payload);
    assert.is(state, 'refused', payload.slice(0, 200));
    assert.equal([problems[0]?.code, problems[0]?.path], [code, path], payload.slice(0, 200));
    assert.is(office.truth, before, payload.slice(0, 200));
  }
});

test('a configuration leaves nothing behind in objects that all share', async ({ office, file }) => {
  await desire(
    office,
    '{"version":1,"revision":"x","settings":{"__proto__":{"polluted":1},"services":{"__proto__":{"polluted":1}}}}',
  );
  assert.is(({} as { polluted?: number }).polluted, undefined);
  assert.ok(existsSync(file));
});

test.run();
