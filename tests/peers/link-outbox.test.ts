import { once } from 'node:events';
import { createServer } from 'node:net';
import { Aedes } from 'aedes';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { FasterTime } from '../../simulator/time/faster-time';
import { pause, SteadyTime } from '../support/steady-time';
import { inTime, Listener } from './link-listener';
import { LinkedOffice } from './link-office';
import { Mosquitto } from './mosquitto';
import { TcpProxy } from './tcp-proxy';

const test = suite<{ broker: Mosquitto; proxy: TcpProxy; listener: Listener; office: LinkedOffice }>(
  'outbox',
);

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Events that the runtime has to tell. */
const toTell = ({ runtime }: LinkedOffice): number => runtime.journal.last;

const told = (listener: Listener, count: number) =>
  listener.until(() => listener.sequences().length >= count);

async function given(context: Parameters<Parameters<typeof test.before.each>[0]>[0], persistent: boolean) {
  context.broker = await new Mosquitto({ persistent }).start();
  context.proxy = await new TcpProxy(() => context.broker.port).start();
  context.listener = await Listener.at(context.broker.url, { filter: 'tiski/1/+/+/event/#', persistent });
  context.office = new LinkedOffice(context.proxy.url, { random: () => 0.05 });
}

test.after.each(async ({ broker, proxy, listener, office }) => {
  await office.stop();
  await listener.stop();
  await proxy.stop();
  await broker.remove();
});

test('a broker that is not there at the start gets everything once it appears', async context => {
  await given(context, true);
  const { broker, office, listener } = context;
  await broker.stop();
  await office.start();
  await office.takeMany(50);
  assert.is(office.link.status.state, 'offline');
  assert.is(office.link.status.behind, toTell(office));
  await broker.start();
  await told(listener, toTell(office));
  assert.equal(listener.sequences(), upTo(toTell(office)));
});

test('a broker that restarts with its disk costs no event and no order', async context => {
  await given(context, true);
  const { broker, office, listener } = context;
  await office.start();
  for (const round of upTo(3)) {
    await office.takeMany(20);
    if (round < 3) await told(listener, toTell(office));
    await broker.stop();
    await office.takeMany(20);
    await broker.start();
  }
  await told(listener, toTell(office));
  assert.equal(listener.sequences(), upTo(toTell(office)));
});

test('a broker that restarts without memory costs no event and no order', async context => {
  await given(context, false);
  const { broker, proxy, office, listener } = context;
  await office.start();
  for (const _ of upTo(3)) {
    await office.takeMany(20);
    await told(listener, toTell(office));
    proxy.shut();
    await office.takeMany(20);
    const back = new Promise(resolve => listener.client.once('connect', resolve));
    await broker.stop('SIGKILL');
    await broker.start();
    await back;
    await listener.client.subscribeAsync('tiski/1/+/+/event/#', { qos: 1 });
    proxy.open();
  }
  await told(listener, toTell(office));
  assert.equal(listener.sequences(), upTo(toTell(office)));
});

test('connections that break in mid-stream cost no event and no order', async context => {
  await given(context, true);
  const { proxy, office, listener } = context;
  await office.start();
  for (const _ of upTo(8)) {
    await office.is('online');
    await office.takeMany(40);
    proxy.cut();
    await office.is('offline');
    await office.takeMany(5);
  }
  await told(listener, toTell(office));
  assert.equal(listener.sequences(), upTo(toTell(office)));
  assert.ok(proxy.connections >= 8);
});

test('a box that restarts goes on where it was', async context => {
  await given(context, true);
  const { office, listener } = context;
  await office.start();
  await office.takeMany(30);
  await told(listener, toTell(office));
  await office.restart();
  await office.takeMany(30);
  await told(listener, toTell(office));
  assert.equal(listener.sequences(), upTo(toTell(office)));
});

test('a connection that takes and never answers is given up', async context => {
  await given(context, true);
  const { proxy, listener } = context;
  context.office = new LinkedOffice(proxy.url, {
    time: new FasterTime(new SteadyTime(), 20),
    random: () => 0.05,
  });
  const { office } = context;
  await office.start();
  await office.take();
  await told(listener, toTell(office));
  const codes: (string | undefined)[] = [];
  const lost = new Promise<void>(resolve => {
    office.link.events.on('status', ({ state, code }) => {
      if (state === 'offline') codes.push(code);
      if (codes.length === 1) resolve();
    });
  });
  proxy.silence(true);
  await office.take();
  await lost;
  assert.is(codes[0], 'link-silent');
  proxy.silence(false);
  await told(listener, toTell(office));
  assert.equal(listener.sequences(), upTo(toTell(office)));
});

/** Time of a program that can be stopped: nothing of it runs meanwhile, and its timers come late. */
class StoppedTime extends SteadyTime {
  stopped = 0;

  override monotonic(): number {
    return super.monotonic() + this.stopped;
  }
}

test('a box that was stopped for 20 s with something under way does not take that for silence of the broker', async context => {
  await given(context, true);
  const { proxy, listener } = context;
  const stoppable = new StoppedTime();
  context.office = new LinkedOffice(proxy.url, { time: new FasterTime(stoppable, 10) });
  const { office } = context;
  await office.start();
  await office.take();
  await told(listener, toTell(office));
  const { connections } = proxy;
  proxy.hold(true);
  await office.take();
  await pause(50);
  stoppable.stopped += 2000;
  // 7 s for the box, in which it looks at least once.
  await pause(700);
  proxy.hold(false);
  await told(listener, toTell(office));
  assert.is(proxy.connections, connections);
});

test('a backlog of 2000 events arrives in order with few under way at a time', async context => {
  await given(context, false);
  const { broker } = context;
  await broker.stop();
  const aedes = await Aedes.createBroker();
  let underWay = 0;
  let most = 0;
  const sequences: number[] = [];
  aedes.authorizePublish = (_client, { topic, payload }, done) => {
    if (!topic.includes('/event/')) return done();
    underWay += 1;
    most = Math.max(most, underWay);
    sequences.push(JSON.parse(payload.toString()).sequence);
    setImmediate(() => {
      underWay -= 1;
      done();
    });
  };
  const server = createServer({ noDelay: true }, aedes.handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const office = new LinkedOffice(`mqtt://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
  context.office = office;
  try {
    await office.runtime.start();
    await office.takeMany(2000);
    office.link.start(new AbortController().signal);
    while (office.link.status.behind > 0) await inTime('event', once(aedes, 'publish'));
  } finally {
    await office.link.stop();
    await new Promise<void>(resolve => aedes.close(() => resolve()));
    server.close();
  }
  assert.equal(sequences, upTo(2002));
  assert.ok(most > 10 && most <= 64, `at most ${most} under way`);
});

test.run();
