import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const folder = join(__dirname, '..', '..', 'provisioning', 'system');
const unit = readFileSync(join(folder, 'tiski.service'), 'utf8');

/** The most that may be open, of `systemd-analyze security`: tenths. */
const exposure = 20;

let place = '';
let file = '';

test.before(() => {
  place = mkdtempSync(join(tmpdir(), 'tiski-unit-'));
  file = join(place, 'tiski.service');
  // The program is not where the package will put it.
  writeFileSync(file, unit.replaceAll('/usr/bin/tiski', '/bin/true'));
});

test.after(() => rmSync(place, { recursive: true }));

test('systemd finds nothing to say about the unit', () => {
  const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
  assert.is(stdout + stderr, '');
  assert.is(status, 0);
});

test('the service leaves at most 2.0 of 10 open', () => {
  const args = ['security', '--offline=yes', '--no-pager', `--threshold=${exposure}`, file];
  const { status, stdout } = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
  assert.is(status, 0, stdout.trim().split('\n').at(-1));
});

test('the hourly look after the certificate is in order for systemd, and leaves at most 1.1 of 10 open', () => {
  for (const name of ['tiski-identity.service', 'tiski-identity.timer']) {
    const text = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(place, name), text.replace('/usr/bin/tiski', '/bin/true'));
  }
  const identity = join(place, 'tiski-identity.service');
  const verify = ['verify', identity, join(place, 'tiski-identity.timer')];
  const { stdout, stderr } = spawnSync('systemd-analyze', verify, { encoding: 'utf8' });
  assert.is(stdout + stderr, '');
  const args = ['security', '--offline=yes', '--no-pager', '--threshold=11', identity];
  const judged = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
  assert.is(judged.status, 0, judged.stdout.trim().split('\n').at(-1));
});

test('the copy for a successor and the end of what a power cut has interrupted are in order for systemd, and leave at most 1.1 of 10 open', () => {
  for (const name of ['tiski-backup.service', 'tiski-backup.timer', 'tiski-life.service']) {
    const text = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(place, name), text.replace('/usr/bin/tiski', '/bin/true'));
    const { stdout, stderr } = spawnSync('systemd-analyze', ['verify', join(place, name)], {
      encoding: 'utf8',
    });
    assert.is(stdout + stderr, '', name);
    if (name.endsWith('.timer')) continue;
    const args = ['security', '--offline=yes', '--no-pager', '--threshold=11', join(place, name)];
    const judged = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
    assert.is(judged.status, 0, judged.stdout.trim().split('\n').at(-1));
  }
  for (const line of ['Wants=tiski-life.service', 'ConditionPathExists=!/var/lib/tiski/life.json'])
    assert.ok(unit.includes(`\n${line}\n`), line);
});

test('the set-up of a factory-fresh box is in order for systemd, leaves at most 2.0 of 10 open, and never runs beside the service', () => {
  const name = 'tiski-setup.service';
  const text = readFileSync(join(folder, name), 'utf8');
  writeFileSync(join(place, name), text.replace('/usr/bin/tiski', '/bin/true'));
  const { stdout, stderr } = spawnSync('systemd-analyze', ['verify', join(place, name), file], {
    encoding: 'utf8',
  });
  assert.is(stdout + stderr, '');
  const args = ['security', '--offline=yes', '--no-pager', `--threshold=${exposure}`, join(place, name)];
  const judged = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
  assert.is(judged.status, 0, judged.stdout.trim().split('\n').at(-1));
  for (const path of ['/etc/tiski/site.yaml', '/var/lib/tiski/box/site.yaml']) {
    assert.ok(text.includes(`ConditionPathExists=!${path}\n`), path);
    assert.ok(unit.includes(`ConditionPathExists=|${path}\n`), path);
  }
});

test('the look after updates once a minute is in order for systemd, and leaves at most 2.0 of 10 open', () => {
  for (const name of ['tiski-update.service', 'tiski-update.timer']) {
    const text = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(place, name), text.replace('/usr/bin/tiski', '/bin/true'));
  }
  const update = join(place, 'tiski-update.service');
  const verify = ['verify', update, join(place, 'tiski-update.timer'), file];
  const { stdout, stderr } = spawnSync('systemd-analyze', verify, { encoding: 'utf8' });
  assert.is(stdout + stderr, '');
  const args = ['security', '--offline=yes', '--no-pager', `--threshold=${exposure}`, update];
  const judged = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
  assert.is(judged.status, 0, judged.stdout.trim().split('\n').at(-1));
});

test('starts are counted with the rights of root, never with scripts that the service could have changed, and keep no box from serving', () => {
  const [, prefix = '', words = ''] = /^ExecStartPre=([-+!@:]*)(.+ update start)$/m.exec(unit) ?? [];
  assert.is(prefix, '-+');
  assert.match(words, '--unset=NODE_COMPILE_CACHE ');
});

test('the groups that the unit names are made, and the rule for GPIO gives to one of them', () => {
  const [, groups = ''] = /^SupplementaryGroups=(.+)$/m.exec(unit) ?? [];
  const users = readFileSync(join(folder, 'sysusers.d', 'tiski.conf'), 'utf8');
  for (const group of groups.split(' ')) assert.match(users, new RegExp(`^g ${group} -$`, 'm'));
  assert.match(users, /^u tiski /m);
  assert.match(readFileSync(join(folder, 'udev.rules.d', '60-tiski.rules'), 'utf8'), 'GROUP="gpio"');
});

test('what the program leans on is in the unit: watchdog, last word, status of a restart, no end of starts', () => {
  for (const line of [
    'Type=notify',
    'NotifyAccess=main',
    'WatchdogSec=30',
    'StartLimitIntervalSec=0',
    'Restart=always',
    'SuccessExitStatus=75',
    'RestartForceExitStatus=75',
  ])
    assert.ok(unit.includes(`\n${line}\n`), line);
  const [, words = ''] = /^ExecStopPost=-\/bin\/sh -c '(.+)'$/m.exec(unit) ?? [];
  const env = { SERVICE_RESULT: 'watchdog', STATE_DIRECTORY: place, PATH: process.env.PATH };
  execFileSync('/bin/sh', ['-c', words], { env });
  assert.is(readFileSync(join(place, 'last-end'), 'utf8'), 'watchdog\n');
});

test.run();
