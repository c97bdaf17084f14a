import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { buildPackage, type PackageBuild } from '../support/package-builder';

const work = mkdtempSync(join(tmpdir(), 'tiski-deb-'));
let built: PackageBuild;
let files: readonly string[] = [];

const shown = (...words: readonly string[]) =>
  spawnSync('dpkg-deb', words, { encoding: 'utf8', maxBuffer: 2 ** 26 }).stdout;

test.before(() => {
  const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';
  built = buildPackage({ architecture, out: work, release: '1.2.0-rc.1', compress: 'none' });
  files = shown('--contents', built.file).trim().split('\n');
});

test.after(() => rmSync(work, { recursive: true }));

test('one command builds the package, and a release candidate sorts before its release', () => {
  assert.is(shown('--field', built.file, 'Version').trim(), '1.2.0~rc.1');
  assert.is(spawnSync('dpkg', ['--compare-versions', '1.2.0~rc.1', 'lt', '1.2.0']).status, 0);
});

test('everything belongs to root, nobody else may write, and nothing is set-user-id', () => {
  for (const line of files) assert.match(line, /^[-d]rw[-x]r-[-x]r-[-x] root\/root /);
});

test('the package has what a box needs, and nothing of a site, of development or of another architecture', () => {
  const paths = files.map(line => line.split(/ +/).slice(5).join(' '));
  for (const path of [
    './usr/bin/tiski',
    './usr/lib/tiski/bin/node',
    './usr/lib/tiski/release.json',
    './usr/lib/tiski/node_modules/iconv-lite/package.json',
    './usr/lib/systemd/system/tiski.service',
    './usr/lib/systemd/system/tiski-update.service',
    './usr/lib/systemd/system/tiski-update.timer',
    './usr/lib/systemd/system/tiski-kiosk.service',
    './usr/lib/sysusers.d/tiski.conf',
    './usr/lib/udev/rules.d/60-tiski.rules',
    './usr/share/doc/tiski-appliance/examples/site.yaml',
    './usr/share/doc/tiski-appliance/third-party-licences.gz',
  ])
    assert.ok(paths.includes(path), path);
  for (const path of paths)
    assert.not.match(path, /^\.\/(etc|var|home|opt|lib)\/|simulator|\/(avr8js|typescript|esbuild)\//);
  const other = process.arch === 'arm64' ? 'linux-x64' : 'linux-arm64';
  for (const path of paths) assert.not.match(path, new RegExp(`${other}[^/]*(/|\\.node$)`));
});

test('the screen is a unit that systemd understands', () => {
  const unit = join(__dirname, '..', '..', 'provisioning', 'package', 'box', 'tiski-kiosk.service');
  const { stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', unit], { encoding: 'utf8' });
  const said = `${stdout}${stderr}`
    .split('\n')
    .filter(line => line !== '' && !/not executable|cage/.test(line));
  assert.equal(said, []);
});

test.run();
