import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FirmataInput } from '../../hal/drivers/firmata/input';
import { ButtonOnLine } from '../../hal/lines/button-on-line';
import { ContactOnLine } from '../../hal/lines/contact-on-line';
import { Random } from '../../simulator/random';
import { BoardInVirtualTime } from '../support/board-in-virtual-time';
import { button } from '../support/firmata-bench';

/** From the finger to the event, ms. */
const promised = 50;

test('a press on a board is told within 50 ms, however the key bounces', async () => {
  const random = new Random('firmata latency');
  const bench = new BoardInVirtualTime(() => random.unit());
  const { time, board, connection, limits } = bench;
  const wiring = { ...button(2), debounce: 20, gestures: ['press' as const] };
  const line = new FirmataInput(connection, wiring, { time, limits });
  const device = new ButtonOnLine('next', { ...wiring, line, time });
  let told = Number.NaN;
  device.events.on('gesture', () => {
    told = time.monotonic();
  });
  await board.start();
  await device.start(new AbortController().signal);
  await bench.run(5000);
  assert.is(device.status.health, 'ok');
  for (let press = 1; press <= 50; press++) {
    const pressed = time.monotonic();
    board.press(2, { times: Math.floor(random.unit() * 5), gap: random.unit() * 2 });
    await bench.run(100, 1);
    assert.ok(told - pressed <= promised, `press ${press} was told after ${told - pressed} ms`);
    assert.is(device.counters.presses, press);
    board.release(2);
    await bench.run(100 + random.unit() * 100, 1);
  }
  await device.stop();
  await board.stop();
});

test('a board whose reports come late invents no ring when it is found', async () => {
  const bench = new BoardInVirtualTime(() => 0.5);
  const { time, board, connection, limits } = bench;
  const line = new FirmataInput(connection, { pin: 10, pullUp: true, activeLow: true }, { time, limits });
  const bell = new ContactOnLine('bell', { line, time, debounce: 20, overAfter: 100, stuckAfter: 30_000 });
  board.delay(400);
  await board.start();
  await bell.start(new AbortController().signal);
  await bench.run(8000);
  assert.equal(bell.status, { health: 'ok' });
  assert.is(bell.counters.rings, 0);
  board.press(10);
  await bench.run(600);
  assert.is(bell.counters.rings, 1);
  await bell.stop();
  await board.stop();
});

test.run();
