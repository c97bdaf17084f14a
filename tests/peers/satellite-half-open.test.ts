import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SatelliteBench, shownWithin } from '../support/satellite-bench';
import { awake } from '../support/steady-time';

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
  const cut = awake();
  assert.ok((await bench.refusedPress(1200)) > 900, 'after its patience');
  await bench.until('both sides show it', () => bench.isLost);
  assert.ok(awake() - cut < shownWithin);
  bench[wire].silence(false);
  await bench.until('the link stands again', () => bench.hubSays('next') === 'ok', bench.returnsWithin);
  await bench.linked();
  assert.is(bench.stateOf(ticket), 'waiting');
}

test('a half-open connection of either shows on both sides within 5 s, and what was pressed never counts', async () => {
  await Promise.all([halfOpen('roomWire'), halfOpen('hubWire')]);
});

test.run();
