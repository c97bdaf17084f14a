import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type BoxHealth, BoxMonitor } from '../../../firmware/health/box/box-monitor';
import type { Readings } from '../../../firmware/health/box/readings';
import { silent } from '../../../hal/platform/log';
import { VirtualTime } from '../../../simulator/time/virtual-time';

const minute = 60_000;
const begin = Date.parse('2026-03-02T06:00:00Z');

/** A box whose readings are what the test says. */
function monitored(first: Readings = {}) {
  const time = new VirtualTime(begin);
  let readings = first;
  const told: BoxHealth[] = [];
  const monitor = new BoxMonitor({ probes: [async () => readings], time, log: silent });
  monitor.start(health => told.push(health));
  return {
    monitor,
    told,
    time,
    set: (next: Readings) => {
      readings = next;
    },
    pass: (duration: number) => time.runTo(time.now() + duration),
  };
}

const test = suite('health of the box');

test('a box about which nothing is known is unknown until it has been looked at', async () => {
  const { monitor, pass } = monitored();
  assert.is(monitor.health.health, 'unknown');
  await pass(1);
  assert.is(monitor.health.health, 'ok');
  monitor.stop();
});

test('what a slow disk says after the end is not told any more', async () => {
  const time = new VirtualTime(begin);
  let say: (readings: Readings) => void = () => {};
  const slow = () =>
    new Promise<Readings>(resolve => {
      say = resolve;
    });
  const told: BoxHealth[] = [];
  const monitor = new BoxMonitor({ probes: [slow], time, log: silent });
  monitor.start(health => told.push(health));
  monitor.stop();
  say({ temperature: 120 });
  await time.runTo(begin + minute);
  assert.equal([told, monitor.health.health], [[], 'unknown']);
});

test('a box that becomes warm says so within a minute, and a blip is not told', async () => {
  const { monitor, told, set, pass } = monitored({ temperature: 60 });
  await pass(minute);
  set({ temperature: 78 });
  await pass(15_000);
  set({ temperature: 60 });
  await pass(minute);
  assert.equal(monitor.health.warnings, []);
  set({ temperature: 78 });
  await pass(minute);
  assert.equal(monitor.health.warnings, ['box-hot']);
  assert.is(monitor.health.health, 'ok', 'a warning comes before the failure');
  assert.is(told.length, 2);
  monitor.stop();
});

test('a temperature that swings about its bound all day is told at most once in ten minutes', async () => {
  const { monitor, told, set, pass } = monitored({ temperature: 60 });
  for (let n = 0; n < 24 * 60; n++) {
    set({ temperature: n % 2 === 0 ? 76 : 69 });
    await pass(minute);
  }
  assert.ok(told.length <= 3, `told ${told.length} times`);
  set({ temperature: 60 });
  await pass(11 * minute);
  assert.equal(monitor.health.warnings, []);
  monitor.stop();
});

test('a full disk is a failure with the time since when, and the time at which it was last well', async () => {
  const { monitor, set, pass } = monitored({ diskFree: 1e9 });
  await pass(5 * minute);
  set({ diskFree: 1e6 });
  await pass(2 * minute);
  const { health, code, warnings, since, lastGood } = monitor.health;
  assert.is(health, 'failed');
  assert.is(code, 'disk-full');
  assert.equal(warnings, ['disk-low']);
  assert.ok(since > begin + 5 * minute && since <= begin + 6 * minute, `${since - begin}`);
  assert.is(lastGood, since);
  set({ diskFree: 1e9 });
  await pass(11 * minute);
  assert.is(monitor.health.health, 'ok');
  assert.is(monitor.health.lastGood, undefined);
  monitor.stop();
});

test('a self-test says what holds at this moment, and changes nothing that is told', async () => {
  const { monitor, told, set, pass } = monitored({ diskFree: 1e9 });
  await pass(minute);
  set({ diskFree: 1e6, temperature: 90 });
  assert.equal(await monitor.examine(), {
    health: 'failed',
    code: 'disk-full',
    warnings: ['box-hot', 'disk-low'],
  });
  assert.is(monitor.health.health, 'ok');
  assert.is(told.length, 1);
  monitor.stop();
});

test('what the machine stops telling stays as it was', async () => {
  const { monitor, set, pass } = monitored({ underVoltage: true });
  await pass(minute);
  set({});
  await pass(60 * minute);
  assert.equal(monitor.health.warnings, ['box-under-voltage']);
  monitor.stop();
});

for (const [readings, warning] of [
  [{ flashWear: 0.9 }, 'disk-worn'],
  [{ flashSpares: 2 }, 'disk-worn'],
  [{ memoryFree: 30e6 }, 'memory-low'],
  [{ ownMemory: 400e6 }, 'program-large'],
  [{ clockSynced: false }, 'clock-unsynced'],
  [{ loopDelay: 500 }, 'program-slow'],
  [{ load: 6 }, 'box-busy-long'],
  [{ throttled: true }, 'box-throttled'],
] as const)
  test(`${JSON.stringify(readings)} is told as ${warning}`, async () => {
    const { monitor, pass } = monitored(readings);
    await pass(minute);
    assert.equal(monitor.health.warnings, [warning]);
    monitor.stop();
  });

test.run();
