import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SatelliteBench, shownWithin } from '../support/satellite-bench';
import { awake } from '../support/steady-time';

let bench: SatelliteBench;

test.before(async () => {
  bench = await new SatelliteBench().start();
});
test.after(() => bench.stop());

test('a connection that died without a word is replaced', async () => {
  const { connections } = bench.roomWire;
  bench.roomWire.strand();
  await bench.until('a new one', () => bench.roomWire.connections > connections, shownWithin);
  // Until somebody notices, the link may not even have been lost; the new connection still has to be opened.
  await bench.provenAnew();
  await bench.linked();
  const ticket = await bench.takeTicket();
  bench.button('next').press();
  await bench.until('presses count', () => bench.called([ticket]) === 1 || bench.display.text !== '');
});

test('a box on a dead wire stops all the same', async () => {
  bench.roomWire.strand();
  const asked = awake();
  await bench.room.stop();
  assert.ok(awake() - asked < 3000);
});

test.run();
