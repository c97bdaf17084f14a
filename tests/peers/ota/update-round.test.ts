import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { buildSync } from 'esbuild';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SystemTime } from '../../../hal/platform/time';
import { updateCommand } from '../../../ota/client/update-command';
import { realDisk } from '../../../ota/disk/real-disk';
import { Keyring } from '../../../ota/release/keyring';
import { publishRollout } from '../../../ota/release/publish-rollout';
import { releaseCommand } from '../../../ota/release/release-command';
import { Repository } from '../../../ota/release/repository';
import { makeRelease } from '../../support/ota/update-bench';

/**
 * A sample of `npm run proof -- update-real`: the command lines of both sides, a real disk and programs that are started as the units say, but programs of a few lines instead of
 * the product's.
 */

const folder = mkdtempSync(join(tmpdir(), 'tiski-round-'));
const at = (...names: string[]) => join(folder, ...names);
const home = at('home');
const state = at('state');
const shared = { disk: realDisk, time: new SystemTime() };

/** Says what an appliance says; `busy` is what a test has written last. */
const program = (version: string, { journal = 'kept', prints = true } = {}) => `
const { readFileSync, rmSync } = require('node:fs');
const socket = process.argv[2] + '/update.sock';
rmSync(socket, { force: true });
const told = () => ({
  box: 'mikkeli/hub', version: '${version}', ready: true, quietUntil: null, devices: { printer: 'ok' }, broker: null,
  busy: JSON.parse(readFileSync(process.argv[2] + '/busy.json', 'utf8')), more: 'than an older updater knows',
  journal: { epoch: '${journal}', sequence: 7, digest: 'same', day: 'today' },
});
require('node:http').createServer(({ url }, response) =>
  response.end(JSON.stringify(url === '/api/test-print' ? { printer: ${prints} } : told())),
).listen(socket, () => console.log('ready'));
`;

async function run(command: Command, words: string[]): Promise<void> {
  await command.parseAsync(words, { from: 'user' });
}
const silent = () => {};
const release = (...words: string[]) =>
  run(releaseCommand({ ...shared, print: silent }), [...words, '--dir', at('release')]);
const update = async (...words: string[]) => {
  const lines: string[] = [];
  await run(updateCommand({ ...shared, print: line => lines.push(line), userAgent: 'test' }), [
    ...words,
    '--home',
    home,
  ]);
  return lines.join('\n');
};

let child: ChildProcess | undefined;
let restarts: Promise<void> = Promise.resolve();

