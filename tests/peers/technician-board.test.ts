import { SerialPort } from 'serialport';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bundleProgram } from '../support/appliance-process';
import { FirmataBench } from '../support/firmata-bench';
import { Technician } from '../support/technician';

/** The real StandardFirmata image behind a pseudo-terminal, and the program as it ships. */

let technician: Technician;
let bench: FirmataBench;

test.before(bundleProgram);
test.before.each(async () => {
  technician = new Technician();
  bench = new FirmataBench();
  await bench.board.start();
  technician.name({ 'counter-1-next': { driver: 'firmata-button', port: bench.link, pin: 2 } });
});
test.after.each(async () => {
  await technician.leaves();
  await bench.stop();
});

test('a button that is pressed and let go passes', async () => {
  const session = technician.types('test', 'counter-1-next');
  await session.shows('Press it now');
  bench.board.press(2);
  await session.shows('seen: press');
  bench.board.release(2);
  assert.is(await session.ends(), 0, session.output);
  assert.match(session.output, /PASS counter-1-next: It works: press\./);
});

test('every edge of a press is watched, with the gesture that it becomes', async () => {
  const session = technician.types('watch');
  await session.shows('status ok');
  bench.board.press(2);
  await session.shows('gesture: press');
  bench.board.release(2);
  await session.shows('edge: open (pin 2)');
  assert.is(await session.controlC(), 0);
  assert.match(session.output, /edge: closed \(pin 2\).*gesture: press.*edge: open/s);
});

test('a board that another program has is busy, and that program is named', async () => {
  const other = await new Promise<SerialPort>((resolve, reject) => {
    const port: SerialPort = new SerialPort({ path: bench.link, baudRate: 57_600 }, error =>
      error ? reject(error) : resolve(port),
    );
  });
  const session = technician.types('watch');
  await session.shows('board-busy');
  await session.shows(
    new RegExp(`process ${process.pid}\\) has it; to\\s+stop\\s+it:\\s+sudo (kill|systemctl stop) `),
  );
  await new Promise(resolve => other.close(resolve));
  await session.shows('status ok');
  assert.is(await session.controlC(), 0);
});

test.run();
