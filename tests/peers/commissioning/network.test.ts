import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { machineNetwork } from '../../../provisioning/commissioning/network/network';

const root = mkdtempSync(join(tmpdir(), 'tiski-net-'));
test.after(() => rmSync(root, { recursive: true }));

test('a cable that is in is told from one that is not, and the loopback is no cable', () => {
  for (const [name, carrier] of [
    ['end0', '1\n'],
    ['end1', '0\n'],
    ['wlan0', undefined],
    ['lo', '1\n'],
  ] as const) {
    const folder = join(root, 'sys/class/net', name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'address'), 'dc:a6:32:01:02:03\n');
    // A link that is down cannot be asked.
    if (carrier !== undefined) writeFileSync(join(folder, 'carrier'), carrier);
  }
  const links = machineNetwork(root).links();
  assert.equal(
    links.map(({ name, carrier, mac }) => [name, carrier, mac]),
    [
      ['end0', true, 'dc:a6:32:01:02:03'],
      ['end1', false, 'dc:a6:32:01:02:03'],
      ['wlan0', false, 'dc:a6:32:01:02:03'],
    ],
  );
});

test('a machine without any network has no links, and says so without an error', () => {
  assert.equal(machineNetwork(join(root, 'nowhere')).links(), []);
});

test.run();
