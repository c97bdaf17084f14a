import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { boxProbes } from '../../../firmware/health/box/box-probes';
import { kernelClockSynced } from '../../../firmware/health/box/kernel-clock';
import { machineAt } from '../../../firmware/health/box/machine';
import type { Readings } from '../../../firmware/health/box/readings';

const supply = 'sys/devices/platform/soc/soc:firmware/get_throttled';

/** Files as the kernel of a Raspberry Pi 4 with eMMC shows them. */
const pi = {
  'sys/class/thermal/thermal_zone0/temp': '61834\n',
  'sys/class/thermal/thermal_zone1/temp': '58000\n',
  'sys/class/thermal/cooling_device0/type': 'pwm-fan\n',
  [supply]: '0\n',
  'sys/block/mmcblk0/device/life_time': '0x02 0x0a\n',
  'sys/block/mmcblk0/device/pre_eol_info': '0x01\n',
  'sys/block/mmcblk0boot0/size': '8192\n',
  'proc/meminfo': 'MemTotal:        3884436 kB\nMemFree:          112344 kB\nMemAvailable:    2951228 kB\n',
  'proc/loadavg': '0.52 0.58 0.59 1/467 12345\n',
};

type Box = { look(): Promise<Readings>; write(path: string, text: string): void };

async function withMachine(files: Readonly<Record<string, string>>, use: (box: Box) => Promise<void>) {
  const root = mkdtempSync(join(tmpdir(), 'tiski-machine-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const machine = machineAt(root, () => true);
  const { probes, stop } = boxProbes({ machine, stateDir: root, certificate: undefined });
  const look = async () => Object.assign({}, ...(await Promise.all(probes.map(probe => probe()))));
  try {
    await use({ look, write });
  } finally {
    stop();
    rmSync(root, { recursive: true });
  }
}

const test = suite('probes of the box');

test('a Raspberry Pi tells heat, supply, wear, memory and load', () =>
  withMachine(pi, async ({ look }) => {
    const { temperature, underVoltage, throttled, flashWear, flashSpares, memoryFree, memorySize, load } =
      await look();
    assert.is(temperature, 61.834);
    assert.is(underVoltage, false);
    assert.is(throttled, false);
    assert.is(flashWear, 1);
    assert.is(flashSpares, 1);
    assert.is(memoryFree, 2951228 * 1024);
    assert.is(memorySize, 3884436 * 1024);
    assert.ok(load !== undefined && load > 0 && load <= 0.52);
  }));

test('a weak supply is told while it is weak and once after it was', () =>
  withMachine(pi, async ({ look, write }) => {
    await look();
    write(supply, '50005\n');
    assert.is((await look()).underVoltage, true);
    assert.is((await look()).throttled, true);
    // Older kernels keep the bits for what has happened.
    write(supply, '50000\n');
    assert.is((await look()).underVoltage, false);
    write(supply, '0\n');
    await look();
    write(supply, '50000\n');
    assert.is((await look()).underVoltage, true);
    assert.is((await look()).underVoltage, false);
  }));

test('a kernel without that file tells a weak supply by its voltage monitor', () =>
  withMachine(
    { 'sys/class/hwmon/hwmon1/name': 'rpi_volt\n', 'sys/class/hwmon/hwmon1/in0_lcrit_alarm': '1\n' },
    async ({ look }) => assert.is((await look()).underVoltage, true),
  ));

test('a machine that tells nothing is no reason for an error, and nothing is made up', () =>
  withMachine({ [supply]: 'nonsense', 'proc/meminfo': '', 'proc/loadavg': '' }, async ({ look }) => {
    const { diskFree, diskSize, ownMemory, clockSynced, loopDelay, ...rest } = await look();
    assert.equal(rest, {});
    assert.ok((diskFree ?? 0) > 0 && (diskSize ?? 0) >= (diskFree ?? 0));
    assert.ok((ownMemory ?? 0) > 1e6);
    assert.is(clockSynced, true);
  }));

test('the kernel says whether a time server keeps the clock', () => {
  assert.type(kernelClockSynced(), 'boolean');
});

test.run();
