import { test } from 'uvu';
import type { Hal } from '../../hal/hal';
import { Random } from '../../simulator/random';
import { button, FirmataBench, find, known, lamp, until, worksAgain } from '../support/firmata-bench';
import { pause } from '../support/steady-time';

const random = new Random('firmata noise');
const bench = new FirmataBench({ random: () => random.unit(), resetOnOpen: false });
let hal: Hal;

test.before(async () => {
  await bench.board.start();
  hal = await bench.devices({ next: button(2), lamp: lamp(13) });
  await until(known(hal, 'next'), 'ok');
  find(hal, 'lamp', 'lamp').show('on');
});
test.after(() => bench.stop());

test('whatever a board sends, the program lives and the board comes back', async () => {
  for (let burst = 0; burst < 40; burst++) {
    bench.board.garbage(Uint8Array.from({ length: 100 }, () => Math.floor(random.unit() * 256)));
    await pause(10);
  }
  await worksAgain(bench, hal);
});

test('noise on the wire never leaves a device that says ok and does nothing', async () => {
  bench.board.noise(0.2);
  await pause(1500);
  bench.board.noise(0);
  await worksAgain(bench, hal);
});

test.run();
