import { existsSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  busy,
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

/** onoff on the sysfs interface of a real kernel. */

const way = 'sysfs';

test.before(() => sim.create());
test.after.each(() => giveBack());
test.after(() => sim.remove());

test('a button and a lamp are found on a kernel that counts from 512', async () => {
  assert.ok(existsSync('/sys/class/gpio/gpiochip512'));
  const { edges, until } = await watched(request(17), way);
  const lamp = await output(request(27, { activeLow: true }), way, true);
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
  assert.is(sim.level(27), false);
  lamp.write(false);
  assert.is(sim.level(27), true);
});

test('a press is seen within milliseconds', async () => {
  const seen = await latencies(await watched(request(19), way), 19, 400);
  const [median, worst] = [percentile(seen, 0.5), percentile(seen, 0.99)];
  figure(`sysfs, 400 edges: p50 ${median.toFixed(2)} ms, p99 ${worst.toFixed(2)} ms`);
  assert.ok(median < 50);
});

/** Milliseconds of every 20 in which the program does something else, such as printing. */
for (const share of [0, 5, 15]) {
  test(`what is lost at 200 presses per second, busy ${share} ms of 20`, async () => {
    const { edges } = await watched(request(20), way);
    const load = share > 0 ? time.every(20, 'load', () => busy(share)) : undefined;
    await press(20, 1000, 200);
    load?.cancel();
    await new Promise(resolve => setTimeout(resolve, 200));
    const presses = edges.filter(({ active, lost }) => active && lost === 0).length;
    const known = edges.reduce((sum, { lost }) => sum + lost, 0);
    figure(
      `sysfs, 1000 presses at 200/s, busy ${share} ms of 20: ${presses} seen, ${2000 - edges.length} edges lost of which ${known} known`,
    );
    assert.ok(edges.length <= 2000);
  });
}

test('a line held through the character device is refused, and taken when it is free', async () => {
  const first = await watched(request(6), 'character-device');
  const second = await watched(request(6), way);
  assert.is(second.line.status.code, 'gpio-line-busy');
  await first.line.stop();
  await untilOk(second.line);
});

test('an unplugged adapter is noticed within two seconds and comes back by itself', async () => {
  const { line, until } = await watched(request(17), way);
  const at = performance.now();
  const noticed = nextStatus(line);
  sim.unplug();
  assert.is((await noticed).code, 'gpio-line-lost');
  const after = performance.now() - at;
  figure(`sysfs, unplugged: noticed after ${after.toFixed(0)} ms`);
  assert.ok(after < 2000);
  sim.plug();
  await untilOk(line);
  sim.set(17, true);
  await until(1);
});

test('lines are given back at the end', async () => {
  const { line } = await watched(request(9), way);
  assert.ok(existsSync('/sys/class/gpio/gpio521'));
  await line.stop();
  assert.not.ok(existsSync('/sys/class/gpio/gpio521'));
});

test.run();
