import { readdirSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { chipPaths, linesOf, withChips } from '../../../hal/drivers/gpio/chardev/chips';
import { loadKernel } from '../../../hal/drivers/gpio/chardev/kernel';
import { LampConductor } from '../../../hal/lamp-conductor';
import { silent } from '../../../hal/platform/log';
import { loadDriver } from '../../../hal/registry';
import { KernelGpioSim } from '../../../simulator/gpio/kernel-gpio-sim';
import {
  busy,
  chip,
  figure,
  giveBack,
  latencies,
  nextStatus,
  output,
  percentile,
  press,
  request,
  sim,
  time,
  untilOk,
  watched,
} from './bench';

/** The character device on lines of the kernel's own simulator. */

const way = 'character-device';

const descriptors = () => readdirSync('/proc/self/fd').length;

test.before(() => sim.create());
test.after.each(() => giveBack());
test.after(() => sim.remove());

test('the character device is what a box takes when it has it', async () => {
  const { line } = await watched(request(17), 'auto');
  const users = withChips(loadKernel(), ({ chips }) =>
    chips.flatMap(each => linesOf(loadKernel(), each).map(({ consumer }) => consumer)),
  );
  assert.equal(line.status, { health: 'ok' });
  assert.ok(users.includes('tiski test'));
});

test('a button is found by the name of its line alone', async () => {
  const { edges, until } = await watched(request('GPIO17', { place: { line: 'GPIO17' } }), way);
  sim.set(17, true);
  await until(1);
  sim.set(17, false);
  await until(2);
  assert.equal(
    edges.map(({ active, lost }) => ({ active, lost })),
    [
      { active: true, lost: 0 },
      { active: false, lost: 0 },
    ],
  );
});

test('an edge carries the time at which the kernel saw it, also when the program was busy then', async () => {
  const { edges, until } = await watched(request(18), way);
  const before = time.monotonic();
  sim.set(18, true);
  const after = time.monotonic();
  busy(200);
  await until(1);
  sim.set(18, false);
  const at = edges[0]?.at ?? 0;
  assert.ok(at >= before - 1 && at <= after + 50, `${at} is not between ${before} and ${after}`);
});

test('a press is seen within milliseconds', async () => {
  const seen = await latencies(await watched(request(19), way), 19, 400);
  const [median, worst] = [percentile(seen, 0.5), percentile(seen, 0.99)];
  figure(`character device, 400 edges: p50 ${median.toFixed(2)} ms, p99 ${worst.toFixed(2)} ms`);
  assert.ok(median < 50);
});

test('10 000 presses at 200 per second: none lost, none doubled, in order', async () => {
  const { edges, until } = await watched(request(20), way);
  const started = performance.now();
  await press(20, 10_000, 200);
  const seconds = (performance.now() - started) / 1000;
  await until(20_000);
  const lost = edges.reduce((sum, edge) => sum + edge.lost, 0);
  const rate = 10_000 / seconds;
  figure(`character device: 10 000 presses at ${rate.toFixed(0)}/s, ${edges.length} edges, ${lost} lost`);
  assert.is(edges.length, 20_000);
  assert.is(lost, 0);
  assert.ok(edges.every(({ active }, index) => active === (index % 2 === 0)));
  assert.ok(edges.every(({ at }, index) => index === 0 || at > (edges[index - 1]?.at ?? 0)));
});

test('a button of the site file counts each press while the program is kept busy', async () => {
  const context = { time, log: silent, stateDir: '/tmp', conductor: new LampConductor(time) };
  const options = { chip, line: 21, activeLow: false, interface: way, bias: 'as-is', steady: 0, debounce: 0 };
  const gestures = { gestures: ['press'], holdAfter: 800, doubleWithin: 400, stuckAfter: 30_000 };
  const driver = loadDriver('gpio-button');
  const button = driver.create('desk', { ...options, ...gestures } as never, context);
  await button.start(new AbortController().signal);
  const load = time.every(60, 'load', () => busy(50));
  await press(21, 1000, 200);
  busy(50);
  await new Promise(resolve => setTimeout(resolve, 200));
  load.cancel();
  assert.equal(button.counters, { presses: 1000, stuck: 0, lostEdges: 0, bounces: 0 });
  await button.stop();
});

test('more edges than the kernel can keep are known by their number', async () => {
  const { edges, until } = await watched(request(22), way);
  for (let index = 0; index < 3000; index += 1) sim.set(22, index % 2 === 0);
  await until(1);
  await new Promise(resolve => setTimeout(resolve, 100));
  const lost = edges.reduce((sum, edge) => sum + edge.lost, 0);
  assert.ok(lost > 0);
  assert.is(edges.length + lost, 3000);
});

test('the kernel takes bounces out', async () => {
  const { edges, until } = await watched(request(23, { debounce: 20 }), way);
  for (let index = 0; index < 9; index += 1) sim.set(23, index % 2 === 0);
  await until(1);
  await new Promise(resolve => setTimeout(resolve, 100));
  assert.equal(
    edges.map(({ active, lost }) => ({ active, lost })),
    [{ active: true, lost: 0 }],
  );
});

test('a contact to ground reads as pressed with the bias up', async () => {
  const { line, edges, until } = await watched(request(24, { bias: 'up', activeLow: true }), way);
  assert.is(sim.level(24), true);
  assert.is(line.active, false);
  sim.set(24, false);
  await until(1);
  assert.is(edges[0]?.active, true);
});

test('a lamp is lit, follows its polarity, and is dark after the end', async () => {
  const lamp = await output(request(4), way, true);
  const inverted = await output(request(5, { activeLow: true }), way, true);
  assert.is(sim.level(4), true);
  assert.is(sim.level(5), false);
  lamp.write(false);
  inverted.write(false);
  assert.is(sim.level(4), false);
  assert.is(sim.level(5), true);
});

test('a line in use is refused and its user named; it is taken when it is free', async () => {
  const first = await watched(request(6, { consumer: 'door bell' }), way);
  const second = await watched(request(6), way);
  assert.is(second.line.status.code, 'gpio-line-busy');
  assert.match(second.line.status.detail ?? '', '"door bell"');
  await first.line.stop();
  await untilOk(second.line);
  sim.set(6, true);
  await second.until(1);
});

test('a line that the kernel uses itself is refused with the name of its use', async () => {
  const { line } = await watched(request(3), way);
  assert.is(line.status.code, 'gpio-line-busy');
  assert.match(line.status.detail ?? '', '"sd card power"');
});

test('a wrong chip, a wrong line and a bare number are named', async () => {
  const cases = [
    [{ chip: 'pinctrl-rp1', line: 17 }, 'gpio-chip-missing', '"pinctrl-bcm2711"'],
    [{ line: 17 }, 'gpio-chip-missing', 'needs its chip'],
    [{ chip, line: 28 }, 'gpio-line-missing', 'lines 0 to 27'],
    [{ chip, line: 'GPIO99' }, 'gpio-line-missing', 'GPIO99'],
  ] as const;
  for (const [place, code, detail] of cases) {
    const { line } = await watched(request(17, { place }), way);
    assert.is(line.status.health, 'failed');
    assert.is(line.status.code, code);
    assert.match(line.status.detail ?? '', detail);
  }
});

test('two adapters of one name are not guessed between', async () => {
  const twin = new KernelGpioSim('sim1', { label: chip, lines: 28 });
  twin.create();
  const { line } = await watched(request(17), way);
  assert.is(line.status.code, 'gpio-chip-ambiguous');
  twin.remove();
  await untilOk(line);
});

test('without permission it says which group may, and goes on when it is given', async () => {
  process.seteuid?.(65_534);
  const { line } = await watched(request(7), way);
  process.seteuid?.(0);
  assert.is(line.status.code, 'gpio-forbidden');
  assert.match(line.status.detail ?? '', /\/dev\/gpiochip\d+; group \S+ may/);
  await untilOk(line);
});

test('an unplugged adapter is noticed within two seconds and comes back by itself', async () => {
  const button = await watched(request(17), way);
  const lamp = await output(request(4), way, true);
  const at = performance.now();
  const noticed = [button.line, lamp].map(async line => {
    const { code } = await nextStatus(line);
    return { code, after: performance.now() - at };
  });
  sim.unplug();
  const [ofButton, ofLamp] = await Promise.all(noticed);
  assert.is(ofButton?.code, 'gpio-line-lost');
  assert.is(ofLamp?.code, 'gpio-line-lost');
  figure(
    `unplugged: input noticed after ${ofButton?.after.toFixed(0)} ms, output after ${ofLamp?.after.toFixed(0)} ms`,
  );
  assert.ok((ofButton?.after ?? 0) < 2000 && (ofLamp?.after ?? 0) < 2000);
  assert.is(button.line.active, undefined);
  sim.plug();
  await Promise.all([untilOk(button.line), untilOk(lamp)]);
  assert.is(sim.level(4), true);
  sim.set(17, true);
  await button.until(1);
  assert.is(chipPaths().length, 1);
});

test('starting and stopping leaves no descriptor behind', async () => {
  const before = descriptors();
  for (let round = 0; round < 50; round += 1) {
    await watched(request(8), way);
    await watched(request(8), way);
    await output(request(9), way);
    await giveBack();
  }
  assert.is(descriptors(), before);
});

test.run();
