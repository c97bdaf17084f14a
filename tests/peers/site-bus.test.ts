import { once } from 'node:events';
import mqtt from 'mqtt';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SiteBus } from '../../firmware/link/site-bus';
import { silent } from '../../hal/platform/log';
import { EmbeddedBroker } from '../../simulator/broker/embedded-broker';
import { SteadyTime } from '../support/steady-time';

function busAt(url: string, credentials = () => ({}), log = silent): SiteBus {
  return new SiteBus({
    url,
    site: 'town',
    appliance: 'hub',
    clientId: 'hub-bus',
    credentials,
    time: new SteadyTime(),
    log,
    random: () => 0,
  });
}

test('whoever begins to listen while the bus is there hears at once, and after the last has left nothing comes any more', async () => {
  const broker = new EmbeddedBroker({ port: 0, time: new SteadyTime() });
  await broker.start();
  const room = await mqtt.connectAsync(broker.url, { clientId: 'room' });
  const bus = busAt(broker.url);
  assert.not(bus.publish('room/x', ''), 'nobody has subscribed, so it is not connected');
  const heard: string[] = [];
  const until = (topic: string) =>
    new Promise<void>(resolve => {
      const leave = bus.subscribe(topic, ({ payload }) => {
        heard.push(`${topic} ${payload}`);
        leave();
        leave();
        resolve();
      });
    });
  const first = until('room/a');
  bus.start(new AbortController().signal);
  await once(bus.events as never, 'online');
  const say = (topic: string) => room.publishAsync(`tiski/1/town/${topic}`, 'x', { qos: 1, retain: true });
  await say('room/a');
  await first;
  const twice = [until('room/b'), until('room/b')];
  await say('room/b');
  await Promise.all(twice);
  await say('room/a');
  const last = until('room/c');
  await say('room/c');
  await last;
  assert.equal(heard, ['room/a x', 'room/b x', 'room/b x', 'room/c x']);
  assert.not(bus.hung);
  await bus.stop();
  assert.not(bus.hung);
  await room.endAsync();
  await broker.stop();
});

test('what proves who the box is and cannot be read is tried again, with its reason in the log', async () => {
  const broker = new EmbeddedBroker({ port: 0, time: new SteadyTime() });
  await broker.start();
  const told: object[] = [];
  let tries = 0;
  const credentials = () => {
    tries += 1;
    if (tries === 1) throw new Error('the password file is a folder');
    return {};
  };
  const bus = busAt(broker.url, credentials, { ...silent, warn: (fields: object) => told.push(fields) });
  bus.subscribe('room/#', () => {});
  bus.start(new AbortController().signal);
  await once(bus.events as never, 'online');
  assert.equal(told, [{ code: undefined, error: 'the password file is a folder' }]);
  await bus.stop();
  await broker.stop();
});

test.run();
