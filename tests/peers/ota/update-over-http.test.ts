import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SystemTime } from '../../../hal/platform/time';
import { updateCommand } from '../../../ota/client/update-command';
import { realDisk } from '../../../ota/disk/real-disk';
import { releaseCommand } from '../../../ota/release/release-command';
import { FileServer } from '../../support/ota/file-server';
import { makeRelease, noise } from '../../support/ota/update-bench';
import { TestAuthority } from '../test-authority';

/** The command lines of both sides, a real disk and a plain web server between them. */

const folder = mkdtempSync(join(tmpdir(), 'tiski-update-'));
const at = (...names: string[]) => join(folder, ...names);
const authority = new TestAuthority();
const server = new FileServer(at('release', 'repository'));
const issued = authority.issue();
const secure = new FileServer(at('release', 'repository'), {
  key: readFileSync(issued.key),
  cert: readFileSync(issued.certificate),
  ca: readFileSync(authority.certificate),
  requestCert: true,
  rejectUnauthorized: true,
});
let source: URL;
let secureSource: URL;

const shared = { disk: realDisk, time: new SystemTime() };

async function release(...args: string[]): Promise<string> {
  const lines: string[] = [];
  const command = releaseCommand({ ...shared, print: line => lines.push(line) });
  await command.parseAsync([...args], { from: 'user' });
  return lines.join('\n');
}

async function update(home: string, ...args: string[]): Promise<string> {
  const lines: string[] = [];
  const command = updateCommand({ ...shared, print: line => lines.push(line), userAgent: 'test' });
  await command.parseAsync([...args, '--home', home], { from: 'user' });
  return lines.join('\n');
}

const work = ['--dir', at('release')];
const architecture = process.arch;
const filesOf = (version: string) => ({
  'program.js': `${version} ${noise(400_000, Number(version.slice(-1)))}`,
  'lib/native.node': noise(50_000, 99),
});

/** A box with release 1.0.0. */
function box(name: string, settings: object = {}): string {
  const home = at(name);
  mkdirSync(join(home, 'slots'), { recursive: true });
  cpSync(at('1.0.0'), join(home, 'slots', 'a'), { recursive: true });
  writeFileSync(join(home, 'factory-root'), readFileSync(at('release/repository/metadata/1.root.json')));
  writeFileSync(
    join(home, 'update.json'),
    JSON.stringify({ source: source.href, channel: 'stable', ...settings }),
  );
  return home;
}

test.before(async () => {
  source = await server.start();
  secureSource = await secure.start();
  for (const version of ['1.0.0', '1.0.1'])
    makeRelease(realDisk, at(version), version, filesOf(version), { architecture });
  await release('init', 'stable', ...work);
  await release('publish', 'stable', at('1.0.1'), '--from', at('1.0.0'), ...work);
});

test.before.each(() => {
  server.requests.length = 0;
  server.cutAfter = Number.POSITIVE_INFINITY;
  server.ranges = true;
});

test.after(async () => {
  await server.stop();
  await secure.stop();
  authority.remove();
  rmSync(folder, { recursive: true });
});

test('a box looks, installs, switches, commits, and says what it runs', async () => {
  const home = box('plain');
  assert.match(await update(home, 'status'), /version 1\.0\.0\nslot a\nphase idle/);
  assert.match(await update(home, 'check'), /^1\.0\.1: \d+ bytes\nfi: Uutta\nsv: Nytt\nen: News$/);
  assert.is(await update(home, 'install'), '1.0.1 waits to be started');
  await update(home, 'switch');
  assert.is(await update(home, 'start'), '1.0.1 on trial');
  await update(home, 'commit');
  assert.match(await update(home, 'status'), /version 1\.0\.1\nslot b\nphase committed/);
  assert.is(readFileSync(join(home, 'current', 'program.js'), 'utf8'), filesOf('1.0.1')['program.js']);
  for (const word of ['check', 'install']) assert.is(await update(home, word), 'up to date');
  assert.equal(readdirSync(join(home, 'download')), []);
});

