import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DeviceStatus } from '../../hal/device';
import type { InputRequest, LineRequest } from '../../hal/drivers/gpio/back-end';
import { GpioInput } from '../../hal/drivers/gpio/input-line';
import { GpioOutput } from '../../hal/drivers/gpio/output-line';
import type { Edge } from '../../hal/line';
import { silent } from '../../hal/platform/log';
import { SystemTime } from '../../hal/platform/time';
import { inPrivateNamespace } from '../../simulator/gpio/private-namespace';
import { SimulatedSysfsGpio } from '../../simulator/gpio/simulated-sysfs-gpio';

/** Unmodified onoff on the sysfs interface, which a file system in user space plays; hence this file runs itself again inside of a mount namespace. */

const insideMark = 'TISKI_TEST_INSIDE_NAMESPACE';

const chip = 'pinctrl-bcm2711';
const time = new SystemTime();
const wire = new SimulatedSysfsGpio({ label: chip, base: 512, lines: 32 });
const { signal } = new AbortController();
const taken: (GpioInput | GpioOutput)[] = [];

const request = (line: number | string, more: Partial<InputRequest> = {}): InputRequest => ({
  place: { chip, line },
  consumer: 'test',
  activeLow: false,
  bias: 'as-is',
  debounce: 0,
  ...more,
});

interface Watched {
  readonly line: GpioInput;
  readonly edges: Edge[];
  /** Resolves when so many edges came in. */
  until(count: number): Promise<void>;
}

async function watched(asked: InputRequest): Promise<Watched> {
  const line = new GpioInput(asked, 'sysfs', time, silent);
  taken.push(line);
  const edges: Edge[] = [];
  line.events.on('edge', edge => edges.push(edge));
  await line.start(signal);
  const until = async (count: number) => {
    while (edges.length < count) await once(line.events, 'edge', { signal: AbortSignal.timeout(3000) });
  };
  return { line, edges, until };
}

async function output(asked: LineRequest, on = false): Promise<GpioOutput> {
  const line = new GpioOutput(asked, 'sysfs', time, silent);
  taken.push(line);
  line.write(on);
  await line.start(signal);
  return line;
}

async function nextStatus(line: GpioInput | GpioOutput): Promise<DeviceStatus> {
  const [status] = await once(line.events, 'status', { signal: AbortSignal.timeout(3000) });
  return status;
}

const exported = (number: number) => existsSync(`/sys/class/gpio/gpio${number}`);

test.before(() => wire.start());
test.after.each(async () => {
  for (const line of taken.splice(0)) await line.stop();
});
test.after(() => wire.stop());

test('a bare BCM number does not exist on a kernel that counts from 512', () => {
  const { Gpio } = require('onoff') as typeof import('onoff');
  assert.throws(() => new Gpio(17, 'in'), /EINVAL/);
});

test('a button is found by chip and line, and its presses come in order', async () => {
  const { line, edges, until } = await watched(request(17));
  assert.equal(line.status, { health: 'ok' });
  assert.is(line.active, false);
  for (let press = 0; press < 100; press += 1) {
    await wire.set(17, true);
    await until(press * 2 + 1);
    await wire.set(17, false);
    await until(press * 2 + 2);
  }
  assert.is(edges.length, 200);
  assert.ok(edges.every(({ active, lost }, index) => active === (index % 2 === 0) && lost === 0));
});

test('a button that pulls the line low is down when the voltage is low', async () => {
  await wire.set(4, true);
  const { line, edges, until } = await watched(request(4, { activeLow: true }));
  assert.is(line.active, false);
  await wire.set(4, false);
  await until(1);
  assert.is(edges[0]?.active, true);
  assert.is(line.active, true);
});

test('a press that came and went while the program was busy is known to be lost', async () => {
  const { edges, until } = await watched(request(18));
  const pressed = wire.pulse(18, 1, 2000);
  const busyUntil = performance.now() + 100;
  while (performance.now() < busyUntil);
  await Promise.all([pressed, until(1)]);
  assert.equal(
    edges.map(({ active, lost }) => ({ active, lost })),
    [{ active: false, lost: 1 }],
  );
});

