import type { TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { CloudEvent, HTTP } from 'cloudevents';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { asyncApi } from '../../firmware/link/asyncapi';
import { SteadyTime } from '../support/steady-time';
import { watchedBroker } from '../support/watched-wire';
import { Listener } from './link-listener';
import { LinkedOffice } from './link-office';
import { Mosquitto } from './mosquitto';
import { TcpProxy } from './tcp-proxy';

const base = 'tiski/1/lieksa/hub';

interface World {
  url: string;
  /** Cuts the office's wire. */
  proxy: TcpProxy;
  stop: () => Promise<void>;
}

const brokers: Record<string, { protocol: '5' | '3.1.1'; start: () => Promise<World> }> = {
  'embedded broker': { protocol: '3.1.1', start: embedded },
  'Mosquitto with MQTT 5': { protocol: '5', start: () => mosquitto(false) },
  'Mosquitto with 3.1.1 only': { protocol: '3.1.1', start: () => mosquitto(true) },
};

async function embedded(): Promise<World> {
  const broker = watchedBroker({ time: new SteadyTime() });
  await broker.start();
  const proxy = await new TcpProxy(() => Number(new URL(broker.url).port)).start();
  return {
    url: broker.url,
    proxy,
    stop: async () => {
      await proxy.stop();
      await broker.stop();
    },
  };
}

async function mosquitto(only311: boolean): Promise<World> {
  const broker = await new Mosquitto({ persistent: false }).start();
  const proxy = await new TcpProxy(() => broker.port, { only311 }).start();
  return {
    url: broker.url,
    proxy,
    stop: async () => {
      await proxy.stop();
      await broker.remove();
    },
  };
}

for (const [name, { protocol, start }] of Object.entries(brokers)) {
  const test = suite<{ world: World; office: LinkedOffice; listener: Listener }>(name);

  test.before.each(async context => {
    context.world = await start();
    context.listener = await Listener.at(context.world.url, { protocol: protocol === '5' ? 5 : 4 });
    context.office = new LinkedOffice(context.world.proxy.url, { random: () => 0.1 });
  });

  test.after.each(async ({ world, office, listener }) => {
    await office.stop();
    await listener.stop();
    await world.stop();
  });

  test('a connected box says so, and what is true now', async ({ office, listener }) => {
    await office.start();
    await listener.first(`${base}/health`);
    assert.is(office.link.status.protocol, protocol);
    assert.is(listener.on(`${base}/status`).at(-1)?.state, 'online');
    assert.is(listener.on(`${base}/status`).at(-1)?.version, '1.2.3');
    assert.equal(listener.on(`${base}/state/device/printer`), [
      { device: 'printer', health: 'unknown', code: 'device-not-started', warnings: [] },
    ]);
    const ticket = await office.take();
    const service = await listener.until(() =>
      listener.on(`${base}/state/service/kela`).find(({ waiting }) => waiting === 1),
    );
    assert.equal([service.next, service.last, service.open], [[ticket], ticket, true]);
  });

  test('whoever comes later finds the present state, but no old events', async ({
    world,
    office,
    listener,
  }) => {
    await office.start();
    await office.take();
    await listener.until(() =>
      listener.on(`${base}/state/service/kela`).find(({ waiting }) => waiting === 1),
    );
    const late = await Listener.at(world.url);
    await late.first(`${base}/health`);
    await late.stop();
    assert.ok(late.heard.every(({ retain }) => retain));
    assert.not.ok(late.heard.some(({ topic }) => topic.includes('/event/')));
    assert.is(late.on(`${base}/status`)[0]?.state, 'online');
    assert.is(late.on(`${base}/state/service/kela`)[0]?.waiting, 1);
  });

  test('every event is a CloudEvent by the strict reading of the standard', async ({ office, listener }) => {
    await office.start();
    const ticket = await office.take();
    const [event] = await listener.until(() => {
      const found = listener.on(`${base}/event/ticket`);
      return found.length > 0 && found;
    });
    const parsed = HTTP.toEvent({
      headers: { 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify(event),
    });
    const strict = new CloudEvent({ ...(parsed as CloudEvent) }, true);
    assert.is(strict.id, 'hub/epoch-1/3');
    assert.is(strict.source, 'tiski:lieksa/hub');
    assert.is(strict.type, 'fi.tiski.ticket.issued.v1');
    assert.is(strict.subject, ticket);
    assert.equal(
      [strict.sequence, strict.epoch, strict.clock, strict.mode],
      [3, 'epoch-1', 'synced', 'live'],
    );
    if (protocol === '5') {
      const heard = listener.heard.find(({ topic }) => topic.endsWith('/event/ticket'));
      assert.is(heard?.properties?.contentType, 'application/cloudevents+json');
    }
  });

  test('a box that vanishes is reported offline by the broker, and online again when it is back', async context => {
    const { office, listener, world } = context;
    await office.start();
    await office.is('online');
    await listener.first(`${base}/health`);
    world.proxy.cut();
    await listener.until(() => listener.on(`${base}/status`).some(({ state }) => state === 'offline'));
    await listener.until(() => listener.on(`${base}/status`).at(-1)?.state === 'online');
    await listener.until(() => listener.on(`${base}/health`).length === 2);
  });

  test('a box that stops says goodbye once', async ({ office, listener }) => {
    await office.start();
    await listener.first(`${base}/health`);
    await office.link.stop();
    await listener.until(() => listener.on(`${base}/status`).at(-1)?.state === 'offline');
    await listener.client.publishAsync('tiski/flush', '{}', { qos: 1 });
    await listener.first('tiski/flush');
    assert.equal(
      listener.on(`${base}/status`).map(({ state }) => state),
      ['online', 'offline'],
    );
  });

  test('every message on the wire is as the AsyncAPI document says', async ({ office, listener }) => {
    await office.start();
    await listener.first(`${base}/health`);
    await office.take();
    const ask = (name: string, id: string, args: object) =>
      listener.client.publishAsync(`${base}/command/${name}`, JSON.stringify({ id, by: 'test', args }), {
        qos: 1,
      });
    await ask('next', 'a', { counter: 'c1' });
    await ask('arrived', 'b', { counter: 'c1' });
    await ask('no-show', 'c', { counter: 'c9' });
    await office.runtime.record({
      name: 'device-reported',
      args: { device: 'printer', health: 'failed', code: 'printer-paper-out', warnings: [] },
    });
    await listener.first(`${base}/reply/c`);
    await listener.until(() =>
      listener.on(`${base}/state/device/printer`).some(({ health }) => health === 'failed'),
    );
    await office.link.stop();
    await listener.until(() => listener.on(`${base}/status`).at(-1)?.state === 'offline');
    const unexplained = listener.heard.filter(message => !explained(message.topic, JSON.parse(message.text)));
    assert.equal(unexplained, []);
    assert.ok(listener.heard.length > 15);
  });

  test.run();
}

/** Whether some channel of the document has this topic and a message of this form. */
function explained(topic: string, body: unknown): boolean {
  const { channels, components } = asyncApi('0');
  const messages = components.messages as Record<string, { payload: TSchema }>;
  return Object.values(channels).some(({ address, messages: named }) => {
    const pattern = new RegExp(`^${address.replace(/\{[a-z]+\}/g, '[^/]+')}$`);
    return (
      pattern.test(topic) &&
      Object.keys(named).some(name => {
        const message = messages[name];
        return message !== undefined && Value.Check(message.payload, body);
      })
    );
  });
}
