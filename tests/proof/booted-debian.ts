import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { Container } from './booted/container';
import { bootedUnits } from './booted/units';
import { bootedUpdater } from './booted/updater';

const example = '/usr/share/doc/tiski-appliance/examples/site.yaml';
const siteFile = '/etc/tiski/site.yaml';

/**
 * The package under a running systemd: its own in a container, so that rights, watchdog and restarts are those of the units. Ends with the container switched off and
 * the package purged.
 * @param folder root file system of a Debian
 * @returns what its units did, what it said after it was killed and started anew, and what was left at the end
 */
export async function bootedDebian(folder: string, first: string, second: string): Promise<object> {
  copyFileSync(first, join(folder, 'root', 'first.deb'));
  copyFileSync(second, join(folder, 'root', 'second.deb'));
  const box = new Container(folder);
  const inside = (script: string) => box.inside(script);
  try {
    await box.start();
    inside('dpkg --install /root/first.deb');
    assert.match(inside('systemctl show tiski -p ActiveState'), 'inactive', 'it waits for its site file');
    const units = await bootedUnits(box);
    inside(`install -m 0640 -g tiski ${example} ${siteFile}; systemctl start tiski`);
    assert.match(inside('systemctl show tiski -p StatusText'), 'serving');

    const update = bootedUpdater(box);
    const rights = inside('cat /proc/$(systemctl show tiski -p MainPID --value)/status');
    for (const right of [/^CapBnd:\s0+$/m, /^CapEff:\s0+$/m, /^NoNewPrivs:\s1$/m, /^Seccomp:\s2$/m])
      assert.match(rights, right);
    inside('systemctl kill --kill-whom=main --signal=KILL tiski');
    await box.until(() => /NRestarts=1\n/.test(inside('systemctl show tiski -p NRestarts -p ActiveState')));
    await box.until(() => inside('systemctl show tiski -p ActiveState').includes('=active'));
    const serves = inside('systemctl show tiski -p StatusText').trim();

    inside('dpkg --install /root/second.deb');
    assert.match(inside('systemctl show tiski -p StatusText'), 'serving');
    inside('dpkg --remove tiski-appliance');
    assert.match(inside('systemctl show tiski -p LoadState'), 'not-found');
    assert.match(inside(`ls ${siteFile} /var/lib/tiski/journal.db`), 'journal.db');
    inside('dpkg --purge tiski-appliance');
    const left = inside(
      'find / -xdev -name "*tiski*" -not -path "/proc/*" -not -path "/sys/*" -not -path "/var/lib/dpkg/*"',
    ).trim();
    assert.is(left, '');
    assert.is(inside('systemctl --failed --no-legend').trim(), '');
    return { ...units, update, afterKill: serves, left };
  } finally {
    await box.stop();
  }
}