test('bounces within the steady time are one press', async () => {
  const { edges, until } = await watched(request(19, { debounce: 20 }));
  await wire.pulse(19, 8, 1000);
  await wire.set(19, true);
  await until(1);
  assert.equal(
    edges.map(({ active }) => active),
    [true],
  );
});

test('a lamp is lit, and dark after the end', async () => {
  const lamp = await output(request(27));
  assert.is(wire.level(27), undefined);
  const lit = once(wire.events, 'level');
  lamp.write(true);
  await lit;
  assert.is(wire.level(27), true);
  await lamp.stop();
  await wire.set(0, false);
  assert.is(wire.level(27), false);
});

test('a lamp that is on from the start has no dark moment', async () => {
  const seen: boolean[] = [];
  wire.events.on('level', ({ offset, high }) => offset === 22 && seen.push(high));
  await wire.set(22, true);
  await output(request(22), true);
  await wire.set(0, false);
  assert.equal(seen, []);
  await output(request(23, { activeLow: true }), true);
  await wire.set(0, false);
  assert.is(wire.level(23) ?? false, false);
});

test('a line that the kernel uses itself is refused with advice, and taken when it is free', async () => {
  await wire.hold(5);
  const { line } = await watched(request(5));
  assert.is(line.status.code, 'gpio-line-busy');
  assert.is(line.active, undefined);
  await wire.release(5);
  await nextStatus(line);
  assert.equal(line.status, { health: 'ok' });
});

test('a wrong chip, a wrong line and an impossible setting are named', async () => {
  const cases = [
    [request(17, { place: { chip: 'pinctrl-rp1', line: 17 } }), 'gpio-chip-missing', '"pinctrl-bcm2711"'],
    [request(32), 'gpio-line-missing', 'lines 0 to 31'],
    [request('GPIO17'), 'gpio-unsupported', 'offset'],
    [request(17, { bias: 'up' }), 'gpio-unsupported', 'bias: up'],
  ] as const;
  for (const [asked, code, detail] of cases) {
    const { line } = await watched(asked);
    assert.is(line.status.health, 'failed');
    assert.is(line.status.code, code);
    assert.match(line.status.detail ?? '', detail);
    await line.stop();
  }
});

test('an unplugged chip is noticed at once and found again under another number', async () => {
  const button = await watched(request(17));
  const lamp = await output(request(27), true);
  const gone = [nextStatus(button.line), nextStatus(lamp)];
  await wire.unplug();
  for (const status of await Promise.all(gone)) assert.is(status.code, 'gpio-line-lost');
  assert.is(button.line.active, undefined);
  const back = [button.line, lamp].map(async line => {
    while (line.status.health !== 'ok') await nextStatus(line);
  });
  await wire.plug(600);
  await Promise.all(back);
  await wire.set(17, true);
  await button.until(1);
  assert.is(wire.level(27), true);
  await wire.unplug();
  await wire.plug(512);
});

test('lines are given back at the end, also those that a crash left behind', async () => {
  writeFileSync('/sys/class/gpio/export', '521');
  const { line } = await watched(request(9));
  assert.equal(line.status, { health: 'ok' });
  assert.ok(exported(521));
  await line.stop();
  assert.not.ok(exported(521));
});

if (process.env[insideMark]) {
  test.run();
} else {
  const native = spawnSync(process.execPath, ['ota/bundle/native.js'], { stdio: 'inherit' });
  if (native.status !== 0) process.exit(1);
  const self = [process.execPath, '-r', 'ts-node/register', __filename] as const;
  const [program, ...args] = inPrivateNamespace(self);
  const { status } = spawnSync(program, args, {
    stdio: 'inherit',
    env: { ...process.env, [insideMark]: '1' },
  });
  process.exitCode = status ?? 1;
}