/** As the unit does: counts a start, starts what `current` leads to, again if it ends by itself. */
async function start(): Promise<void> {
  for (;;) {
    await update('start');
    const started = spawn(process.execPath, [join(home, 'current', 'program.js'), state], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    child = started;
    const line = await Promise.race([
      once(started.stdout, 'data'),
      once(started, 'exit').then(() => undefined),
    ]);
    if (line) return;
  }
}

async function stop(): Promise<void> {
  if (!child || child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.kill();
  await gone;
}

const report = () => JSON.parse(readFileSync(join(home, 'report.json'), 'utf8'));

/** A run of `tiski-update.service`; a restart that it asked for is over afterwards. */
async function round(): Promise<string> {
  await update('round');
  const asked = join(home, 'restart');
  if (realDisk.kind(asked)) {
    rmSync(asked);
    restarts = stop().then(start);
    await restarts;
  }
  return report().state;
}

const busy = (...reasons: string[]) => writeFileSync(join(state, 'busy.json'), JSON.stringify(reasons));

/** The product's own updater in one file, as a release ships it. */
const updater = `require(${JSON.stringify(at('updater.js'))}).main(process.argv.slice(2));`;

const filesOf = (text: string, updaterText = updater) => ({
  'program.js': text,
  'bin/node': `#!/bin/sh\nexec "${process.execPath}" "$@"\n`,
  'firmware/bin/tiski.js': updaterText,
});

/** Published for everybody; an hour later. */
async function rollOut(version: string, text: string, updaterText?: string): Promise<void> {
  const files = filesOf(text, updaterText);
  makeRelease(realDisk, at(version), version, files, { architecture: process.arch });
  await release('publish', 'stable', at(version));
  const keyring = new Keyring(realDisk, at('release', 'keys'));
  const repository = new Repository({ ...shared, folder: at('release', 'repository'), keyring });
  publishRollout(repository, 'stable', { format: 1, release: version, paused: false, below: 2 ** 32 });
  rmSync(join(home, 'round.json'), { force: true });
}

test.before(async () => {
  const entryPoints = [join(__dirname, '../../../ota/main.ts')];
  const made = { bundle: true, platform: 'node', sourcemap: true, logLevel: 'error' } as const;
  buildSync({ ...made, entryPoints, outfile: at('updater.js') });
  mkdirSync(state);
  busy();
  makeRelease(realDisk, at('package'), '1.0.0', filesOf(program('1.0.0')), { architecture: process.arch });
  await release('init', 'stable');
  mkdirSync(at('given'));
  const source = `file://${at('release', 'repository')}/`;
  const box = { state, restart: ['touch', join(home, 'restart')] };
  writeFileSync(at('given', 'update.json'), JSON.stringify({ source, channel: 'stable', box }));
  writeFileSync(at('given', 'factory-root'), readFileSync(at('release/repository/metadata/1.root.json')));
});

test.after(async () => {
  await stop();
  rmSync(folder, { recursive: true });
});

test('a box from the package takes no updates before it is told whom to trust', async () => {
  assert.match(await update('status'), /^updates are off/);
  assert.match(await update('start'), /^updates are off/);
  assert.match(
    await update('begin', '--release', at('package'), '--given', at('nothing')),
    /^updates are off/,
  );
  assert.is(await update('begin', '--release', at('package'), '--given', at('given')), 'updates are on');
  await start();
  assert.match(await update('status'), /version 1\.0\.0/);
});

test('a release is brought while customers are there, started when nobody is, and kept', async () => {
  await rollOut('1.1.0', program('1.1.0'));
  busy('customer');
  assert.is(await round(), 'waiting');
  busy('a reason of tomorrow');
  assert.is(await round(), 'waiting');
  assert.is(report().reason, 'update-box-busy');
  busy();
  assert.is(await round(), 'starting');
  assert.match(await update('status'), /version 1\.0\.0/, 'nothing is started before it was told');
  assert.is(await round(), 'trial');
  assert.is(await round(), 'committed');
  assert.equal(report().notes, { fi: 'Uutta', sv: 'Nytt', en: 'News' });
  assert.match(await update('status'), /version 1\.1\.0\nslot b\nphase committed/);
});

test('the package laid down once more changes nothing of what updates have brought', async () => {
  await update('begin', '--release', at('package'), '--given', at('given'));
  assert.match(await update('status'), /version 1\.1\.0\nslot b\nphase committed/);
});

test('a release that does not find the journal is left for the one before, and so is one that does not start', async () => {
  await rollOut('1.2.0', program('1.2.0', { journal: 'another' }));
  for (let n = 0; n < 2; n++) await round();
  assert.is(await round(), 'rolled-back');
  assert.is(report().reason, 'update-proof-journal');
  await rollOut('1.3.0', 'process.exit(1);');
  for (let n = 0; n < 2; n++) await round();
  assert.is(await round(), 'rolled-back');
  assert.is(report().reason, 'update-starts-failed');
  assert.match(await update('status'), /version 1\.1\.0/);
});

test('a release whose updater crashes, hangs back or trusts nobody is left, as it could never be left later', async () => {
  const crashes = 'throw new Error("a mistake");';
  const trustsNobody = `process.argv.push('--home', ${JSON.stringify(at('nothing'))}); ${updater}`;
  for (const [version, broken] of Object.entries({ '1.3.1': crashes, '1.3.2': trustsNobody })) {
    await rollOut(version, program(version), broken);
    for (let n = 0; n < 4; n++) await round();
    assert.equal([report().state, report().reason], ['trial', 'update-proof-updater']);
    assert.is(await round(), 'rolled-back');
    assert.is(report().reason, 'update-proof-updater');
    assert.match(await update('status'), /version 1\.1\.0/);
  }
});

test('a release waits on trial while nobody reaches the repository, and is kept when it is there again', async () => {
  await rollOut('1.3.3', program('1.3.3'));
  for (let n = 0; n < 2; n++) await round();
  renameSync(at('release', 'repository'), at('release', 'away'));
  for (let n = 0; n < 3; n++) assert.is(await round(), 'trial');
  assert.is(report().reason, 'update-not-found');
  renameSync(at('release', 'away'), at('release', 'repository'));
  assert.is(await round(), 'committed');
});

test('a release prints a test ticket before it is kept, if that is wanted, and when nobody is there to wonder', async () => {
  const settings = JSON.parse(readFileSync(join(home, 'update.json'), 'utf8'));
  settings.box.printTest = true;
  writeFileSync(join(home, 'update.json'), JSON.stringify(settings));
  await rollOut('1.4.0', program('1.4.0', { prints: false }));
  for (let n = 0; n < 2; n++) await round();
  assert.is(await round(), 'rolled-back');
  assert.is(report().reason, 'update-proof-print');
  await rollOut('1.5.0', program('1.5.0'));
  for (let n = 0; n < 2; n++) await round();
  busy('open');
  for (let n = 0; n < 11; n++) assert.is(await round(), 'trial', 'it waits, however long that takes');
  busy();
  assert.is(await round(), 'committed');
});

test('a box whose slots are both damaged starts the release of the package, and takes updates again when that is installed anew', async () => {
  for (const slot of ['a', 'b']) writeFileSync(join(home, 'slots', slot, 'release.json'), '');
  await update('start').then(
    () => assert.unreachable(),
    error => assert.is(error.code, 'update-slot-damaged'),
  );
  assert.is(
    realDisk.kind(join(home, 'current')),
    undefined,
    'the launcher takes the program of the package then',
  );
  await update('begin', '--release', at('package'), '--given', at('given'));
  assert.match(await update('status'), /version 1\.0\.0\nslot a/);
});

test.run();
