import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rotate } from '../../../ota/release/change-keys';
import type { CrashDisk } from '../../support/ota/crash-disk';
import { UpdateBench } from '../../support/ota/update-bench';

const files = ['root', 'timestamp', 'snapshot', 'targets', 'stable'];

/** A box that has seen two states of a repository, and the files of the first. */
async function seasoned(): Promise<{ bench: UpdateBench; disk: CrashDisk; stale: Map<string, Buffer> }> {
  const bench = new UpdateBench().begin();
  const disk = bench.box();
  rotate(bench.repository, bench.keyring, 'root');
  bench.publish('1.0.1', ['1.0.0']);
  await bench.client(disk).client.check();
  const stale = new Map(files.map(name => [name, disk.read(`/box/trust/${name}.json`)]));
  for (const role of ['root', 'snapshot', 'timestamp', 'targets', 'stable'])
    rotate(bench.repository, bench.keyring, role);
  await bench.client(disk).client.check();
  return { bench, disk, stale };
}

const damages: Record<string, (disk: CrashDisk, file: string, stale: Buffer) => void> = {
  torn: (disk, file) => disk.write(file, disk.read(file).subarray(0, 200)),
  empty: (disk, file) => disk.write(file, Buffer.alloc(0)),
  stale: (disk, file, stale) => disk.write(file, stale),
  missing: (disk, file) => disk.remove(file),
  'full of zeros': (disk, file) => disk.write(file, Buffer.alloc(disk.size(file))),
  'JSON of something else': (disk, file) => disk.write(file, Buffer.from('{"signed":{}}')),
};

for (const [damage, spoil] of Object.entries(damages)) {
  test(`a metadata file that is ${damage} heals in one cycle`, async () => {
    const { bench, disk, stale } = await seasoned();
    const whole = new Map(files.map(name => [name, disk.read(`/box/trust/${name}.json`)]));
    for (const damaged of [...files.map(name => [name]), files]) {
      for (const name of damaged) spoil(disk, `/box/trust/${name}.json`, stale.get(name) ?? Buffer.alloc(0));
      assert.ok(await bench.client(disk).client.check());
      for (const name of files)
        assert.ok(
          disk.read(`/box/trust/${name}.json`).equals(whole.get(name) ?? Buffer.alloc(1)),
          `${damaged}: ${name}`,
        );
    }
  });
}

test('what the updater has said is done is still done after a power cut, however that ends', async () => {
  const bench = new UpdateBench().begin();
  bench.publish('1.0.1', ['1.0.0']);
  const disk = bench.box();
  const { slots, client } = bench.client(disk);
  const same = () => {
    for (const cut of ['kept', 'lost', 'names', 'torn', 'contents'] as const)
      assert.equal(bench.client(disk.afterCut(cut)).slots.state(), slots.state(), cut);
  };
  slots.start();
  await client.install();
  same();
  slots.switch();
  same();
  slots.start();
  same();
  slots.rollBack();
  same();
});

test('a damaged slots.json is made anew from what lies in the slots', async () => {
  const bench = new UpdateBench().begin();
  bench.publish('1.0.1', ['1.0.0']);
  for (const content of ['', '{"format":1', '{"format":2}']) {
    const disk = bench.box();
    const { slots, client } = bench.client(disk);
    await client.install();
    slots.switch();
    slots.start();
    slots.commit();
    disk.write('/box/slots.json', Buffer.from(content));
    assert.is(slots.start().manifest.version, '1.0.1', 'the one that has proven itself');
    assert.is(slots.state().phase, 'idle');
  }
});

test('a box without any whole release says so', () => {
  const bench = new UpdateBench().begin();
  const disk = bench.box();
  disk.write('/box/slots/a/program.js', Buffer.from('damaged'));
  assert.throws(
    () => bench.client(disk).slots.start(),
    (error: { code: string }) => error.code === 'update-slot-damaged',
  );
});

test.run();
