import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { DeviceWatch } from '../../../firmware/health/device-watch';
import { FlapDamper, type FlapLimits } from '../../../firmware/health/flap-damper';
import type { DeviceStatus } from '../../../hal/device';
import { VirtualLamp } from '../../../hal/drivers/virtual/lamp';
import { LampConductor } from '../../../hal/lamp-conductor';
import { silent } from '../../../hal/platform/log';
import { VirtualTime } from '../../../simulator/time/virtual-time';

const limits: FlapLimits = { window: 600_000, most: 4, steady: 60_000, longest: 3_600_000 };
const ok: DeviceStatus = { health: 'ok' };
const lost: DeviceStatus = { health: 'failed', code: 'board-lost' };
const minute = 60_000;

const test = suite('devices that come and go');

function flapped(times: number, trouble = lost) {
  const damper = new FlapDamper(limits);
  let now = 0;
  for (let n = 0; n < times; n++) {
    damper.take(trouble, now);
    damper.take(ok, now + 1000);
    now += 2000;
  }
  return { damper, now };
}

test('a device that fails four times in ten minutes is told each time as it is', () => {
  const { damper, now } = flapped(4);
  assert.equal(damper.pass(now), { health: 'ok', warnings: [] });
});

test('at the fifth time it is failed with its reason and a warning of its own, although it says that it is well', () => {
  const { damper, now } = flapped(5);
  assert.equal(damper.pass(now), { health: 'failed', code: 'board-lost', warnings: ['device-unsteady'] });
  assert.is(damper.next, now - 1000 + limits.steady);
});

test('it is well again when it has been steady for a minute, and not before', () => {
  const { damper, now } = flapped(5);
  assert.is(damper.pass(now - 1001 + minute).health, 'failed');
  assert.equal(damper.pass(now - 1000 + minute), { health: 'ok', warnings: [] });
  assert.is(damper.next, Number.POSITIVE_INFINITY);
});

test('each relapse is held twice as long', () => {
  const { damper, now } = flapped(5);
  let at = now + minute;
  damper.take(lost, at);
  damper.take(ok, at + 1);
  assert.is(damper.next, at + 1 + 2 * minute);
  at = damper.next;
  assert.is(damper.pass(at).health, 'ok');
  damper.take(lost, at + 1);
  assert.is(damper.next, at + 1 + 4 * minute);
});

test('one that stays lost is told without the warning after the same while', () => {
  const { damper, now } = flapped(5);
  damper.take(lost, now);
  assert.equal(damper.pass(now + minute), { ...lost, warnings: [] });
});

test('what swings between well and unknown is failed, and never shown as well', () => {
  const { damper, now } = flapped(5, { health: 'unknown', code: 'satellite-lost' });
  assert.equal(damper.pass(now), { health: 'failed', code: 'satellite-lost', warnings: ['device-unsteady'] });
});

test('another trouble shows at once while the first is held', () => {
  const { damper, now } = flapped(5);
  const told = damper.take({ health: 'failed', code: 'board-garbage' }, now);
  assert.equal(told, { health: 'failed', code: 'board-garbage', warnings: ['device-unsteady'] });
});

test('a paper sensor at its bound keeps its warning and does not make the printer failed', () => {
  const { damper, now } = flapped(5, { health: 'ok', warnings: ['printer-paper-low'] });
  assert.equal(damper.pass(now), { health: 'ok', warnings: ['printer-paper-low', 'device-unsteady'] });
});

test('different faults one after the other are no flapping', () => {
  const damper = new FlapDamper(limits);
  const codes = ['printer-cover-open', 'printer-paper-out', 'printer-cutter-jam'] as const;
  for (let n = 0; n < 12; n++) {
    damper.take({ health: 'failed', code: codes[n % 3] ?? 'printer-error' }, n * 1000);
    assert.equal(damper.take(ok, n * 1000 + 500), { health: 'ok', warnings: [] });
  }
});

test('a device that somebody starts anew again and again is not blamed for it', () => {
  const { damper, now } = flapped(9, { health: 'unknown', code: 'device-not-started' });
  assert.equal(damper.pass(now), { health: 'ok', warnings: [] });
});

test('a device that flaps every second for a day makes a handful of facts, and is well an hour after it is', async () => {
  const time = new VirtualTime(Date.parse('2026-03-02T06:00:00Z'));
  const lamp = new VirtualLamp('lamp', new LampConductor(time));
  const facts: { health: string; warnings: readonly string[] }[] = [];
  const record = async (command: { readonly args: object }) => {
    facts.push(command.args as (typeof facts)[number]);
    return {};
  };
  const watch = new DeviceWatch({ devices: [lamp], runtime: { record }, time, log: silent });
  watch.start();
  await lamp.start();
  for (let n = 0; n < 20_000; n++) {
    lamp.report(n % 2 === 0 ? lost : ok);
    time.advance(1000);
  }
  assert.ok(facts.length <= 12, `${facts.length} facts`);
  assert.equal(facts.at(-1)?.warnings, ['device-unsteady']);
  lamp.report(ok);
  time.advance(3_600_000);
  assert.equal(facts.at(-1), { device: 'lamp', health: 'ok', warnings: [] });
  watch.stop();
  assert.equal(time.timers, []);
});

test.run();
