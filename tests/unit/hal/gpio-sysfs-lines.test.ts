import type { Gpio } from 'onoff';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SysfsInput } from '../../../hal/drivers/gpio/sysfs/input';
import { SysfsOutput } from '../../../hal/drivers/gpio/sysfs/output';
import type { Edge } from '../../../hal/line';
import type { TiskiError } from '../../../hal/platform/error';
import { VirtualTime } from '../../../simulator/time/virtual-time';

/** A line of sysfs as onoff shows it, which a test changes and takes away. */
function bench(debounce = 0) {
  const time = new VirtualTime();
  const edges: Edge[] = [];
  const losses: TiskiError[] = [];
  const wire = { level: 0, there: true, given: 0, changed: (_level: number) => {} };
  const gpio = {
    readSync: () => {
      if (!wire.there) throw Object.assign(new Error('read'), { code: 'ENODEV' });
      return wire.level;
    },
    writeSync: (level: number) => {
      gpio.readSync();
      wire.level = level;
    },
    watch: (listener: (error: unknown, level: number) => void) => {
      wire.changed = level => {
        wire.level = level;
        listener(undefined, level);
      };
    },
    unexport: () => {
      wire.given += 1;
    },
  } as unknown as Gpio;
  const open = () =>
    new SysfsInput(gpio, debounce, time, {
      edge: edge => void edges.push(edge),
      lost: error => void losses.push(error),
    });
  return { time, edges, losses, wire, gpio, open };
}

test('a line that is gone when it is taken is refused', () => {
  const { wire, open } = bench();
  wire.there = false;
  assert.throws(open, /ENODEV/);
});

test('a look makes up for a change that nobody told of', () => {
  const { wire, edges, open } = bench();
  const input = open();
  wire.level = 1;
  input.check();
  input.check();
  assert.equal(
    edges.map(({ active, lost }) => [active, lost]),
    [[true, 0]],
  );
});

test('a look leaves a level alone that is not steady yet', () => {
  const { wire, edges, time, open } = bench(20);
  const input = open();
  wire.changed(1);
  input.check();
  assert.equal(edges, []);
  time.advance(20);
  assert.is(edges.length, 1);
});

test('bounces that end where they began are no press', () => {
  const { wire, edges, time, open } = bench(20);
  open();
  wire.changed(1);
  wire.changed(0);
  time.advance(100);
  assert.equal(edges, []);
});

test('a line that is lost is told once, and nothing is told of it afterwards', () => {
  const { wire, edges, losses, time, open } = bench(20);
  const input = open();
  wire.changed(1);
  wire.there = false;
  time.advance(20);
  assert.equal(
    losses.map(({ code }) => code),
    ['gpio-line-lost'],
  );
  assert.throws(() => input.check(), /ENODEV/);
  wire.changed(0);
  time.advance(20);
  assert.is(losses.length, 1);
  assert.equal(edges, []);
});

test('what comes after the end is not told, and a line is given back once', () => {
  const { wire, edges, losses, gpio, open } = bench();
  const input = open();
  input.close();
  input.close();
  wire.changed(1);
  wire.there = false;
  gpio.readSync();
  assert.equal([edges, losses], [[], []]);
  assert.is(wire.given, 1);
});

test('an output that is gone says so, and is given back once', () => {
  const { wire, gpio } = bench();
  const output = new SysfsOutput(gpio);
  output.write(true);
  assert.is(wire.level, 1);
  wire.there = false;
  assert.throws(() => output.check(), /ENODEV/);
  assert.throws(() => output.write(false), /ENODEV/);
  output.close();
  output.close();
  assert.is(wire.given, 1);
});

test.run();
