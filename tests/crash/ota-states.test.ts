import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rotate } from '../../ota/release/change-keys';
import { wholeRelease } from '../../ota/slots/slot-check';
import type { CrashDisk } from '../support/ota/crash-disk';
import { cutStates } from '../support/ota/cut-states';
import { UpdateBench } from '../support/ota/update-bench';

/** Every call of the updater that changes the disk is a place where the power may go, or the disk may fail. */

type Scene = (disk: CrashDisk) => Promise<void>;

const bench = new UpdateBench().begin();
bench.publish('1.0.1', ['1.0.0']);
const newest = '1.0.2';

/** What a box does from its first release to the next, to a release that fails, and back. */
const update: Scene = async disk => {
  const { slots, client } = bench.client(disk);
  slots.start();
  if (await client.install()) slots.switch();
  slots.start();
  if (slots.state().phase === 'trial') slots.commit();
};

const failingUpdate: Scene = async disk => {
  const { slots, client } = bench.client(disk);
  slots.start();
  if (await client.install()) slots.switch();
  for (let n = 0; n < 4; n++) slots.start();
};

/** Keys change while the box looks on: its root and all that hangs on it are replaced. */
const rotation: Scene = async disk => {
  await bench.client(disk).client.check();
};

function clone(disk: CrashDisk): CrashDisk {
  return disk.afterCut('kept');
}

/** What must hold for a box after anything: it starts a whole release and comes to the newest one by itself. */
async function assertAlive(disk: CrashDisk, versions: readonly string[]): Promise<void> {
  const { slots, client } = bench.client(disk);
  const started = slots.start();
  assert.ok(versions.includes(started.manifest.version), started.manifest.version);
  assert.ok(wholeRelease(disk, started.folder), 'the release that starts is whole');
  assert.is(disk.linkTarget('/box/current'), `slots/${started.slot}`, 'what starts is what is reported');
  if (slots.state().phase === 'trial') slots.commit();
  if (await client.install()) {
    slots.switch();
    slots.start();
    slots.commit();
  }
  assert.is(slots.running().manifest.version, newest);
  assert.ok(wholeRelease(disk, slots.running().folder));
}

/** Lets the nth call fail, for every n, and then the box go on. */
async function failures(
  origin: CrashDisk,
  scene: Scene,
  code: string,
  versions: readonly string[],
): Promise<number> {
  for (let nth = 1; ; nth++) {
    const disk = clone(origin);
    let calls = 0;
    disk.before = (call, path) => {
      if (++calls === nth) throw Object.assign(new Error(`${code}: ${call} ${path}`), { code });
    };
    await scene(disk).catch(error =>
      assert.match(error.code, /^update-(disk-failed|no-space)$|^E(IO|NOSPC)$/),
    );
    if (calls < nth) return nth - 1;
    disk.before = () => {};
    await assertAlive(disk, versions);
  }
}

/** A release that was proven but never started gives way to a newer one. */
const replaced: Scene = async disk => {
  await bench.client(disk).client.install();
};

const before = bench.box();
const waiting = bench.box();
const known = bench.box();
let total = 0;
let distinct = 0;

async function enumerate(origin: CrashDisk, scene: Scene, versions: readonly string[]): Promise<void> {
  const { enumerated, states } = await cutStates(clone(origin), scene);
  total += enumerated;
  distinct += states.size;
  for (const state of states.values()) await assertAlive(state, versions);
}

test('a box that knows 1.0.1 stands ready', async () => {
  await update(known);
  assert.is(bench.client(known).slots.running().manifest.version, '1.0.1');
  assert.is(await bench.client(waiting).client.install(), '1.0.1');
  bench.publish(newest, ['1.0.0', '1.0.1']);
});

test('a cut at any call of download, install, switch and commit leaves a box that starts and updates', () =>
  enumerate(before, update, ['1.0.0', newest]));

test('so does a cut at any call of a second update, whose slot holds an old release', () =>
  enumerate(known, update, ['1.0.1', newest]));

test('so does a cut while a newer release takes the place of one that waits to be started', async () => {
  await enumerate(waiting, replaced, ['1.0.0', newest]);
  const { states } = await cutStates(clone(waiting), replaced);
  for (const disk of states.values()) {
    const { slots } = bench.client(disk);
    if (slots.state().phase === 'verified') slots.switch();
    const { folder, manifest } = slots.start();
    assert.ok(wholeRelease(disk, folder), `${manifest.version} is whole`);
  }
});

test('so does a cut at any call of an update that fails three starts and goes back', async () => {
  const { enumerated, states } = await cutStates(clone(known), failingUpdate);
  total += enumerated;
  distinct += states.size;
  for (const disk of states.values()) {
    const { slots } = bench.client(disk);
    for (let n = 0; n < 5; n++) slots.start();
    const running = slots.running();
    assert.ok(['1.0.1', newest].includes(running.manifest.version));
    assert.not.ok(running.trial, 'nobody committed it');
    assert.ok(wholeRelease(disk, running.folder));
  }
});

for (const code of ['EIO', 'ENOSPC']) {
  test(`a disk that answers any one call with ${code} leaves a box that starts and updates`, async () => {
    const calls = await failures(known, update, code, ['1.0.1', newest]);
    total += calls;
    assert.ok(calls > 50, `${calls} calls`);
  });
}

test('a cut at any call while keys change leaves a box that starts and updates', async () => {
  const box = clone(known);
  for (const role of ['root', 'timestamp', 'snapshot', 'targets', 'stable']) {
    rotate(bench.repository, bench.keyring, role);
    await enumerate(box, rotation, ['1.0.1', newest]);
    await rotation(box);
  }
});

for (const code of ['EIO', 'ENOSPC']) {
  test(`a disk that answers any one call with ${code} while keys change leaves a box that starts and updates`, async () => {
    const box = clone(known);
    await rotation(box);
    for (const role of ['root', 'timestamp', 'snapshot', 'targets', 'stable']) {
      rotate(bench.repository, bench.keyring, role);
      const calls = await failures(box, rotation, code, ['1.0.1', newest]);
      total += calls;
      assert.ok(calls > 5, `${role}: ${calls} calls`);
      await rotation(box);
    }
  });
}

test('at least 2 000 states were looked at', () => {
  process.stdout.write(`${total} states, ${distinct} of them distinct\n`);
  assert.ok(total >= 2000, `${total}`);
});

test.run();
