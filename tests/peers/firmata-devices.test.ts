import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Hal } from '../../hal/hal';
import { SimulatedSegmentDisplay } from '../../simulator/board';
import { button, display, FirmataBench, find, known, lamp, next, until } from '../support/firmata-bench';
import { awake, pause } from '../support/steady-time';

const bench = new FirmataBench();
const panel = new SimulatedSegmentDisplay();
let hal: Hal;

/** The display has no event of its own: it is looked at, as by a person. */
async function reads(text: string): Promise<void> {
  const since = awake();
  while (panel.text !== text && awake() - since < 3000) await pause(20);
  assert.is(panel.text, text);
}

test.before(async () => {
  bench.board.attachDisplay(panel);
  await bench.board.start();
  hal = await bench.devices({
    next: button(2),
    lamp: lamp(3),
    light: lamp(13),
    // One that is asked before the display that is there, and one after it: the board's words about them bear no address.
    missing: { ...display, address: 0x72 },
    number: display,
    absent: { ...display, address: 0x71 },
    twice: button(2),
    none: button(42),
    smiley: { ...button(6), driver: 'firmata-smiley-unit', pins: [6, 7, 8, 9], pin: undefined },
    bell: { ...button(10), driver: 'firmata-contact', overAfter: 100, stuckAfter: 30_000 },
    buzzer: { ...lamp(11), driver: 'firmata-sounder' },
  });
});
test.after(() => bench.stop());

test('a board is ready within five seconds of its start, with all its devices', async () => {
  const ms = await until(known(hal, 'next'), 'ok');
  assert.ok(ms < 5000, `${ms} ms`);
  for (const name of ['lamp', 'smiley', 'bell', 'buzzer']) await until(known(hal, name), 'ok');
});

test('a bouncing press is one press, told while the key is still down', async () => {
  const device = find(hal, 'button', 'next');
  for (let press = 0; press < 10; press++) {
    const heard = next(device.events, 'gesture');
    bench.board.press(2, { times: 4, gap: 0.7 });
    await heard;
    await pause(120);
    bench.board.release(2);
    await pause(120);
  }
  assert.is(device.counters.presses, 10);
});

test('a lamp shines at its pin and goes out', async () => {
  const lit = bench.pinIs(13, 'high');
  find(hal, 'lamp', 'light').show('on');
  await lit;
  const out = bench.pinIs(13, 'low');
  find(hal, 'lamp', 'light').show('off');
  await out;
});

test('a lamp that changes while a button beside it is down does not make the button deaf', async () => {
  const device = find(hal, 'button', 'next');
  const first = next(device.events, 'gesture');
  bench.board.press(2);
  await first;
  const lit = bench.pinIs(3, 'high');
  find(hal, 'lamp', 'lamp').show('on');
  await lit;
  bench.board.release(2);
  await pause(100);
  assert.is(bench.board.read(2), 'pull-up');
  const second = next(device.events, 'gesture');
  bench.board.press(2);
  await second;
  bench.board.release(2);
});

test('a number stands on the display as it was asked for', async () => {
  await until(known(hal, 'number'), 'ok');
  find(hal, 'number-display', 'number').show('K101');
  await reads('K101');
});

test('a display that lost its power for a moment is written again by itself', async () => {
  panel.powerCycle();
  assert.is(panel.text, '');
  await reads('K101');
});

test('a display that is not there is failed, says why, and takes no other with it', async () => {
  await until(known(hal, 'missing'), 'failed', 'display-silent');
  await until(known(hal, 'absent'), 'failed', 'display-silent');
  assert.is(known(hal, 'number').status.health, 'ok');
});

test('a display that is pulled off is failed within three seconds, and comes back', async () => {
  bench.board.detachDisplay(panel);
  const ms = await until(known(hal, 'number'), 'failed', 'display-silent');
  assert.ok(ms < 3000, `${ms} ms`);
  assert.is(known(hal, 'next').status.health, 'ok');
  bench.board.attachDisplay(panel);
  await until(known(hal, 'number'), 'ok');
});

test('two devices on one pin: the second is failed and the first works', async () => {
  assert.equal(known(hal, 'twice').status.code, 'board-pin-twice');
});

test('a pin that the board does not have is a fault of that device alone', async () => {
  await until(known(hal, 'none'), 'failed', 'board-pin-unusable');
});

test('a smiley unit tells which face was pressed', async () => {
  const pressed = next(find(hal, 'smiley-unit', 'smiley').events, 'pressed');
  bench.board.press(8);
  const [{ face }] = await pressed;
  assert.is(face, 3);
  bench.board.release(8);
});

test('a bell at a contact rings and is over', async () => {
  const source = find(hal, 'ring-source', 'bell');
  const ringing = next(source.events, 'ringing');
  bench.board.press(10);
  await ringing;
  const over = next(source.events, 'over');
  bench.board.release(10);
  await over;
});

test('a buzzer sounds and falls silent', async () => {
  const on = bench.pinIs(11, 'high');
  find(hal, 'sounder', 'buzzer').play('chime');
  await on;
  await bench.pinIs(11, 'low');
});

test.run();
