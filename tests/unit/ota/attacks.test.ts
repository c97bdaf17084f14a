import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CatalogueCode } from '../../../hal/platform/catalogue';
import { type ChannelHead, headName, readHead } from '../../../ota/format/channel-head';
import { rotate } from '../../../ota/release/change-keys';
import { makeDelta } from '../../../ota/release/make-pack';
import { openRelease } from '../../../ota/release/publish-release';
import { fastLimits, makeRelease, noise, UpdateBench } from '../../support/ota/update-bench';

const day = 86_400_000;

/** A repository whose boxes may go from 1.0.0 to 1.0.1. */
function office(): UpdateBench {
  const bench = new UpdateBench().begin();
  bench.publish('1.0.1', ['1.0.0']);
  return bench;
}

async function refused(attempt: Promise<unknown>, code: CatalogueCode): Promise<void> {
  const error = await attempt.then(
    () => assert.unreachable(`not refused: ${code}`),
    (thrown: { code?: string }) => thrown,
  );
  assert.is(error?.code, code, String(error));
}

/** What one path gives from now on. */
function tamper(bench: UpdateBench, ending: string, change: (content: Buffer) => Buffer | undefined): void {
  const before = bench.answer;
  bench.answer = (path, content) => {
    const given = before(path, content);
    return given && path.endsWith(ending) ? change(given) : given;
  };
}

function edited(
  content: Buffer,
  edit: (file: { signatures: { keyid: string; sig: string }[] }) => void,
): Buffer {
  const file = JSON.parse(content.toString());
  edit(file);
  return Buffer.from(JSON.stringify(file));
}

test('a wrong signature', async () => {
  const bench = office();
  tamper(bench, 'timestamp.json', content =>
    edited(content, ({ signatures }) => {
      for (const signature of signatures) signature.sig = 'ab'.repeat(64);
    }),
  );
  await refused(bench.client(bench.box()).client.install(), 'update-signature-wrong');
});

test('metadata signed by nobody whom the box trusts', async () => {
  const bench = office();
  const stranger = office();
  tamper(bench, 'timestamp.json', () => stranger.disk.read('/repository/metadata/timestamp.json'));
  await refused(bench.client(bench.box()).client.install(), 'update-signature-wrong');
});

test('a threshold that is not met', async () => {
  const bench = office();
  rotate(bench.repository, bench.keyring, 'timestamp');
  tamper(bench, '2.root.json', content => edited(content, file => file.signatures.splice(1)));
  await refused(bench.client(bench.box()).client.install(), 'update-threshold-unmet');
});

test('a rollback of the metadata', async () => {
  const bench = office();
  const old = bench.disk.read('/repository/metadata/timestamp.json');
  const disk = bench.box();
  bench.repository.restamp();
  await bench.client(disk).client.check();
  tamper(bench, 'timestamp.json', () => old);
  await refused(bench.client(disk).client.install(), 'update-rollback');
});

test('a freeze', async () => {
  const bench = office();
  const disk = bench.box();
  await bench.client(disk).client.check();
  bench.time.shift = 8 * day;
  await refused(bench.client(disk).client.install(), 'update-frozen');
  bench.repository.restamp();
  assert.is(await bench.client(disk).client.install(), '1.0.1');
});

test('mix and match: a snapshot or a channel of another day', async () => {
  for (const [file, other] of [
    ['3.snapshot.json', '2.snapshot.json'],
    ['2.stable.json', '1.stable.json'],
  ] as const) {
    const bench = office();
    tamper(bench, file, () => bench.disk.read(`/repository/metadata/${other}`));
    await refused(bench.client(bench.box()).client.install(), 'update-mixed');
  }
});

test('endless data, in metadata and in a pack', async () => {
  for (const ending of ['timestamp.json', '.from-1.0.0']) {
    const bench = office();
    tamper(bench, ending, content => Buffer.concat([content, Buffer.alloc(20_000, ' ')]));
    await refused(bench.client(bench.box()).client.install(), 'update-endless');
  }
});

