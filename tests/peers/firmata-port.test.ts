import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Device } from '../../hal/device';
import type { Hal } from '../../hal/hal';
import { FirmataBench, known, lamp, openElsewhere, until } from '../support/firmata-bench';

let bench: FirmataBench;

test.before.each(async () => {
  bench = new FirmataBench({ resetOnOpen: false });
  await bench.board.start();
});
test.after.each(() => bench.stop());

const lampOf = (hal: Hal): Device => known(hal, 'lamp');

test('no other program can take the board away', async () => {
  const hal = await bench.devices({ lamp: lamp(13) });
  await until(lampOf(hal), 'ok');
  const stolen = await openElsewhere(bench.link).then(
    () => true,
    () => false,
  );
  assert.not(stolen);
  assert.is(lampOf(hal).status.health, 'ok');
});

test('a name that the kernel gives out anew each time is refused', async () => {
  const device = bench.board.device ?? '';
  const hal = await bench.devices({
    lamp: { ...lamp(13), port: device },
    other: { ...lamp(12), port: '/dev/ttyUSB0' },
  });
  await until(lampOf(hal), 'failed', 'board-port-unstable');
  await until(known(hal, 'other'), 'failed', 'board-port-unstable');
});

test('a board that is not plugged in is absent, and works as soon as it is', async () => {
  bench.board.unplug();
  const hal = await bench.devices({ lamp: lamp(13) });
  await until(lampOf(hal), 'failed', 'board-absent');
  bench.board.plug();
  await until(lampOf(hal), 'ok');
});

test('something else than a board is told from a board that is not there', async () => {
  const link = join(bench.folder, 'null');
  symlinkSync('/dev/null', link);
  const hal = await bench.devices({ lamp: { ...lamp(13), port: link } });
  await until(lampOf(hal), 'failed', 'board-port-failed');
});

test('a board named by its USB numbers is looked for among what is plugged in', async () => {
  const hal = await bench.devices({ lamp: { ...lamp(13), port: 'usb:ffff:ffff:none' } });
  await until(lampOf(hal), 'failed', 'board-absent');
});

test.run();