for (const ranges of [true, false]) {
  test(`a download that breaks off goes on ${ranges ? 'from there' : 'from its beginning where the server cannot'}`, async () => {
    const home = box(`resume-${ranges}`);
    server.ranges = ranges;
    server.cutAfter = 60_000;
    await update(home, 'install').then(
      () => assert.unreachable(),
      error => assert.is(error.code, 'update-unreachable'),
    );
    const [part] = readdirSync(join(home, 'download')).filter(name => name.endsWith('.part'));
    assert.is(statSync(join(home, 'download', part ?? '')).size, 60_000);
    server.cutAfter = Number.POSITIVE_INFINITY;
    server.requests.length = 0;
    assert.is(await update(home, 'install'), '1.0.1 waits to be started');
    assert.ok(server.requests.some(({ range }) => range === 'bytes=60000-'));
  });
}

test('a download takes no more of the line than it may', async () => {
  const home = box('slow', { rate: 200 });
  const started = performance.now();
  await update(home, 'install');
  const pack = server.requests.find(({ path }) => /\.(full|from-1\.0\.0)$/.test(path));
  const bytes = statSync(at('release/repository', pack?.path ?? '')).size;
  assert.ok(bytes > 100_000);
  assert.ok(performance.now() - started > (bytes / (200 * 1024)) * 1000 * 0.8);
});

test('a box shows its certificate and trusts its own authority only', async () => {
  const home = box('secure', {
    source: secureSource.href,
    tls: { ca: 'ca.pem', certificate: 'box.pem', key: 'box.key' },
  });
  const own = authority.issue({ common: 'box' });
  cpSync(authority.certificate, join(home, 'ca.pem'));
  cpSync(own.certificate, join(home, 'box.pem'));
  cpSync(own.key, join(home, 'box.key'));
  assert.is(await update(home, 'install'), '1.0.1 waits to be started');
  const stranger = box('stranger', { source: secureSource.href });
  await update(stranger, 'check').then(
    () => assert.unreachable(),
    error => assert.is(error.code, 'update-unreachable'),
  );
});

test('a stick serves as well as a server', async () => {
  const home = box('stick', { source: 'https://localhost:1/' });
  assert.is(await update(home, 'install', '--stick', at('release/repository')), '1.0.1 waits to be started');
});

test('keys are rotated and revoked, and boxes of the first day follow', async () => {
  const home = box('keys');
  for (const role of ['root', 'targets', 'snapshot', 'timestamp', 'stable'])
    await release('rotate', role, ...work);
  const before = await release('keys', ...work);
  const [, leaked] = before.match(/stable: 1 of 1: (\w+) /) ?? [];
  await release('revoke', leaked ?? '', ...work);
  assert.not.ok((await release('keys', ...work)).includes(leaked ?? ''));
  await release('sign', ...work);
  assert.is(await update(home, 'install'), '1.0.1 waits to be started');
  assert.ok(existsSync(join(home, 'trust', 'root.json')));
});

test('a release is published while the keys of root and targets lie in a safe; a channel is not given to another key without them', async () => {
  const atHand = at('at-hand');
  mkdirSync(atHand);
  const keys = readdirSync(at('release/keys')).filter(name => !/^(root|targets)/.test(name));
  for (const name of keys) cpSync(at('release/keys', name), join(atHand, name));
  makeRelease(realDisk, at('1.0.2'), '1.0.2', filesOf('1.0.2'), { architecture });
  await release('publish', 'stable', at('1.0.2'), ...work, '--keys', atHand);
  assert.is(await update(box('safe'), 'install'), '1.0.2 waits to be started');
  for (const words of [
    ['rotate', 'stable'],
    ['sign', '--targets'],
  ])
    await release(...words, ...work, '--keys', atHand).then(
      () => assert.unreachable(),
      error => assert.is(error.code, 'release-refused'),
    );
  await release('sign', '--targets', ...work);
  assert.match(await release('keys', ...work), /targets is good until \d{4}-/);
  assert.is(await update(box('anew'), 'install'), '1.0.2 waits to be started');
});

test('a root that too few have signed is not published', async () => {
  const { signed } = JSON.parse(readFileSync(at('release/repository/metadata/1.root.json'), 'utf8'));
  assert.is(signed.roles.root.threshold, 2);
  assert.is(signed.roles.root.keyids.length, 3);
  mkdirSync(at('few'));
  const keys = readdirSync(at('release/keys')).filter(name => !name.startsWith('root'));
  for (const name of keys) cpSync(at('release/keys', name), at('few', name));
  await release('rotate', 'root', ...work, '--keys', at('few')).then(
    () => assert.unreachable(),
    error => assert.is(error.code, 'release-refused'),
  );
});

test.run();
