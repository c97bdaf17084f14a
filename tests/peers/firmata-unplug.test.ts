import { setTimeout as pause } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
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
test.before(() => bench.board.start());
test.after(() => bench.stop());

test('a board that is unplugged is noticed and comes back under another kernel name', async () => {
  const hal = await bench.devices({ next: button(2), lamp: lamp(13) });
  await until(known(hal, 'next'), 'ok');
  find(hal, 'lamp', 'lamp').show('on');
  await bench.pinIs(13, 'high');
  const before = bench.board.device;
  bench.board.unplug();
  const ms = await until(known(hal, 'next'), 'failed', 'board-lost');
  assert.ok(ms < noticed, `${ms} ms`);
  await pause(600);
  assert.is(known(hal, 'next').status.code, 'board-lost');
  bench.board.plug();
  assert.is.not(bench.board.device, before);
  await worksAgain(bench, hal);
});

test.run();
