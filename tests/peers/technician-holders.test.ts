import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { holderName, holdersOf, holdersOfGpio, stopCommand } from '../../firmware/technician/holders';

const folder = mkdtempSync(join(tmpdir(), 'tiski-holders-'));
const port = join(folder, 'ttyACM0');
const proc = join(folder, 'proc');
test.after(() => rmSync(folder, { recursive: true }));

/** As the kernel shows a process. */
function shown(
  id: number,
  about: { readonly words: readonly string[]; readonly group: string; readonly open: string },
): void {
  const own = join(proc, String(id));
  mkdirSync(join(own, 'fd'), { recursive: true });
  symlinkSync(about.open, join(own, 'fd', '3'));
  writeFileSync(join(own, 'cmdline'), about.words.map(word => `${word}\0`).join(''));
  writeFileSync(join(own, 'cgroup'), `0::${about.group}\n`);
}

test('who has a port is named, with the command that stops it', () => {
  writeFileSync(port, '');
  const session = '/user.slice/user-1000.slice/session-3.scope';
  shown(9100001, {
    words: ['/usr/sbin/ModemManager'],
    group: '/system.slice/ModemManager.service',
    open: port,
  });
  shown(9100002, {
    words: ['/usr/bin/python3', '-u', '/home/anna/miniterm.py', port],
    group: session,
    open: port,
  });
  shown(9100003, { words: ['/usr/bin/vi'], group: session, open: '/etc/passwd' });
  shown(9100004, {
    words: ['/opt/tiski/node', '/opt/tiski/tiski.js', 'run'],
    group: '/system.slice/system-tiski.slice/tiski@hub.service',
    open: 'anon_inode:gpio-line',
  });
  const told = holdersOf(port, proc).map(holder => `${holderName(holder)}: ${stopCommand(holder)}`);
  assert.equal(told.sort(), [
    'ModemManager (process 9100001): sudo systemctl stop ModemManager',
    'miniterm (process 9100002): sudo kill 9100002',
  ]);
  assert.equal(holdersOfGpio(proc).map(stopCommand), ['sudo systemctl stop tiski@hub']);
});

test('a port that is not there has nobody', () => {
  assert.equal(holdersOf(join(folder, 'gone'), proc), []);
});

test.run();
