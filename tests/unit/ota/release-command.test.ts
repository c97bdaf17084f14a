import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { makeFolderDurably } from '../../../ota/disk/durably';
import { manifestBytes, manifestName } from '../../../ota/format/manifest';
import { billOfMaterials } from '../../../ota/release/bill-of-materials';
import { revoke, rotate } from '../../../ota/release/change-keys';
import { collectFiles } from '../../../ota/release/collect-files';
import { releaseCommand } from '../../../ota/release/release-command';
import { readNotes } from '../../../ota/release/release-notes';
import { CrashDisk } from '../../support/ota/crash-disk';
import { filesOf, makeRelease, SetTime, UpdateBench } from '../../support/ota/update-bench';

/** A desk where releases are made, on a disk in memory. */
function desk() {
  const disk = new CrashDisk();
  const time = new SetTime();
  const says = async (...words: string[]): Promise<string> => {
    const lines: string[] = [];
    const command = releaseCommand({ disk, time, print: line => lines.push(line) });
    const place = ['build', 'notes'].includes(words[0] ?? '') ? [] : ['--dir', '/office'];
    await command.parseAsync([...words, ...place], { from: 'user' });
    return lines.join('\n');
  };
  const refuses = async (why: RegExp, ...words: string[]): Promise<void> => {
    const said = await says(...words).catch(error => {
      assert.is(error.code, 'release-refused', words.join(' '));
      return error.message as string;
    });
    assert.match(said, why, words.join(' '));
  };
  const made = (version: string, files = filesOf(version)) =>
    makeRelease(disk, `/${version}`, version, files);
  return { disk, time, says, refuses, made };
}

test('nothing is published before there is a repository, and one is begun once', async () => {
  const { says, refuses, made } = desk();
  made('1.0.0');
  await refuses(/begin with "init"/, 'publish', 'stable', '/1.0.0');
  await refuses(/no name for a channel/, 'init', 'Stable');
  assert.match(await desk().says('init', 'stable', 'beta'), /move the keys of root and targets/);
  await refuses(/there is a repository already/, 'init');
  await says('rotate', 'timestamp');
});

test('a channel has a name that is no role, and there is one of each', async () => {
  for (const name of ['Stable', 'root', 'targets', '1st', ''])
    await desk().refuses(/is no name for a channel/, 'init', name);
  await desk().refuses(/there is a channel stable already/, 'init', 'stable', 'stable');
});

test('the desk says who may sign, and which keys are plugged in', async () => {
  const { disk, says } = desk();
  await says('init');
  const all = await says('keys');
  assert.match(all, /^root: 2 of 3: \w{8} \(here\), \w{8} \(here\), \w{8} \(here\)$/m);
  assert.match(all, /^stable: 1 of 1: \w{8} \(here\)$/m);
  assert.match(all, /^root is good until \d{4}-/m);
  for (const name of disk.list('/office/keys'))
    if (name.startsWith('root')) disk.remove(`/office/keys/${name}`);
  assert.match(await says('keys'), /^root: 2 of 3: \w{8}, \w{8}, \w{8}$/m);
});

test('a release is published once, after those that it is a delta from, and whole', async () => {
  const { disk, says, refuses, made } = desk();
  await says('init');
  made('1.0.0');
  made('1.1.0');
  assert.match(await says('publish', 'stable', '/1.0.0'), /^1\.0\.0 in stable: \d+ bytes$/);
  assert.match(
    await says('publish', 'stable', '/1.1.0', '--from', '/1.0.0', '--sites', 'mikkeli'),
    /from 1\.0\.0: \d+ bytes, \d+\.\d\d %/,
  );
  await refuses(/1\.1\.0 is published already/, 'publish', 'stable', '/1.1.0');
  await refuses(/there is no channel beta/, 'publish', 'beta', '/1.0.0');
  made('1.0.5');
  await refuses(/./, 'publish', 'stable', '/1.0.5', '--from', '/1.1.0');
  made('1.2.0');
  disk.write('/1.2.0/program.js', Buffer.from('another'));
  await refuses(/holds no whole release/, 'publish', 'stable', '/1.2.0');
});

