import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SatelliteBench, shownWithin } from '../support/satellite-bench';

let bench: SatelliteBench;

test.before(async () => {
  bench = await new SatelliteBench().start();
});
test.after(() => bench.stop());

test('a cut cable shows on both sides within 5 s; presses are refused at once and never carried out', async () => {
  const ticket = await bench.takeTicket();
  bench.report({ state: 'ringing', call: '1' });
  await bench.until('it rings', () => bench.hubLamp.sign === 'ring');
  bench.roomWire.shut();
  await bench.refusedPress(1200);
  await bench.until('both sides show it', () => bench.isLost, shownWithin);
  await bench.until('the lamp of the lost ring source shows it', () => bench.hubLamp.sign === 'fault');
  assert.is(bench.display.text, '----');
  await bench.until('the refusal is over', () => bench.lamp('lamp').sign === 'fault');
  const tones = bench.tones.length;
  bench.button('next').press();
  assert.is(bench.lamp('lamp').sign, 'refused', 'at once');
  assert.is(bench.tones[tones], 'refused');
  bench.roomWire.open();
  await bench.until('the link stands again', () => bench.hubSays('next') === 'ok', bench.returnsWithin);
  await bench.until('the ring that still lasts is seen', () => bench.hubLamp.sign === 'ring');
  await bench.until('the lamp is given back', () => bench.lamp('lamp').sign === 'off');
  assert.is(bench.stateOf(ticket), 'waiting', 'no press of the time without a link counts');
  bench.button('next').press();
  await bench.until('a new press counts', () => bench.stateOf(ticket) === 'called');
});

test.run();
