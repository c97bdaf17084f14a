import { test } from 'uvu';
import { SatelliteBench } from '../support/satellite-bench';

let bench: SatelliteBench;

test.before(async () => {
  bench = await new SatelliteBench().start();
});
test.after(() => bench.stop());

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

test('a broker that comes back empty is told everything again', async () => {
  await bench.restartBroker();
  await bench.until('the link stands', () => bench.hubSays('next') === 'ok');
  bench.reportAtHub({ state: 'ringing', call: '1' });
  await bench.until('lamps obey', () => bench.lamp('ring-lamp').sign === 'ring');
});

test.run();