test('slow retrieval: nothing at all, and a trickle', async () => {
  for (const gap of [1e9, 2]) {
    const bench = office();
    const transport: typeof bench.transport = async (url, from) => ({
      ...(await bench.transport(url, from)),
      chunks: (async function* () {
        while (true) {
          await new Promise(resolve => setTimeout(resolve, gap).unref());
          yield Buffer.alloc(1);
        }
      })(),
    });
    const limits = { ...fastLimits, window: 60, leastPerWindow: 1000 };
    await refused(bench.client(bench.box(), { transport, limits }).client.install(), 'update-slow');
  }
});

test('a release for another processor', async () => {
  const bench = office();
  await refused(bench.client(bench.box(), { architecture: 'x64' }).client.install(), 'update-not-found');
  const channel = bench.repository.channel('stable');
  const head = JSON.parse(
    bench.disk
      .read(
        `/repository/targets/stable/${channel.targets[headName('stable', 'arm64')]?.hashes.sha256}.latest-arm64.json`,
      )
      .toString(),
  );
  channel.targets[headName('stable', 'arm64')] = bench.repository.addTarget(
    headName('stable', 'arm64'),
    Buffer.from(JSON.stringify({ ...head, architecture: 'x64' })),
  );
  bench.repository.publish(bench.repository.targets(), new Map([['stable', channel]]));
  await refused(bench.client(bench.box()).client.install(), 'update-wrong-architecture');
});

/** The channel says of its newest release something else than the release itself. */
function spoilHead(bench: UpdateBench, change: Partial<ChannelHead>): void {
  const name = headName('stable', 'arm64');
  const channel = bench.repository.channel('stable');
  const file = `/repository/targets/stable/${channel.targets[name]?.hashes.sha256}.latest-arm64.json`;
  const head = { ...readHead(bench.disk.read(file)), ...change };
  channel.targets[name] = bench.repository.addTarget(name, Buffer.from(JSON.stringify(head)));
  bench.repository.publish(bench.repository.targets(), new Map([['stable', channel]]));
}

test('a channel that says another thing of a release than the release itself', async () => {
  const bench = office();
  spoilHead(bench, { version: '1.0.2' });
  await refused(bench.client(bench.box()).client.install(), 'update-mixed');
  spoilHead(bench, { version: '1.0.1', full: 'stable/none', deltas: {} });
  await refused(bench.client(bench.box()).client.install(), 'update-not-found');
  bench.publish('1.0.3', [], { architecture: 'x64' });
  const channel = bench.repository.channel('stable');
  const other = channel.targets[headName('stable', 'x64')];
  const file = `/repository/targets/stable/${other?.hashes.sha256}.latest-x64.json`;
  spoilHead(bench, { ...readHead(bench.disk.read(file)), architecture: 'arm64' });
  await refused(bench.client(bench.box()).client.install(), 'update-wrong-architecture');
});

test('a release for another site', async () => {
  const bench = office();
  bench.publish('1.0.2', ['1.0.0'], {}, ['oulu']);
  await refused(bench.client(bench.box()).client.install(), 'update-wrong-site');
  await refused(bench.client(bench.box(), { site: undefined }).client.install(), 'update-wrong-site');
  assert.is(await bench.client(bench.box(), { site: 'oulu' }).client.install(), '1.0.2');
});

test('a release that is older than the one that runs', async () => {
  const bench = office();
  bench.publish('0.9.9', []);
  await refused(bench.client(bench.box()).client.install(), 'update-release-older');
});

/** Signs a delta that leads elsewhere, as a fault of the release tool would. */
function spoilDelta(bench: UpdateBench, keepFull: boolean): void {
  const disk = bench.disk;
  makeRelease(disk, '/releases/other', '1.0.1', { 'program.js': noise(12_000, 9) });
  const other = openRelease(disk, '/releases/other');
  const right = openRelease(disk, '/releases/1.0.1');
  const digest = right.manifest.files.find(({ path }) => path === 'program.js')?.sha256 ?? '';
  const otherDigest = other.manifest.files[0]?.sha256 ?? '';
  const delta = makeDelta(disk, other, openRelease(disk, '/releases/1.0.0'));
  const channel = bench.repository.channel('stable');
  const wrong = Buffer.from(delta.toString('latin1').replaceAll(otherDigest, digest), 'latin1');
  channel.targets['stable/tiski-1.0.1-arm64.from-1.0.0'] = bench.repository.addTarget(
    'stable/tiski-1.0.1-arm64.from-1.0.0',
    wrong,
  );
  if (!keepFull) delete channel.targets['stable/tiski-1.0.1-arm64.full'];
  bench.repository.publish(bench.repository.targets(), new Map([['stable', channel]]));
}