test('a delta that would be no smaller than the release is told of and not published', async () => {
  const { disk, says, made } = desk();
  await says('init');
  made('1.0.0', { 'a.txt': 'x' });
  made('1.1.0', { 'a.txt': 'y' });
  await says('publish', 'stable', '/1.0.0');
  const [, share] =
    /from 1\.0\.0: \d+ bytes, ([\d.]+) %/.exec(
      await says('publish', 'stable', '/1.1.0', '--from', '/1.0.0'),
    ) ?? [];
  assert.ok(Number(share) > 100, share);
  assert.not.match(disk.list('/office/repository/targets/stable').join(), /from-1\.0\.0/);
  made('1.2.0', { 'a.txt': 'y'.repeat(1000), 'b.txt': 'z' });
  await says('publish', 'stable', '/1.2.0', '--from', '/1.1.0');
});

test('what is new in a release is read from the release', async () => {
  const { disk, says } = desk();
  makeRelease(disk, '/1.0.0', '1.0.0', filesOf('1.0.0'));
  assert.is(await says('notes', '/1.0.0'), '1.0.0\nfi: Uutta\nsv: Nytt\nen: News');
});

test('keys change by role, by channel and by the beginning of their id', async () => {
  const { says, refuses } = desk();
  await says('init');
  for (const role of ['root', 'targets', 'snapshot', 'timestamp', 'stable'])
    assert.is(await says('rotate', role), `${role} has new keys`);
  await refuses(/there is no role nobody/, 'rotate', 'nobody');
  await refuses(/not one key begins with zz/, 'revoke', 'zz');
  await refuses(/not one key begins with/, 'revoke', '');
  const idOf = async (role: string) =>
    new RegExp(`^${role}: .*?: (\\w{8})`, 'm').exec(await says('keys'))?.[1] ?? '';
  for (const role of ['stable', 'root']) {
    const id = await idOf(role);
    assert.is(await says('revoke', id), `${id} speaks for nobody any more`);
    assert.not.match(await says('keys'), new RegExp(id));
  }
});

test('keys change before there is a channel; one that no role has cannot be revoked', () => {
  const { repository, keyring } = new UpdateBench();
  repository.init();
  const before = repository.root().signed.roles.targets.keyids;
  rotate(repository, keyring, 'targets');
  assert.not.equal(repository.root().signed.roles.targets.keyids, before);
  assert.throws(
    () => revoke(repository, keyring, 'ff'),
    (error: { code?: string }) => error.code === 'release-refused',
  );
});

test('a signature is renewed before it runs out, that of the channels once a year', async () => {
  const { disk, says } = desk();
  await says('init');
  const names = () => disk.list('/office/repository/metadata').join();
  const before = {
    names: names(),
    stamp: disk.read('/office/repository/metadata/timestamp.json').toString(),
  };
  await says('sign');
  assert.is(names(), before.names);
  assert.is.not(disk.read('/office/repository/metadata/timestamp.json').toString(), before.stamp);
  await says('sign', '--targets');
  assert.is.not(names(), before.names);
});

test('a release has a word for its people in each of their languages', () => {
  const notes = { fi: 'Uutta', sv: 'Nytt', en: 'News' };
  assert.equal(readNotes('fi: Uutta\nsv: Nytt\nen: News\n'), notes);
  const wrong: Readonly<Record<string, RegExp>> = {
    'fi: Uutta\nsv: Nytt\n': /notes: en: /,
    'fi: ""\nsv: Nytt\nen: News': /notes: fi: /,
    '[]': /notes: (file|fi): /,
    '': /notes: (file|fi): /,
  };
  for (const [text, why] of Object.entries(wrong))
    assert.throws(
      () => readNotes(text),
      (error: { code: string; message: string }) =>
        error.code === 'release-refused' && why.test(error.message),
      JSON.stringify(text),
    );
});

test('a release whose manifest names a file twice is none', async () => {
  const { disk, says, refuses, made } = desk();
  await says('init');
  const manifest = made('1.0.0');
  const [file] = manifest.files;
  if (!file) throw new Error('no files');
  disk.write(`/1.0.0/${manifestName}`, manifestBytes({ ...manifest, files: [file, file] }));
  await refuses(/holds no whole release|twice/, 'publish', 'stable', '/1.0.0');
});

