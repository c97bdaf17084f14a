import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Value } from '@sinclair/typebox/value';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { ReportedConfiguration } from '../../../firmware/configuration/configuration-messages';
import { isCatalogueCode } from '../../../hal/platform/catalogue';
import {
  type BadConfiguration,
  badConfiguration,
  goodSettings,
  historic,
  history,
} from './bad-configurations';
import { BusyOffice } from './busy-office';
import { heapInUse } from './heap';

export interface ConfiguredOffice {
  readonly file: string;
  readonly office: BusyOffice;
  close(): Promise<void>;
}

/** An office that has taken three configurations from the region. */
export async function configuredOffice(): Promise<ConfiguredOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-bad-'));
  const file = join(folder, 'configuration.json');
  const office = await new BusyOffice(file).start();
  for (const name of history) await desire(office, JSON.stringify(historic(name)));
  assert.is(office.configuration.reported.active, 'third');
  return {
    file,
    office,
    close: async () => {
      await office.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

export async function desire({ configuration }: BusyOffice, payload: string | Buffer) {
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

/** So many bad configurations: each is refused with reasons, none changes anything, memory and disk stay as they are. */
export async function refusesConfigurations(
  { office, file }: ConfiguredOffice,
  attempts: number,
): Promise<void> {
  const before = office.truth;
  const written = statSync(file).mtimeMs;
  const settled = Math.floor(attempts / 3);
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
      if (sent === settled) heap = heapInUse();
    }),
    { numRuns: attempts, endOnFailure: true },
  );
  assert.is(office.truth, before);
  assert.is(statSync(file).mtimeMs, written);
  const grown = heapInUse() - heap;
  assert.ok(grown < 6, `${grown.toFixed(1)} MiB more after ${attempts} than after ${settled}`);
  const message = { version: 1, revision: 'fourth', settings: goodSettings };
  const { state, problems } = await desire(office, JSON.stringify(message));
  assert.equal([state, problems], ['accepted', []], 'and a good one is taken');
}