test('a delta that yields other bytes; the full bundle serves instead where there is one', async () => {
  const alone = office();
  spoilDelta(alone, false);
  const disk = alone.box();
  await refused(alone.client(disk).client.install(), 'update-delta-wrong');
  assert.is(alone.client(disk).slots.start().manifest.version, '1.0.0');

  const bench = office();
  spoilDelta(bench, true);
  assert.is(await bench.client(bench.box()).client.install(), '1.0.1');
  assert.ok(bench.requests.some(path => path.endsWith('.full')));
});

test('a pack with other bytes than were signed', async () => {
  const bench = office();
  tamper(bench, '.from-1.0.0', content => Buffer.alloc(content.length, 1));
  await refused(bench.client(bench.box()).client.install(), 'update-file-wrong');
});

test('a stick with an old release, or one that has run out', async () => {
  const source = new URL('file:///repository/');
  const bench = office();
  const disk = bench.box();
  const old = bench.disk.read('/repository/metadata/timestamp.json');
  bench.repository.restamp();
  await bench.client(disk).client.check();
  const transport: typeof bench.transport = (url, from) =>
    bench.transport(new URL(url.href.replace('file:///repository/', 'http://updates/')), from);
  tamper(bench, 'timestamp.json', () => old);
  await refused(bench.client(disk, { source, transport }).client.install(), 'update-stick-old');
  bench.time.shift = 8 * day;
  await refused(bench.client(bench.box(), { source, transport }).client.install(), 'update-stick-old');
  bench.time.shift = 0;
  assert.is(await bench.client(bench.box(), { source, transport }).client.install(), '1.0.1');
});

test('a clock in the past brings no stale metadata back, and does no harm to fresh', async () => {
  const bench = office();
  const disk = bench.box();
  bench.time.shift = 20 * day;
  bench.repository.publish(bench.repository.targets());
  await bench.client(disk).client.check();
  // The server is frozen from here on; the box loses its clock.
  const frozen = bench.box();
  bench.time.shift = -50 * 365 * day;
  assert.is(await bench.client(frozen).client.install(), '1.0.1', 'a clock at 1970 is no reason to stay old');
  const expired = office();
  const box = expired.box();
  expired.time.shift = 0;
  await expired.client(box).client.check();
  const built = new Date(Date.now() + 30 * day).toISOString().replace(/\.\d+Z/, 'Z');
  makeRelease(box, '/box/slots/a', '1.0.0', { 'program.js': 'of next month' }, { built });
  await refused(expired.client(box).client.install(), 'update-clock-behind');
});

test('a clock 20 years ahead is no proof of anything, and is forgotten when it is mended', async () => {
  const bench = office();
  const disk = bench.box();
  bench.time.shift = 20 * 365 * day;
  await refused(bench.client(disk).client.install(), 'update-clock-ahead');
  bench.time.shift = 0;
  assert.is(await bench.client(disk).client.install(), '1.0.1');
});

test('a disk without room, before anything is fetched', async () => {
  const bench = office();
  const disk = bench.box();
  disk.freeBytes = 8 * 1024 * 1024;
  await refused(bench.client(disk).client.install(), 'update-no-space');
  assert.not.ok(bench.requests.some(path => path.includes('.from-') || path.endsWith('.full')));
});

test('answers that are no metadata at all', async () => {
  const bench = office();
  tamper(bench, 'timestamp.json', () => Buffer.from('<html>log in</html>'));
  await refused(bench.client(bench.box()).client.install(), 'update-metadata-invalid');
  const empty = office();
  tamper(empty, 'timestamp.json', () => undefined);
  await refused(empty.client(empty.box()).client.install(), 'update-not-found');
});

test.run();
