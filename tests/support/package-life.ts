import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import * as assert from 'uvu/assert';
import type { DebianRoot } from './debian-root';
import { nativeParts } from './native-parts';

/** Two packages of the appliance, the second one newer. */
export interface PackageLifeOptions {
  readonly root: DebianRoot;
  readonly first: string;
  readonly second: string;
}

/** What a life of the package left as figures. */
export interface PackageLife {
  readonly debian: string;
  readonly architecture: string;
  /** Files that the machine has more after `dpkg --install`. */
  readonly installed: number;
  /** Milliseconds to the ready line: first start, and the next ones. */
  readonly starts: readonly number[];
  /** Of 10, as `systemd-analyze security` sees the units. */
  readonly exposure: Readonly<Record<string, string>>;
  readonly afterRemoval: readonly string[];
  readonly afterPurge: readonly string[];
}

const units = '/usr/lib/systemd/system';
const wants = 'etc/systemd/system/multi-user.target.wants';
const siteFile = 'etc/tiski/site.yaml';

/** Files of tools that were used on the way: copies that useradd keeps, folders of deb-systemd-helper. */
const ofOthers =
  /^\.\/(etc\/((passwd|group|shadow|gshadow|subuid|subgid)-?|\.pwd\.lock)|var\/lib\/systemd\/deb-systemd-helper-\S+) /;

/** Installs, starts, installs again, upgrades, removes, comes back and is purged; stops at the first thing that is not as it should be. */
export async function packageLife({ root, first, second }: PackageLifeOptions): Promise<PackageLife> {
  const before = { files: root.files(), names: root.names() };
  const starts: number[] = [];
  const left = () => [...root.files()].filter(file => !before.files.has(file) && !ofOthers.test(file));
  const serve = async (tickets: readonly string[]) => {
    const { startedAfter, taken } = await serves(root, tickets.length);
    starts.push(startedAfter);
    assert.equal(taken, tickets);
  };

  install(root, first);
  const installed = left().length;
  assert.is(root.run('dpkg', ['--verify', 'tiski-appliance']), '');
  assert.not(existsSync(root.path(siteFile)), 'the package brings no site file');
  assert.is(root.run('stat', ['-c', '%a %U %G', '/etc/tiski']).trim(), '750 root tiski');
  assert.is(root.run('stat', ['-c', '%a %U', '/var/lib/tiski-releases']).trim(), '755 root');
  assert.match(root.run('tiski', ['update', 'status']), 'updates are off', 'nobody has said whom to trust');
  assert.ok(root.list(wants).includes('tiski.service'));
  assert.not(root.list(wants).includes('tiski-kiosk.service'), 'nobody has asked for a screen');
  const exposure = judgeUnits(root);
  assert.is(root.run('/usr/lib/tiski/bin/node', ['-e', nativeParts('/usr/lib/tiski/dist')]), 'all work');

  root.run('sh', [
    '-c',
    `sed -e "s/mon, tue, wed, thu, fri/&, sat, sun/; s/'9:00'/'0:00'/; s/'15:00'/'24:00'/" ${example} > /${siteFile}`,
  ]);
  root.run('chgrp', ['tiski', `/${siteFile}`]);
  root.run('chmod', ['0640', `/${siteFile}`]);
  root.run('tiski', ['check', `/${siteFile}`]);
  const site = readFileSync(root.path(siteFile));
  await serve(['A101']);

  root.run('systemctl', ['--root=/', 'disable', 'tiski-identity.timer']);
  install(root, first);
  install(root, second);
  assert.is(root.run('dpkg', ['--verify', 'tiski-appliance']), '');
  assert.equal(readFileSync(root.path(siteFile)), site);
  const timer = root.run('sh', ['-c', 'systemctl --root=/ is-enabled tiski-identity.timer || :']).trim();
  assert.is(timer, 'disabled', 'what was switched off stays off');
  await serve(['A102']);

  root.run('dpkg', ['--remove', 'tiski-appliance']);
  const afterRemoval = left();
  for (const file of afterRemoval) assert.match(file, /^\.\/(etc\/tiski|var\/lib\/tiski)[/ ]/);
  assert.ok(
    afterRemoval.some(file => file.includes('/var/lib/tiski/journal')),
    'the journal is kept',
  );

  install(root, second);
  assert.equal(readFileSync(root.path(siteFile)), site);
  await serve(['A103', 'A104']);

  root.run('dpkg', ['--purge', 'tiski-appliance']);
  const afterPurge = left();
  assert.equal(afterPurge, []);
  assert.equal(root.names(), before.names);
  const architecture = root.run('dpkg', ['--print-architecture']).trim();
  const debian = readFileSync(root.path('etc/debian_version'), 'utf8').trim();
  return { debian, architecture, installed, starts, exposure, afterRemoval, afterPurge };
}

