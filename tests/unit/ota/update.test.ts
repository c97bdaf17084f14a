import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UpdateBench } from '../../support/ota/update-bench';

test('a box brings in a newer release by a delta, starts it on trial, keeps it when it proves itself', async () => {
  const bench = new UpdateBench().begin();
  bench.publish('1.0.1', ['1.0.0']);
  const disk = bench.box();
  const { slots, client } = bench.client(disk);
  assert.is(slots.start().manifest.version, '1.0.0');
  assert.is(await client.install(), '1.0.1');
  assert.ok(bench.requests.some(path => path.includes('.from-1.0.0')));
  assert.not.ok(bench.requests.some(path => path.endsWith('.full')));
  assert.is(slots.running().manifest.version, '1.0.0');
  slots.switch();
  const start = slots.start();
  assert.is(start.manifest.version, '1.0.1');
  assert.ok(start.trial);
  assert.is(disk.linkTarget('/box/good'), 'slots/a');
  slots.commit();
  assert.is(disk.linkTarget('/box/good'), 'slots/b');
  assert.is(slots.state().phase, 'committed');
  assert.is(await client.install(), undefined);
  assert.equal(disk.list('/box/download'), []);
});

test('a release that fails three starts is left without a person, and is not taken again', async () => {
  const bench = new UpdateBench().begin();
  bench.publish('1.0.1', ['1.0.0']);
  const { slots, client } = bench.client(bench.box());
  await client.install();
  slots.switch();
  for (let n = 0; n < 3; n++) assert.is(slots.start().manifest.version, '1.0.1');
  const back = slots.start();
  assert.is(back.manifest.version, '1.0.0');
  assert.not.ok(back.trial);
  assert.is(slots.state().phase, 'rolled-back');
  await client.install().then(
    () => assert.unreachable(),
    error => assert.is(error.code, 'update-refused-before'),
  );
  bench.publish('1.0.2', ['1.0.0']);
  assert.is(await client.install(), '1.0.2');
});

test.run();
