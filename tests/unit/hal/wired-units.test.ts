import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TwinWatch } from '../../../hal/drivers/satellite/twin-watch';
import { Hal } from '../../../hal/hal';
import { silent } from '../../../hal/platform/log';
import { VirtualTime } from '../../../simulator/time/virtual-time';

/** A Hal whose devices are not started: what the site file makes of them. */
function made(driver: string, more: object) {
  const entry = { driver, ...more };
  const hal = new Hal(
    { unit: entry as never },
    { time: new VirtualTime(), log: silent, stateDir: '/nowhere' },
  );
  return hal.find('smiley-unit', 'unit');
}

test('a smiley unit has as many faces as lines or pins, with a light and a buzzer or without', () => {
  const port = 'usb:2341:0043';
  const units = [
    made('gpio-smiley', { lines: [1, 2, 3, 4] }),
    made('gpio-smiley', {
      chip: 'pinctrl',
      lines: [1, 2, 3, 4, 5],
      lamp: { line: 6 },
      sounder: { line: 7 },
    }),
    made('firmata-smiley-unit', { port, pins: [2, 3, 4, 5] }),
    made('firmata-smiley-unit', { port, pins: [2, 3, 4, 5, 6], lamp: { pin: 7 }, sounder: { pin: 8 } }),
  ];
  assert.equal(
    units.map(unit => unit?.faces),
    [4, 5, 4, 5],
  );
});

test('two satellites under one name are seen as two for a while, however many runs there were before', () => {
  const time = new VirtualTime();
  let changes = 0;
  const watch = new TwinWatch(time, () => {
    changes += 1;
  });
  for (let n = 0; n < 100; n++) watch.hear(`run ${n}`);
  assert.equal([watch.isTwice, changes], [false, 0]);
  watch.hear('run 0');
  assert.is(watch.isTwice, false, 'forgotten by now');
  for (const run of ['run 99', 'run 0', 'run 99']) watch.hear(run);
  assert.equal([watch.isTwice, changes], [true, 1]);
  time.advance(3_600_000);
  assert.equal([watch.isTwice, changes], [false, 2]);
  watch.stop();
});

test.run();
