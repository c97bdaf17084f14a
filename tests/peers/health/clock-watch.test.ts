import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rulesOf } from '../../../firmware/config/rules-of-site';
import type { Machine } from '../../../firmware/health/box/machine';
import { ClockWatch } from '../../../firmware/health/clock-watch';
import { Runtime } from '../../../firmware/runtime';
import { silent } from '../../../hal/platform/log';
import { VirtualTime } from '../../../simulator/time/virtual-time';
import { siteOf } from '../../support/nowhere-site';

interface Box {
  readonly runtime: Runtime;
  readonly clock: ClockWatch;
  readonly time: VirtualTime;
}

/** A box that has been on for `uptime` seconds when its program starts. */
async function withProgram(
  folder: string,
  { uptime, isSynced }: { readonly uptime: number; readonly isSynced: () => boolean | undefined },
  use: (box: Box) => Promise<void>,
): Promise<void> {
  const time = new VirtualTime(Date.parse('2026-03-02T06:00:00Z'));
  const machine: Machine = {
    text: async path => (path === '/proc/uptime' ? `${uptime} 1.0` : undefined),
    names: async () => [],
    clockSynced: isSynced,
  };
  const runtime = new Runtime({
    journalFile: join(folder, 'journal.db'),
    rules: rulesOf(siteOf(folder)),
    time,
    log: silent,
    version: '0.0.1',
    makeEpoch: () => 'epoch',
  });
  const clock = new ClockWatch({ runtime, machine, time, log: silent });
  await clock.start();
  await runtime.start();
  try {
    await use({ runtime, clock, time });
  } finally {
    clock.stop();
    runtime.stop();
  }
}

const ticket = { name: 'take-ticket', args: { service: 'kunta' }, channel: 'http' } as const;

const test = suite('clock of the box');

test('facts after a power cut are marked until a time server keeps the clock, and it is still known of each after the next start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-clock-'));
  try {
    let synced = false;
    let [before, after] = [0, 0];
    await withProgram(folder, { uptime: 12, isSynced: () => synced }, async ({ runtime, clock, time }) => {
      assert.is(clock.syncedAt(runtime.journal.last), false, 'even the fact that it started');
      await runtime.execute(ticket);
      before = runtime.journal.last;
      await time.runTo(time.now() + 60_000);
      assert.is(clock.syncedAt(before), false);
      synced = true;
      await time.runTo(time.now() + 10_000);
      await runtime.execute(ticket);
      after = runtime.journal.last;
      assert.is(clock.syncedAt(before), false);
      assert.is(clock.syncedAt(after), true);
      assert.is(clock.syncedAt(after + 1), true);
    });
    await withProgram(folder, { uptime: 50_000, isSynced: () => undefined }, async ({ runtime, clock }) => {
      assert.is(clock.syncedAt(before), false);
      assert.is(clock.syncedAt(after), true);
      assert.is(clock.syncedAt(runtime.journal.last), true);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.run();