const example = '/usr/share/doc/tiski-appliance/examples/site.yaml';

function install(root: DebianRoot, file: string): void {
  copyFileSync(file, root.path('tmp/tiski.deb'));
  // The disk of a test may lose what it likes.
  root.run('dpkg', ['--force-unsafe-io', '--install', '/tmp/tiski.deb']);
  root.run('rm', ['/tmp/tiski.deb']);
}

/** Every unit is whole in this version of systemd. */
function judgeUnits(root: DebianRoot): Record<string, string> {
  const services = [
    'tiski',
    'tiski-setup',
    'tiski-life',
    'tiski-identity',
    'tiski-backup',
    'tiski-update',
  ].map(name => `${name}.service`);
  const names = [...services, 'tiski-identity.timer', 'tiski-backup.timer', 'tiski-update.timer'];
  const files = names.map(name => `${units}/${name}`);
  assert.is(root.run('systemd-analyze', ['verify', '--man=no', ...files]).trim(), '');
  const judge = ['security', '--offline=yes', '--no-pager', '--threshold=100'];
  const said = (name: string) => root.run('systemd-analyze', [...judge, `${units}/${name}`]);
  return Object.fromEntries(
    services.map(name => [name, /exposure level for \S+: ([\d.]+)/.exec(said(name))?.[1] ?? '']),
  );
}

/** Starts the program as its unit does, as its user and without any right, takes tickets and stops it. */
async function serves(root: DebianRoot, tickets: number): Promise<{ startedAfter: number; taken: string[] }> {
  const unit = readFileSync(root.path(`${units}/tiski.service`), 'utf8');
  const folders: Record<string, string> = {
    STATE_DIRECTORY: '/var/lib/tiski',
    CONFIGURATION_DIRECTORY: '/etc/tiski',
    CACHE_DIRECTORY: '/var/cache/tiski',
  };
  for (const folder of ['/var/lib/tiski', '/var/cache/tiski'])
    root.run('install', ['-d', '-m', '0700', '-o', 'tiski', '-g', 'tiski', folder]);
  const [, command = ''] = /^ExecStart=(.+)$/m.exec(unit) ?? [];
  const words = command.replace(/\$\{(\w+)\}/g, (_, name: string) => folders[name] ?? '').split(' ');
  const rights = ['--reuid=tiski', '--regid=tiski', '--init-groups', '--no-new-privs'];
  const none = ['--bounding-set=-all', '--inh-caps=-all'];
  const environment = { ...folders, NODE_COMPILE_CACHE: '/var/cache/tiski', TISKI_HTTP_PORT: '0', HOME: '/' };
  const startedAt = performance.now();
  const box = root.start('setpriv', [...rights, ...none, ...words], environment);
  let said = '';
  box.stderr?.on('data', data => {
    said += data;
  });
  const ended = once(box, 'exit').then(([code]) => Number(code));
  try {
    const [line] = (await Promise.race([
      once(createInterface({ input: box.stdout ?? process.stdin }), 'line'),
      ended.then(code => assert.unreachable(`ended with ${code}: ${said}`)),
    ])) as [string];
    const startedAfter = Math.round(performance.now() - startedAt);
    const { http } = JSON.parse(line) as { http: string };
    const taken: string[] = [];
    for (let n = 0; n < tickets; n++) taken.push(await takeTicket(http));
    return { startedAfter, taken };
  } finally {
    const [program = ''] = readFileSync(`/proc/${box.pid}/task/${box.pid}/children`, 'utf8').split(' ');
    process.kill(Number(program), 'SIGTERM');
    assert.is(await ended, 0, said);
  }
}

async function takeTicket(http: string): Promise<string> {
  const response = await fetch(`${http}/api/command/take-ticket`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ by: 'customer', args: { service: 'advisor' } }),
  });
  const answer = await response.text();
  return /"(A\d+)"/.exec(answer)?.[1] ?? answer;
}