test('nothing is built from sources without Node, with a version that is none or of no known age', async () => {
  const { disk, refuses } = desk();
  const root = mkdtempSync(join(tmpdir(), 'tiski-sources-'));
  makeFolderDurably(disk, root);
  disk.write(join(root, 'package.json'), Buffer.from('{ "version": "1.0.0" }'));
  disk.write('/notes.yaml', Buffer.from('fi: Uutta\nsv: Nytt\nen: News\n'));
  const build = ['build', '/out', '--notes', '/notes.yaml', '--root', root];
  const given = process.env.SOURCE_DATE_EPOCH;
  try {
    process.env.SOURCE_DATE_EPOCH = 'now';
    await refuses(/when were the sources made/, ...build);
    process.env.SOURCE_DATE_EPOCH = '1700000000';
    await refuses(/Node for mips is not installed/, ...build, '--architecture', 'mips');
    await refuses(/"newest" is no version/, ...build, '--release', 'newest');
  } finally {
    if (given === undefined) delete process.env.SOURCE_DATE_EPOCH;
    else process.env.SOURCE_DATE_EPOCH = given;
    rmSync(root, { recursive: true });
  }
});

test('packages for other machines are not part of a release', () => {
  const root = mkdtempSync(join(tmpdir(), 'tiski-sources-'));
  const put = (path: string, content: object) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), JSON.stringify(content));
  };
  const packages = { any: {}, arm: { cpu: ['arm64'] }, mac: { os: ['darwin'] }, linux: { os: ['linux'] } };
  const names = Object.keys(packages);
  put('package.json', { dependencies: Object.fromEntries([...names, 'absent'].map(name => [name, '1'])) });
  put('dist/tiski.js', {});
  for (const [name, content] of Object.entries(packages)) put(`node_modules/${name}/package.json`, content);
  const collected = collectFiles({ root, architecture: 'x64', packages: [...names, 'stranger'] });
  assert.equal(
    collected.filter(path => path.startsWith('node_modules')),
    ['node_modules/any/package.json', 'node_modules/linux/package.json'],
  );
  rmSync(root, { recursive: true });
});

test('a package whose lock has no digest, or one of another kind, has none in the bill of materials', () => {
  const disk = new CrashDisk();
  const write = (file: string, json: object) => {
    makeFolderDurably(disk, dirname(file));
    disk.write(file, Buffer.from(JSON.stringify(json)));
  };
  const packages = ['a', 'b', 'c'].map(name => `node_modules/${name}`);
  const [a, b, c] = [`sha512-${Buffer.from('whole').toString('base64')}`, 'sha1-d2hvbGU=', undefined];
  const locked = {
    'node_modules/a': { integrity: a },
    'node_modules/b': { integrity: b },
    'node_modules/c': { integrity: c },
  };
  write('/root/package-lock.json', { packages: locked });
  write('/root/package.json', { name: 'tiski', license: 'MIT' });
  for (const folder of packages)
    write(`/root/${folder}/package.json`, { name: folder.slice(-1), version: '1.0.0', license: 'MIT' });
  const built = '2026-01-01T00:00:00Z';
  const bill = JSON.parse(
    billOfMaterials({ disk, root: '/root', version: '1.0.0', built, packages }).toString(),
  );
  assert.equal(
    bill.components.map(({ hashes }: { hashes?: { content: string }[] }) => hashes?.[0]?.content),
    [Buffer.from('whole').toString('hex'), undefined, undefined],
  );
});

test('a rollout that was never begun, or whose broker is not there, has no state', async () => {
  const { disk, says, refuses } = desk();
  await says('init');
  for (const name of ['ca', 'cert', 'key']) disk.write(`/${name}.pem`, Buffer.from(name));
  const broker = ['--broker', 'mqtt://127.0.0.1:1'];
  const proofs = ['--ca', '/ca.pem', '--cert', '/cert.pem', '--key', '/key.pem'];
  await refuses(/broker mqtt:/, 'rollout', 'start', 'stable', '1.0.0', ...broker, ...proofs);
  await refuses(/nothing is rolled out in stable/, 'rollout', 'status', 'stable', ...broker);
});

test.run();
