import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { InputRequest, LineRequest } from '../../hal/drivers/gpio/back-end';
import { GpioInput } from '../../hal/drivers/gpio/input-line';
import { GpioOutput } from '../../hal/drivers/gpio/output-line';
import type { Edge } from '../../hal/line';
import { silent } from '../../hal/platform/log';
import { SystemTime } from '../../hal/platform/time';
import { SimulatedSysfsGpio } from '../../simulator/gpio/simulated-sysfs-gpio';
import { runInNamespace } from '../support/sysfs-namespace';

/** Unmodified onoff on the sysfs interface, which a file system in user space plays. */

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

test('lines are given back at the end, also those that a crash left behind', async () => {
  writeFileSync('/sys/class/gpio/export', '521');
  const { line } = await watched(request(9));
  assert.equal(line.status, { health: 'ok' });
  assert.ok(exported(521));
  await line.stop();
  assert.not.ok(exported(521));
});

runInNamespace(__filename);
