import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BoardConnection, type BoardUser } from '../../../hal/drivers/firmata/board-connection';
import { defaultLimits } from '../../../hal/drivers/firmata/limits';
import type { OpenWire, Wire, WireEnd } from '../../../hal/drivers/firmata/wire';
import { TiskiError } from '../../../hal/platform/error';
import { silent } from '../../../hal/platform/log';
import { VirtualTime } from '../../../simulator/time/virtual-time';

/** One board whose port a test opens, breaks and floods, with the devices on it. */
function board(opens?: OpenWire) {
  const time = new VirtualTime();
  const ends: WireEnd[] = [];
  let closed = 0;
  const answers = new Map([
    [0x6b, [0xf0, 0x6c, ...new Array<number[]>(10).fill([0, 1, 1, 1, 0x7f]).flat(), 0xf7]],
    [0x69, [0xf0, 0x6a, ...new Array<number>(10).fill(0x7f), 0xf7]],
  ]);
  const wire: Wire = {
    write: ([first, second = 0]) => {
      if (first === 0xf0) receive(...(answers.get(second) ?? []));
    },
    close: async () => {
      closed += 1;
    },
  };
  const connection = new BoardConnection({
    port: 'usb:2341:0043',
    limits: defaultLimits,
    time,
    log: silent,
    openWire: async (path, end) => {
      ends.push(end);
      return opens ? opens(path, end) : wire;
    },
    listPorts: async () => [{ path: '/dev/ttyACM0', vendorId: '2341', productId: '0043' }],
  });
  const user = () => {
    const told: string[] = [];
    const made: BoardUser = {
      attached: () => told.push('attached'),
      detached: ({ code = '' }) => told.push(code),
      warned: warnings => told.push(`warned ${warnings}`),
    };
    return { told, made };
  };
  const receive = (...bytes: number[]) => ends.at(-1)?.received(Uint8Array.from(bytes));
  return {
    time,
    connection,
    wire,
    user,
    ends,
    closed: () => closed,
    settle: () => new Promise(resolve => setImmediate(resolve)),
    receive,
    announce: () => receive(0xf9, 2, 4, 0xf0, 0x79, 2, 4, 0x41, 0, 0xf7),
    noise: () => receive(...new Array<number>(16).fill(0x55)),
  };
}

test('a device that comes to a board that works is told so at once, and hears of noise that began before', async () => {
  const { connection, user, settle, announce, noise, time } = board();
  const [first, second] = [user(), user()];
  connection.join(first.made);
  connection.join(first.made);
  await settle();
  noise();
  announce();
  connection.join(second.made);
  assert.equal(second.told, ['attached', 'warned board-garbage']);
  assert.equal(first.told, [
    'device-not-started',
    'board-starting',
    'warned board-garbage',
    'attached',
    'warned board-garbage',
  ]);
  assert.is(connection.counters.connects, 1);
  assert.is(connection.counters.garbageBytes, 16);
  await connection.leave(first.made);
  await connection.leave(first.made);
  await connection.leave(second.made);
  assert.equal(time.timers, []);
});

test('something that makes nothing but noise is said to, not to be silent', async () => {
  const { connection, user, settle, noise, time, closed } = board();
  const { told, made } = user();
  connection.join(made);
  await settle();
  time.advance(defaultLimits.handshake - 1000);
  noise();
  time.advance(1001);
  assert.is(told.at(-1), 'board-garbage');
  assert.is(closed(), 1);
  await connection.leave(made);
});

test('a port that breaks by an error of no known kind is tried again, and one that is away stays lost', async () => {
  let fault: Error = new Error('EIO');
  const { connection, user, settle, time, ends, announce, wire } = board(async () => {
    if (ends.length === 2) return wire;
    throw fault;
  });
  const { told, made } = user();
  connection.join(made);
  await settle();
  assert.is(told.at(-1), 'board-port-failed');
  time.advance(defaultLimits.retry);
  await settle();
  announce();
  assert.is(told.at(-1), 'attached');
  ends.at(-1)?.lost('unplugged');
  fault = new TiskiError('board-absent', 'usb');
  time.advance(defaultLimits.retry);
  await settle();
  assert.is(ends.length, 3);
  assert.is(told.at(-1), 'board-lost');
  await connection.leave(made);
  assert.equal(time.timers, []);
});

test('who leaves while the port is being opened leaves nothing open, and hears nothing of it', async () => {
  const openings: { done(): void; fail(error: Error): void }[] = [];
  const { connection, user, settle, wire, closed, time } = board(
    () => new Promise((resolve, reject) => openings.push({ done: () => resolve(wire), fail: reject })),
  );
  for (const end of ['done', 'fail'] as const) {
    const { told, made } = user();
    connection.join(made);
    await settle();
    const left = connection.leave(made);
    openings.at(-1)?.[end](new Error('EIO'));
    await left;
    await settle();
    assert.equal(told, ['device-not-started'], end);
  }
  assert.is(closed(), 1);
  assert.equal(time.timers, []);
  const { made } = user();
  connection.join(made);
  await connection.leave(made);
  assert.is(openings.length, 2);
});

test.run();
