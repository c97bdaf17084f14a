import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SatelliteBench } from '../support/satellite-bench';
import { pause } from '../support/steady-time';

let bench: SatelliteBench;

test.before(async () => {
  bench = await new SatelliteBench().start();
});
test.after(() => bench.stop());

const input = 'tiski/1/point/room/lend/next/input';

test('a press that arrives late over a slow wire is refused on both ends', async () => {
  const ticket = await bench.takeTicket();
  bench.roomWire.hold(true);
  bench.button('next').press();
  await bench.until('the room gives it up', () => bench.lamp('lamp').sign === 'refused', 1200);
  await pause(300);
  bench.roomWire.hold(false);
  await bench.until('the lamp is given back', () => bench.lamp('lamp').sign === 'off');
  assert.is(bench.stateOf(ticket), 'waiting');
  assert.is(bench.hubSays('next'), 'ok', 'so short a delay is no loss');
  bench.button('next').press();
  await bench.until('a new press counts', () => bench.stateOf(ticket) === 'called');
});

test('a press that the broker delivers twice counts once, then and later', async () => {
  const first = await bench.takeTicket();
  const second = await bench.takeTicket();
  await bench.integrator.subscribeAsync(input, { qos: 1 });
  const heard: Buffer[] = [];
  bench.integrator.on('message', (_, payload) => heard.push(payload));
  bench.button('next').press();
  await bench.until('the press is on the wire', () => heard.length > 0);
  const press = heard[0] ?? '';
  await bench.integrator.publishAsync(input, press, { qos: 1 });
  await bench.integrator.publishAsync(input, press, { qos: 1 });
  await bench.until('it counts', () => bench.called([first]) === 1);
  await pause(900);
  await bench.integrator.publishAsync(input, press, { qos: 1 });
  await pause(200);
  assert.is(bench.stateOf(second), 'waiting');
});

test('what is no press is none', async () => {
  const ticket = await bench.takeTicket();
  for (const nonsense of ['', '{', '[]', '{"run":"x"}', `{"run":"${'x'.repeat(100_000)}"}`]) {
    await bench.integrator.publishAsync(input, nonsense, { qos: 1 });
    await bench.integrator.publishAsync('tiski/1/point/room/lend/beat', nonsense, { qos: 1 });
    await bench.integrator.publishAsync('tiski/1/point/room/lend/next/report', nonsense, { qos: 1 });
    await bench.integrator.publishAsync('tiski/1/point/hub/borrow/room/lamp/show', nonsense, { qos: 1 });
  }
  const forged = {
    run: 'other',
    count: 1,
    stamp: { run: 'none', at: 0, since: 0 },
    input: { gesture: 'press' },
  };
  await bench.integrator.publishAsync(input, JSON.stringify(forged), { qos: 1 });
  await pause(100);
  assert.is(bench.stateOf(ticket), 'waiting');
  assert.is(bench.hubSays('next'), 'ok');
});

test('a hub that starts again finds its satellite, and the satellite shows what is true now', async () => {
  await bench.takeTicket();
  bench.button('next').press();
  await bench.until('somebody is called', () => bench.display.text !== '');
  const shown = bench.display.text;
  await bench.hub.stop();
  await bench.startHub();
  await bench.linked();
  await bench.until('the display shows it', () => bench.display.text === shown);
});

test('a satellite that starts again shows what is true now, and its presses count', async () => {
  await bench.room.stop();
  bench.startRoom();
  await bench.linked();
  const ticket = await bench.takeTicket();
  bench.button('next').press();
  await bench.until('its press counts', () => bench.called([ticket]) === 1 || bench.display.text !== '');
});

test('a broker that comes back empty is told everything again', async () => {
  await bench.restartBroker();
  await bench.until('the link stands', () => bench.hubSays('next') === 'ok');
  bench.hub.hal.find('lamp', 'ring-lamp')?.show('ring');
  await bench.until('lamps obey', () => bench.lamp('ring-lamp').sign === 'ring');
});

test.run();
