import { readdirSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { InputRequest } from '../../hal/drivers/gpio/back-end';
import { CharacterDevice } from '../../hal/drivers/gpio/chardev/back-end';
import { findLine } from '../../hal/drivers/gpio/chardev/find-line';
import { flags } from '../../hal/drivers/gpio/chardev/uapi';
import type { LinePlace } from '../../hal/drivers/gpio/line-place';
import type { Edge } from '../../hal/line';
import { isTiskiError, type TiskiError } from '../../hal/platform/error';
import { SystemTime } from '../../hal/platform/time';
import { GpioKernel } from '../support/gpio-kernel';

/** What the box makes of the answers of the kernel, whichever they are. */

const longLabel = 'pinctrl-of-an-adapter-with-32-ch';
const header = { label: 'pinctrl-rp1', lines: ['GPIO16', 'GPIO17', 'SHARED'] };
const adapter = { label: longLabel, lines: ['SHARED', 'RELAY'] };

let kernel: GpioKernel;
let device: CharacterDevice;
let edges: Edge[] = [];
let losses: TiskiError[] = [];

const listener = {
  edge: (edge: Edge) => void edges.push(edge),
  lost: (error: TiskiError) => void losses.push(error),
};

test.before.each(() => {
  kernel = new GpioKernel([header, adapter]);
  device = new CharacterDevice(kernel, new SystemTime(), kernel.folder);
  [edges, losses] = [[], []];
});
test.after.each(() => kernel.remove());

const request = (place: LinePlace, more: Partial<InputRequest> = {}): InputRequest => ({
  place,
  consumer: 'tiski desk',
  activeLow: false,
  bias: 'as-is',
  debounce: 0,
  ...more,
});

const onHeader = (line: number | string) => request({ chip: header.label, line });

const openFiles = () => readdirSync('/proc/self/fd').length;

function refused(work: () => unknown): TiskiError {
  try {
    work();
  } catch (error) {
    if (isTiskiError(error)) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const told = () => edges.map(({ active, lost }) => ({ active, lost }));

test('a line is taken by chip and offset, by chip and name, and by its name alone', () => {
  kernel.addUseless();
  const places: LinePlace[] = [
    { chip: header.label, line: 1 },
    { chip: header.label, line: 'GPIO17' },
    { line: 'GPIO17' },
    { chip: longLabel, line: 'SHARED' },
  ];
  const before = openFiles();
  for (const place of places) device.openInput(request(place), listener).close();
  assert.equal(
    kernel.taken.map(({ chip, offset }) => [chip, offset]),
    [
      [header.label, 1],
      [header.label, 1],
      [header.label, 1],
      [longLabel, 0],
    ],
  );
  assert.is(openFiles(), before, 'nothing stays open');
});

test('the kernel is asked for what the site file says of a line', () => {
  for (const bias of ['as-is', 'up', 'down', 'off'] as const)
    device.openInput(request({ line: 'GPIO16' }, { bias, activeLow: bias === 'up' }), listener).close();
  const edgesWanted = flags.input | flags.edgeRising | flags.edgeFalling;
  assert.equal(
    kernel.taken.map(each => each.flags),
    [
      edgesWanted,
      edgesWanted | flags.biasUp | flags.activeLow,
      edgesWanted | flags.biasDown,
      edgesWanted | flags.biasOff,
    ],
  );
  assert.is(kernel.taken[0]?.consumer, 'tiski desk');
});

test('a line that is not there is told with what is there', () => {
  const missing = (place: LinePlace) => {
    const { code, message } = refused(() => device.openInput(request(place), listener));
    return `${code} ${message}`;
  };
  assert.match(missing({ chip: 'old board', line: 1 }), /gpio-chip-missing .*"old board".*"pinctrl-rp1"/);
  assert.match(missing({ line: 1 }), /gpio-chip-missing .*an offset needs its chip/);
  assert.match(missing({ chip: header.label, line: 3 }), /gpio-line-missing .*has lines 0 to 2/);
  assert.match(missing({ line: 'GPIO99' }), /gpio-line-missing .*GPIO99/);
  assert.match(missing({ line: 'SHARED' }), /gpio-chip-ambiguous .*gpiochip0 and .*gpiochip1/);
});

test('no chip at all, and chips that this user may not open, are told apart', () => {
  const none = new GpioKernel([]);
  try {
    const bare = new CharacterDevice(none, new SystemTime(), none.folder);
    const open = () => refused(() => bare.openOutput(onHeader(1), true));
    assert.is(open().code, 'gpio-absent');
    none.addUseless();
    assert.is(open().code, 'gpio-forbidden');
    assert.match(open().message, 'gpiochip97');
  } finally {
    none.remove();
  }
});

test('whoever may not open the chips learns which groups may', () => {
  const forbidden = ['/dev/null', '/dev/gpiochip-that-is-gone'];
  const { message } = refused(() => findLine(kernel, { chips: [], forbidden }, { line: 'GPIO17' }));
  assert.match(message, /group root may/);
});

test('a line that somebody else holds is told with the name of the holder, and nothing stays open', () => {
  kernel.refusal = 'EBUSY';
  const before = openFiles();
  for (const [user, words] of [
    ['door bell', 'used by "door bell"'],
    ['', 'used by "the kernel"'],
  ] as const) {
    kernel.users.set('GPIO17', user);
    const { code, message } = refused(() => device.openInput(onHeader(1), listener));
    assert.is(code, 'gpio-line-busy');
    assert.match(message, words);
  }
  kernel.refusal = 'EINVAL';
  const { code, message } = refused(() => device.openOutput(onHeader(1), true));
  assert.is(code, 'gpio-line-refused');
  assert.match(message, 'EINVAL');
  assert.is(openFiles(), before);
});

test('an adapter that is pulled out between taking a line and asking for its level leaves nothing open', () => {
  const before = openFiles();
  kernel.unplugged = true;
  assert.is(refused(() => device.openInput(onHeader(1), listener)).code, 'gpio-line-lost');
  assert.is(openFiles(), before);
});

test('each change of a line is told once, in order, with the instant at which the kernel saw it', () => {
  const input = device.openInput(onHeader(1), listener);
  assert.is(input.active, false);
  const time = new SystemTime();
  const before = time.monotonic();
  kernel.edge(true, 1);
  kernel.edge(false, 2);
  const after = time.monotonic();
  assert.equal(edges, [], 'while the program is busy');
  kernel.wake();
  assert.equal(told(), [
    { active: true, lost: 0 },
    { active: false, lost: 0 },
  ]);
  for (const { at } of edges) assert.ok(at > before - 5 && at < after + 5, `${before} ${at} ${after}`);
  input.close();
});

test('changes that the kernel could not keep are counted as lost', () => {
  const input = device.openInput(onHeader(1), listener);
  kernel.edge(true, 1);
  kernel.edge(true, 1 + 12);
  kernel.wake();
  assert.equal(told(), [
    { active: true, lost: 0 },
    { active: true, lost: 11 },
  ]);
  input.close();
});

test('a change between taking the line and asking for its level is the level already', () => {
  kernel.level = true;
  const input = device.openInput(onHeader(1), listener);
  assert.is(input.active, true);
  kernel.edge(true, 1);
  kernel.wake();
  assert.equal(told(), [{ active: true, lost: 0 }]);
  input.close();
});

test('a look at a line tells what nobody was woken for, more than one reading full of it', () => {
  const input = device.openInput(onHeader(1), listener);
  for (let n = 1; n <= 100; n++) kernel.edge(n % 2 === 1, n);
  input.check();
  assert.is(edges.length, 100);
  assert.ok(edges.every(({ lost }) => lost === 0));
  input.close();
});

test('a line that is let go of while it is told of tells no more, and can be let go of twice', () => {
  const before = openFiles();
  const input = device.openInput(onHeader(1), {
    ...listener,
    edge: edge => {
      edges.push(edge);
      input.close();
    },
  });
  assert.ok(kernel.isWaitedFor);
  kernel.edge(true, 1);
  kernel.edge(false, 2);
  kernel.wake();
  input.close();
  assert.is(edges.length, 1);
  assert.not(kernel.isWaitedFor);
  assert.is(openFiles(), before);
});

test('a line that cannot be read any more is told as lost', () => {
  kernel.unreadable = true;
  const input = device.openInput(onHeader(1), listener);
  kernel.wake();
  assert.equal(
    losses.map(({ code }) => code),
    ['gpio-line-lost'],
  );
  input.close();
});

test('an output begins with its level, follows what is written, and tells when it is gone', () => {
  const before = openFiles();
  const output = device.openOutput(onHeader(2), true);
  assert.is(kernel.level, true);
  output.write(false);
  assert.is(kernel.level, false);
  output.write(true);
  assert.is(kernel.level, true);
  output.check();
  kernel.unplugged = true;
  for (const use of [() => output.check(), () => output.write(false)]) {
    const { code, message } = refused(use);
    assert.is(code, 'gpio-line-lost');
    assert.match(message, 'ENODEV');
  }
  output.close();
  output.close();
  assert.is(openFiles(), before);
});

test.run();
