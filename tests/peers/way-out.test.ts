import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { connectAsync } from 'mqtt';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { EmbeddedBroker } from '../../simulator/broker/embedded-broker';
import { VirtualTime } from '../../simulator/time/virtual-time';
import { Centre } from '../../simulator/whole-site/centre';
import { WayOut, type WayState } from '../../simulator/whole-site/way-out';

/** A network before a broker that gives back what it is told. */
async function withWay(
  use: (way: WayOut, time: VirtualTime, reach: (port?: number) => Promise<Socket>) => Promise<void>,
): Promise<void> {
  const time = new VirtualTime();
  const broker = createServer(socket => socket.pipe(socket));
  broker.listen(0, '127.0.0.1');
  await once(broker, 'listening');
  const way = new WayOut({ time, broker: (broker.address() as AddressInfo).port });
  await way.start();
  const sockets: Socket[] = [];
  const reach = async (port = way.port) => {
    const socket = connect({ port, host: '127.0.0.1' });
    sockets.push(socket);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  };
  try {
    await use(way, time, reach);
  } finally {
    for (const socket of sockets) socket.destroy();
    await way.stop();
    broker.close();
    await once(broker, 'close');
  }
}

const answer = async (socket: Socket) => {
  const [bytes] = await once(socket, 'data');
  return (bytes as Buffer).toString('latin1');
};

/** Resolves when a message of the network waits to be carried. */
async function waiting(time: VirtualTime, count: number): Promise<void> {
  while (time.timers.length < count) await new Promise(resolve => setImmediate(resolve));
}

test('an open network carries both ways at once, a slow one after its delay', () =>
  withWay(async (way, time, reach) => {
    const socket = await reach();
    socket.write('now');
    assert.is(await answer(socket), 'now');
    way.delay = 700;
    const late = answer(socket);
    socket.write('later');
    await waiting(time, 1);
    time.advance(700);
    await waiting(time, 1);
    time.advance(700);
    assert.is(await late, 'later');
    assert.equal([way.attempts.length, way.byProxy, way.state], [1, 0, 'open']);
  }));

test('what is under way to somebody who has gone is lost', () =>
  withWay(async (way, time, reach) => {
    way.delay = 700;
    const socket = await reach();
    socket.write('lost');
    await waiting(time, 1);
    const closed = once(socket, 'close');
    way.state = 'full';
    await closed;
    time.advance(700);
    assert.equal(time.timers, []);
  }));

test('a broker that is full says so in the words of the version that it was asked in', () =>
  withWay(async (way, _, reach) => {
    const state: WayState = 'full';
    way.state = state;
    // CONNECT of MQTT 5 and 3.1.1, with a length in one byte or in two.
    const name = [0, 4, ...Buffer.from('MQTT')];
    for (const [hello, refusal] of [
      [[0x10, 0x20, ...name, 5], '20030097'],
      [[0x10, 0x90, 1, ...name, 5], '20030097'],
      [[0x10, 0x20, ...name, 4], '2002'],
    ] as const) {
      const socket = await reach();
      socket.write(Buffer.from(hello));
      assert.match(Buffer.from(await answer(socket), 'latin1').toString('hex'), new RegExp(`^${refusal}`));
    }
  }));

test('a proxy lets through who asks it to, and is no web server', () =>
  withWay(async (way, _, reach) => {
    const port = Number(new URL(way.proxyUrl).port);
    const lost = await reach(port);
    lost.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    assert.match(await answer(lost), /^HTTP\/1\.1 405/);
    const socket = await reach(port);
    socket.write('CONNECT broker:1883 HTTP/1.1\r\nHost: broker\r\n\r\n');
    assert.match(await answer(socket), /^HTTP\/1\.1 200/);
    socket.write('through');
    assert.is(await answer(socket), 'through');
    assert.is(way.byProxy, 1);
  }));

test('the centre hears what boxes say, and nothing of what is taken back', async () => {
  const time = new VirtualTime();
  const broker = new EmbeddedBroker({ port: 0, time });
  await broker.start();
  const centre = new Centre(broker.url, time);
  await centre.start();
  const box = await connectAsync(broker.url);
  for (const text of ['', '{"a":1}'])
    await box.publishAsync('tiski/1/a/b/state', text, { qos: 1, retain: true });
  while (centre.heard.length === 0) await new Promise(resolve => setImmediate(resolve));
  assert.equal(
    centre.heard.map(({ payload }) => payload),
    [{ a: 1 }],
  );
  await box.endAsync();
  await centre.stop();
  await broker.stop();
});

test.run();
