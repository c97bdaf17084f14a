import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SatelliteBench, shownWithin } from '../support/satellite-bench';

const benches = { roomWire: new SatelliteBench(), hubWire: new SatelliteBench() };

test.before(async () => {
  await Promise.all(Object.values(benches).map(bench => bench.start()));
});
test.after(async () => {
  await Promise.all(Object.values(benches).map(bench => bench.stop()));
});

async function halfOpen(wire: keyof typeof benches): Promise<void> {
  const bench = benches[wire];
  const ticket = await bench.takeTicket();
  bench[wire].silence(true);
  const cut = performance.now();
  assert.ok((await bench.refusedPress(1200)) > 900, 'after its patience');
  await bench.until('both sides show it', () => bench.isLost);
  assert.ok(performance.now() - cut < shownWithin);
  bench[wire].silence(false);
  await bench.until('the link stands again', () => bench.hubSays('next') === 'ok', bench.returnsWithin);
  await bench.linked();
  assert.is(bench.stateOf(ticket), 'waiting');
}

test('a half-open connection of either shows on both sides within 5 s, and what was pressed never counts', async () => {
  await Promise.all([halfOpen('roomWire'), halfOpen('hubWire')]);
});

test('a connection that died without a word is replaced', async () => {
  const bench = benches.roomWire;
  const { connections } = bench.roomWire;
  bench.roomWire.strand();
  await bench.until('a new one', () => bench.roomWire.connections > connections, shownWithin);
  await bench.linked();
  const ticket = await bench.takeTicket();
  bench.button('next').press();
  await bench.until('presses count', () => bench.called([ticket]) === 1 || bench.display.text !== '');
});

test('a box on a dead wire stops all the same', async () => {
  const bench = benches.roomWire;
  bench.roomWire.strand();
  const asked = performance.now();
  await bench.room.stop();
  assert.ok(performance.now() - asked < 3000);
});

test.run();
