import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as assert from 'uvu/assert';

const example = '/usr/share/doc/tiski-appliance/examples/site.yaml';
const siteFile = '/etc/tiski/site.yaml';

/** Milliseconds that a busy machine may need for a thing that takes seconds. */
const patience = 120_000;

/**
 * The package under a running systemd: its own in a container, so that rights, watchdog and restarts are those of the units. Ends with the container switched off and
 * the package purged.
 * @param folder root file system of a Debian
 * @returns what it said after it was killed and started anew, and what was left at the end
 */
export async function bootedDebian(folder: string, first: string, second: string): Promise<object> {
  copyFileSync(first, join(folder, 'root', 'first.deb'));
  copyFileSync(second, join(folder, 'root', 'second.deb'));
  const words = ['--register=no', '--keep-unit', '--private-network', '--boot', '--console=pipe'];
  // Of Debian 13 on, systemd wants to be told that the machine has the older control groups.
  const legacy = '--setenv=SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1';
  const container = spawn('systemd-nspawn', [...words, legacy, '--directory', folder], { stdio: 'ignore' });
  const off = once(container, 'exit');
  try {
    const inside = await insideOf(container.pid ?? 0);
    await until(() => /running|degraded/.test(inside('systemctl is-system-running')));
    inside('dpkg --install /root/first.deb');
    assert.match(inside('systemctl show tiski -p ActiveState'), 'inactive', 'it waits for its site file');
    inside(`install -m 0640 -g tiski ${example} ${siteFile}; systemctl start tiski`);
    assert.match(inside('systemctl show tiski -p StatusText'), 'serving');

    const rights = inside('cat /proc/$(systemctl show tiski -p MainPID --value)/status');
    for (const right of [/^CapBnd:\s0+$/m, /^CapEff:\s0+$/m, /^NoNewPrivs:\s1$/m, /^Seccomp:\s2$/m])
      assert.match(rights, right);
    inside('systemctl kill --kill-whom=main --signal=KILL tiski');
    await until(() => /NRestarts=1\n/.test(inside('systemctl show tiski -p NRestarts -p ActiveState')));
    await until(() => inside('systemctl show tiski -p ActiveState').includes('=active'));
    const serves = inside('systemctl show tiski -p StatusText').trim();

    inside('dpkg --install /root/second.deb');
    assert.match(inside('systemctl show tiski -p StatusText'), 'serving');
    inside('dpkg --remove tiski-appliance');
    assert.match(inside('systemctl show tiski -p LoadState'), 'not-found');
    assert.match(inside(`ls ${siteFile} /var/lib/tiski/journal.db`), 'journal.db');
    inside('dpkg --purge tiski-appliance');
    const left = inside(
      'find / -xdev -name "*tiski*" -not -path "/proc/*" -not -path "/var/lib/dpkg/*"',
    ).trim();
    assert.is(left, '');
    assert.is(inside('systemctl --failed --no-legend').trim(), '');
    return { afterKill: serves, left };
  } finally {
    container.kill('SIGTERM');
    await off;
  }
}

/** A shell in the container, once its first process is there. */
async function insideOf(pid: number): Promise<(script: string) => string> {
  let leader = '';
  await until(() => {
    [leader = ''] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
    return leader !== '' && readFileSync(`/proc/${leader}/comm`, 'utf8') === 'systemd\n';
  });
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' };
  return script => {
    const words = [`--target=${leader}`, '--mount', '--uts', '--ipc', '--net', '--pid', 'sh', '-c', script];
    const { stdout, stderr } = spawnSync('nsenter', words, { env, encoding: 'utf8' });
    return `${stdout}${stderr}`;
  };
}

async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + patience;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`not within ${patience} ms: ${holds}`);
    await wait(250);
  }
}
