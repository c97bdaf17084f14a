import { EventEmitter } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { boxProbes } from '../../../firmware/health/box/box-probes';
import { diskProbe, flashProbe } from '../../../firmware/health/box/disk';
import { heatProbe } from '../../../firmware/health/box/heat';
import type { Machine } from '../../../firmware/health/box/machine';
import { memoryProbe } from '../../../firmware/health/box/memory';
import { supplyProbe } from '../../../firmware/health/box/supply';
import { workProbe } from '../../../firmware/health/box/work';
import { ClockWatch } from '../../../firmware/health/clock-watch';
import { exposition } from '../../../firmware/health/metrics/exposition';
import type { Runtime } from '../../../firmware/runtime';
import { silent } from '../../../hal/platform/log';
import { VirtualTime } from '../../../simulator/time/virtual-time';

/** A machine whose kernel shows these files and no others. */
function machineWith(files: Readonly<Record<string, string>>): Machine {
  return {
    text: async path => files[path],
    names: async folder => [
      ...new Set(
        Object.keys(files).flatMap(path =>
          path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1).split('/')[0] ?? ''] : [],
        ),
      ),
    ],
    clockSynced: () => undefined,
  };
}

const throttled = '/sys/devices/platform/soc/soc:firmware/get_throttled';

test('a machine that shows nothing of itself is known by nothing, and no figure is made up', async () => {
  const bare = machineWith({});
  assert.equal(await heatProbe(bare)(), {});
  assert.equal(await supplyProbe(bare)(), {});
  assert.equal(await flashProbe(bare)(), {});
  assert.equal(Object.keys(await memoryProbe(bare)()), ['ownMemory']);
  assert.equal(await diskProbe('/no/such/folder')(), {});
  const work = workProbe(bare);
  assert.is('load' in (await work.probe()), false);
  work.stop();
});

test('what the kernel writes in another form is not taken for a figure', async () => {
  const odd = machineWith({
    '/sys/class/thermal/thermal_zone0/temp': 'N/A',
    '/sys/class/thermal/thermal_zone1/temp': '-4500',
    '/sys/block/mmcblk0/device/life_time': 'unknown 0x00',
    '/proc/loadavg': 'busy',
    '/proc/meminfo': 'MemTotal: lots',
  });
  assert.equal(await heatProbe(odd)(), { temperature: -4.5 });
  assert.equal(await flashProbe(odd)(), {});
  assert.equal(Object.keys(await memoryProbe(odd)()), ['ownMemory']);
});

test('a machine whose kernel tells nothing of its clock has one that is taken to be right', async () => {
  const { probes, stop } = boxProbes({
    machine: machineWith({}),
    stateDir: '/no/such/folder',
    certificate: undefined,
  });
  const found = Object.assign({}, ...(await Promise.all(probes.map(probe => probe()))));
  assert.is('clockSynced' in found, false);
  stop();
});

test('while the kernel does not say whether the clock is kept nothing is written of it', async () => {
  const time = new VirtualTime();
  const said: (boolean | undefined)[] = [undefined, undefined, true, false];
  const written: object[] = [];
  const runtime = {
    journal: { labelled: () => [] },
    events: new EventEmitter(),
    record: async ({ args }: { readonly args: object }) => written.push(args),
  } as unknown as Runtime;
  const machine = { ...machineWith({}), clockSynced: () => said.shift() };
  const watch = new ClockWatch({ runtime, machine, time, log: silent });
  await watch.start();
  while (said.length > 0) {
    time.advanceTo(time.nextDue);
    await new Promise(setImmediate);
  }
  assert.equal(written, [{ synced: false }]);
  watch.stop();
});

test('a flash memory may tell of its spare blocks alone', async () => {
  const files = { '/sys/block/mmcblk0/device/pre_eol_info': '0x01' };
  assert.equal(await flashProbe(machineWith(files))(), { flashSpares: 1 });
});

test('the worst of two flash memories is told', async () => {
  const files = {
    '/sys/block/mmcblk0/device/life_time': '0x01 0x03',
    '/sys/block/mmcblk1/device/life_time': '0x09 0x02',
    '/sys/block/mmcblk1/device/pre_eol_info': '0x02',
    '/sys/block/mmcblk1boot0/device/life_time': '0x0b 0x0b',
  };
  assert.equal(await flashProbe(machineWith(files))(), { flashWear: 0.9, flashSpares: 2 });
});

test('a supply that was too weak once is news once, and again when it happens again', async () => {
  const looks = ['0x50000', '0x50000', '0x0', '0x50005', 'no number'];
  let look = -1;
  const probe = supplyProbe({
    ...machineWith({}),
    text: async path => (path === throttled ? looks[look] : undefined),
  });
  const told = [];
  for (look = 0; look < looks.length; look++) told.push(await probe());
  assert.equal(told, [
    { underVoltage: true, throttled: true },
    { underVoltage: false, throttled: false },
    { underVoltage: false, throttled: false },
    { underVoltage: true, throttled: true },
    {},
  ]);
});

test('where the firmware tells nothing, the monitor of the voltage does', async () => {
  const monitor = (alarm: Readonly<Record<string, string>>) =>
    supplyProbe(
      machineWith({
        '/sys/class/hwmon/hwmon0/name': 'cpu_thermal',
        '/sys/class/hwmon/hwmon1/name': 'rpi_volt',
        ...alarm,
      }),
    )();
  const at = '/sys/class/hwmon/hwmon1/in0_lcrit_alarm';
  assert.equal(await monitor({ [at]: '1' }), { underVoltage: true });
  assert.equal(await monitor({ [at]: '0' }), { underVoltage: false });
  assert.equal(await monitor({}), {});
});

test('figures are written as Prometheus reads them: endless, missing, and names with any sign', () => {
  const family = { name: 'tiski_age_seconds', type: 'gauge', help: 'Age\nof \\ it' } as const;
  const samples = [
    { value: 1.5 },
    { value: Number.NaN },
    { value: Number.POSITIVE_INFINITY },
    { value: Number.NEGATIVE_INFINITY },
    { labels: { device: 'a "b" \\ c' }, value: 0 },
  ];
  assert.equal(
    exposition([
      [family, samples],
      [{ ...family, name: 'tiski_none' }, []],
    ]).split('\n'),
    [
      '# HELP tiski_age_seconds Age\\nof \\\\ it',
      '# TYPE tiski_age_seconds gauge',
      'tiski_age_seconds 1.5',
      'tiski_age_seconds NaN',
      'tiski_age_seconds +Inf',
      'tiski_age_seconds -Inf',
      'tiski_age_seconds{device="a \\"b\\" \\\\ c"} 0',
      '',
    ],
  );
});

test.run();
