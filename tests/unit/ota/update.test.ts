import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { makeFolderDurably } from '../../../ota/disk/durably';
import type { Transport } from '../../../ota/fetch/transport';
import { headName } from '../../../ota/format/channel-head';
import { publishRelease } from '../../../ota/release/publish-release';
import { begin, pause, rolloutOf } from '../../../ota/rollout/course';
import { layFirstSlot } from '../../../ota/slots/first-slot';
import { Slots } from '../../../ota/slots/slots';
import { MetadataStore } from '../../../ota/trust/metadata-store';
import { TrustedRepository } from '../../../ota/trust/trusted-repository';
import { tufCommand } from '../../../ota/trust/tuf-command';
import { CrashDisk } from '../../support/ota/crash-disk';
import { fastLimits, filesOf, makeRelease, noise, UpdateBench } from '../../support/ota/update-bench';

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

test('what is on trial is neither replaced nor started a second time', async () => {
  const bench = new UpdateBench().begin();
  bench.publish('1.0.1', ['1.0.0']);
  const { slots, client } = bench.client(bench.box());
  const refused = (act: () => unknown) =>
    assert.throws(act, (error: { code?: string }) => error.code === 'update-busy');
  refused(() => slots.switch());
  refused(() => slots.commit());
  await client.install();
  slots.switch();
  slots.start();
  refused(() => slots.switch());
  bench.publish('1.0.2', ['1.0.0']);
  await client.install().then(
    () => assert.unreachable(),
    error => assert.is(error.code, 'update-busy'),
  );
});

test('the words that judge a client of TUF are those of the conformance suite, and no others', async () => {
  const said: string[] = [];
  const { disk, transport, time } = new UpdateBench().begin();
  const run = (...words: string[]) =>
    tufCommand(words, { disk, transport, time, limits: fastLimits, print: line => said.push(line) });
  const place = ['--metadata-dir', '/tuf'];
  assert.is(await run('refresh'), 1);
  assert.match(said.pop() ?? '', /--metadata-dir is missing/);
  for (const words of [[], ['init'], ['dance']]) {
    assert.is(await run(...place, ...words), 1);
    assert.match(said.pop() ?? '', /usage: tiski tuf/);
  }
  assert.is(await run(...place, 'init', '/repository/metadata/1.root.json'), 0);
  assert.is(await run(...place, 'refresh'), 1);
  assert.match(said.pop() ?? '', /--metadata-url is missing/);
  const source = [...place, '--metadata-url', 'http://updates/metadata/'];
  assert.is(await run(...source, 'refresh'), 0);
  const download = [
    ...source,
    '--target-base-url',
    'http://updates/targets/',
    '--target-dir',
    '/got',
    'download',
  ];
  assert.is(await run(...download), 0, 'nothing is wanted');
  assert.is(await run(...download, '--target-name', 'stable/none'), 1);
});

test('a source is a folder with or without a stroke at its end, and its releases may lie in another', async () => {
  const bench = new UpdateBench().begin();
  bench.publish('1.0.1', ['1.0.0']);
  const inOffice: Transport = (url, from) => {
    assert.ok(url.pathname.startsWith('/office/'), url.href);
    return bench.transport(new URL(url.pathname.slice('/office'.length), url), from);
  };
  const source = new URL('http://updates/office');
  const disk = bench.box();
  assert.is(await bench.client(disk, { source, transport: inOffice }).client.install(), '1.0.1');
  const { transport, time, factoryRoot } = bench;
  const repository = new TrustedRepository({
    store: new MetadataStore({ disk, folder: '/box/trust', factoryRoot }),
    metadataUrl: new URL('http://updates/metadata/'),
    targetsUrl: new URL('http://packs/targets'),
    transport,
    limits: fastLimits,
    time,
  });
  const head = await repository.find(headName('stable', 'arm64'));
  assert.match(head?.url.href ?? '', /^http:\/\/packs\/targets\/stable\/[\da-f]{64}\.latest-arm64\.json$/);
});

test('a fault of the program is no refusal of a release', async () => {
  const bench = new UpdateBench().begin();
  bench.publish('1.0.1', ['1.0.0']);
  const fault = new TypeError('a fault');
  const transport: Transport = (url, from) =>
    url.pathname.startsWith('/targets/') ? Promise.reject(fault) : bench.transport(url, from);
  await bench
    .client(bench.box(), { transport })
    .client.install()
    .then(
      () => assert.unreachable(),
      error => assert.is(error, fault),
    );
});

test('a file that was empty may grow, and a small one may change after a large one', async () => {
  const bench = new UpdateBench().begin();
  const files = filesOf('1.0.0');
  const make = (version: string, text: string) =>
    makeRelease(bench.disk, `/releases/${version}`, version, {
      ...files,
      'assets/empty': text,
      'program.js': `${files['program.js']}${text}`,
      'small.txt': `${noise(64, 9)} ${text}`,
    });
  const { disk, repository } = bench;
  make('1.0.1', '');
  publishRelease({ disk, repository, channel: 'stable', release: '/releases/1.0.1', earlier: [] });
  const box = bench.box();
  const { slots, client } = bench.client(box);
  await client.install();
  slots.switch();
  slots.start();
  slots.commit();
  make('1.0.2', 'grown');
  const earlier = ['/releases/1.0.1'];
  publishRelease({ disk, repository, channel: 'stable', release: '/releases/1.0.2', earlier });
  assert.is(await client.install(), '1.0.2');
  assert.is(bench.requests.filter(path => path.includes('.from-1.0.1')).length, 1);
  assert.is(box.read('/box/slots/a/assets/empty').toString(), 'grown');
});

test('a package lays its release into the first slot, unless it is none or the disk does not answer', () => {
  const disk = new CrashDisk();
  const slots = new Slots({ disk, folder: '/box' });
  makeFolderDurably(disk, '/package');
  const lay = () => layFirstSlot({ disk, slots, release: '/package' });
  assert.throws(lay, (error: { code?: string }) => error.code === 'update-slot-damaged');
  makeRelease(disk, '/package', '1.0.0', filesOf('1.0.0'));
  assert.ok(lay());
  assert.not.ok(lay());
  disk.read = () => {
    throw new Error('EIO');
  };
  assert.throws(lay, /EIO/);
});

test('a rollout needs boxes, and pausing what is paused changes nothing', () => {
  assert.throws(
    () => begin('1.1.0', [], 0),
    (error: { code?: string }) => error.code === 'release-refused',
  );
  const paused = pause(begin('1.1.0', ['a/b'], 0), 5);
  assert.equal(paused.paused, { why: 'by hand', at: 5 });
  assert.is(pause(paused, 9), paused);
  assert.is(rolloutOf(paused).paused, true);
});

test.run();
