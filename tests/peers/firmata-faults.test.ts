import { setTimeout as pause } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Hal } from '../../hal/hal';
import {
  button,
  FirmataBench,
  find,
  known,
  lamp,
  noticed,
  until,
  worksAgain,
} from '../support/firmata-bench';

const bench = new FirmataBench();
let hal: Hal;
let presses = 0;

test.before(async () => {
  await bench.board.start();
  hal = await bench.devices({ next: button(2), lamp: lamp(13) });
  find(hal, 'button', 'next').events.on('gesture', () => {
    presses += 1;
  });
  await until(known(hal, 'next'), 'ok');
  find(hal, 'lamp', 'lamp').show('on');
  await bench.pinIs(13, 'high');
});
test.after(() => bench.stop());

test('a board that is reset is noticed, set up again, and a key held meanwhile is no press', async () => {
  bench.board.reset();
  bench.board.press(2);
  const ms = await until(known(hal, 'lamp'), 'failed');
  assert.ok(ms < noticed, `${ms} ms`);
  await until(known(hal, 'next'), 'ok');
  assert.is(presses, 0);
  bench.board.release(2);
  await pause(50);
  assert.is(presses, 0);
  await worksAgain(bench, hal);
});

test('a board that hangs is noticed and comes back when it lives again', async () => {
  bench.board.hang();
  const ms = await until(known(hal, 'lamp'), 'failed', 'board-silent');
  assert.ok(ms < noticed, `${ms} ms`);
  bench.board.revive();
  await worksAgain(bench, hal);
});

test.run();
