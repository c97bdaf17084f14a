import { setTimeout as wait } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TiskiError } from '../../hal/platform/error';
import { SteadyTime } from '../support/steady-time';
import { watchedBroker } from '../support/watched-wire';
import { inTime, Listener } from './link-listener';
import { LinkedOffice } from './link-office';
import { Mosquitto } from './mosquitto';
import { TcpProxy } from './tcp-proxy';

const base = 'tiski/1/lieksa/hub';

/** Lets the box believe that time has gone by. */
class JumpingTime extends SteadyTime {
  ahead = 0;
  override monotonic(): number {
    return super.monotonic() + this.ahead;
  }
}

const test = suite<{
  broker: Mosquitto;
  proxy: TcpProxy;
  acknowledgements: Acknowledgements;
  time: JumpingTime;
  asker: Listener;
  office: LinkedOffice;
}>('commands');

test.before.each(async context => {
  context.broker = await new Mosquitto({ persistent: false }).start();
  context.proxy = await new TcpProxy(() => context.broker.port).start();
  context.asker = await Listener.at(context.broker.url, { protocol: 5 });
  context.time = new JumpingTime();
  context.acknowledgements = new Acknowledgements(context.proxy);
  context.office = await new LinkedOffice(context.proxy.url, {
    time: context.time,
    random: () => 0.05,
  }).start();
  await context.asker.first(`${base}/health`);
  await context.acknowledgements.reach(1);
});

test.after.each(async ({ broker, proxy, asker, office }) => {
  await office.stop();
  await asker.stop();
  await proxy.stop();
  await broker.remove();
});

function send(asker: Listener, name: string, message: unknown, retain = false): Promise<unknown> {
  const payload = typeof message === 'string' ? message : JSON.stringify(message);
  return asker.client.publishAsync(`${base}/command/${name}`, payload, { qos: 1, retain });
}

const take = (asker: Listener, id: string, retain = false) =>
  send(asker, 'take-ticket', { id, by: 'test', args: { service: 'kela' } }, retain);

const reply = (asker: Listener, id: string) => asker.first(`${base}/reply/${id}`);

const issued = ({ runtime }: LinkedOffice): number =>
  [...runtime.journal.replay(0)].filter(({ event }) => event.type === 'ticket.issued').length;

/** Keeps the journal from writing while the office goes on. */
function blockJournal({ runtime }: LinkedOffice): { release(): void } {
  const { journal } = runtime;
  const append = journal.append.bind(journal);
  const waiting: (() => void)[] = [];
  journal.append = (...parameters) =>
    new Promise((resolve, reject) => {
      waiting.push(() => append(...parameters).then(resolve, reject));
    });
  return {
    release() {
      journal.append = append;
      for (const go of waiting.splice(0)) go();
    },
  };
}

/** The appliance's PUBACKs, seen on the wire. The first one after a connection is for its own status. */
class Acknowledgements {
  count = 0;
  #onMore: () => void = () => undefined;

  constructor(proxy: TcpProxy) {
    proxy.onClientData = data => {
      for (let at = 0; at + 3 < data.length; at++)
        if (data[at] === 0x40 && data[at + 1] === 0x02) this.count += 1;
      this.#onMore();
    };
  }

  async reach(count: number): Promise<void> {
    while (this.count < count) {
      const more = new Promise<void>(resolve => {
        this.#onMore = resolve;
      });
      await inTime('acknowledgement', more);
    }
  }
}

test('a command gets its reply, and what follows from it', async ({ office, asker }) => {
  await take(asker, 'a');
  assert.equal((await reply(asker, 'a')).ok, true);
  await send(asker, 'next', { id: 'b', by: 'test', args: { counter: 'c1' } });
  const { result } = await reply(asker, 'b');
  assert.is((result as { ticket: string }).ticket, 'K101');
  assert.is(office.runtime.state.counters.get('c1'), 'K101');
});

test('a command is acknowledged to the broker only after it is on disk', async context => {
  const { acknowledgements, office, asker } = context;
  const blocked = blockJournal(office);
  await take(asker, 'slow');
  await wait(200);
  assert.is(acknowledgements.count, 1);
  assert.is(asker.on(`${base}/reply/slow`).length, 0);
  blocked.release();
  assert.is((await reply(asker, 'slow')).ok, true);
  await acknowledgements.reach(2);
});

test('a command that the journal cannot take is neither acknowledged nor lost', async context => {
  const { acknowledgements, office, asker } = context;
  const { journal } = office.runtime;
  const append = journal.append.bind(journal);
  let failed = 0;
  journal.append = () => {
    failed += 1;
    return Promise.reject(new TiskiError('journal-unwritable'));
  };
  await take(asker, 'unlucky');
  while (failed < 2) await wait(50);
  assert.is(acknowledgements.count, 1);
  assert.is(asker.on(`${base}/reply/unlucky`).length, 0);
  journal.append = append;
  assert.is((await reply(asker, 'unlucky')).ok, true);
  assert.is(issued(office), 1);
});

test('a command whose connection breaks before its commit comes again and is carried out once', async context => {
  const { proxy, office, asker } = context;
  const blocked = blockJournal(office);
  await take(asker, 'broken');
  await wait(100);
  proxy.cut();
  await office.is('offline');
  blocked.release();
  assert.is((await reply(asker, 'broken')).ok, true);
  assert.is(issued(office), 1);
});

test('a command that is sent twice is carried out once and answered alike', async ({ office, asker }) => {
  await Promise.all([take(asker, 'twice'), take(asker, 'twice')]);
  await reply(asker, 'twice');
  await take(asker, 'twice');
  const replies = await asker.until(() => {
    const found = asker.on(`${base}/reply/twice`);
    return found.length >= 2 && found;
  });
  assert.ok(replies.every(each => JSON.stringify(each) === JSON.stringify(replies[0])));
  assert.is(issued(office), 1);
});

test('what is no command is refused where someone can be told, and the box goes on', async ({
  office,
  asker,
}) => {
  await send(asker, 'take-ticket', '{"id":"cut');
  await send(asker, 'take-ticket', '');
  await send(asker, 'take-ticket', 'null');
  await send(asker, 'take-ticket', { by: 'test', args: { service: 'kela' } });
  await send(asker, 'take-ticket', { id: '../status', by: 'test', args: { service: 'kela' } });
  await send(asker, 'take-ticket', { id: 'no-by', args: { service: 'kela' } });
  await send(asker, 'take-ticket', { id: 'too-long', by: 'test', args: { service: 'x'.repeat(20_000) } });
  await send(asker, 'take-ticket', { id: 'no-service', by: 'test', args: { service: 'nowhere' } });
  await send(asker, 'dance', { id: 'unknown', by: 'test', args: {} });
  await take(asker, 'good');
  assert.is((await reply(asker, 'good')).ok, true);
  assert.equal(
    asker.heard
      .filter(({ topic }) => topic.includes('/reply/'))
      .map(({ topic, text }) => [topic.slice(base.length + 7), JSON.parse(text).code])
      .sort(),
    [
      ['good', undefined],
      ['no-by', 'command-invalid'],
      ['no-service', 'service-unknown'],
      ['too-long', 'command-invalid'],
      ['unknown', 'command-unknown'],
    ],
  );
  assert.is(issued(office), 1);
});

test('a burst of 200 commands gives 200 tickets', async ({ office, asker }) => {
  await Promise.all(Array.from({ length: 200 }, (_, index) => take(asker, `burst-${index}`)));
  await asker.until(() => asker.heard.filter(({ topic }) => topic.includes('/reply/burst-')).length === 200);
  assert.is(issued(office), 200);
});

test('a command that waited a moment for the box is carried out', async ({ proxy, office, asker }) => {
  proxy.shut();
  await office.is('offline');
  await take(asker, 'waited');
  proxy.open();
  assert.is((await reply(asker, 'waited')).ok, true);
});

test('a command that waited while the box was away for long is refused for good', async context => {
  const { proxy, office, asker, time, acknowledgements } = context;
  await take(asker, 'before');
  await reply(asker, 'before');
  proxy.shut();
  await office.is('offline');
  await take(asker, 'old');
  await take(asker, 'before');
  time.ahead = 11_000;
  const { count } = acknowledgements;
  proxy.open();
  assert.is((await reply(asker, 'old')).code, 'command-stale');
  // What was carried out before it was repeated keeps its reply, and a copy of what was refused stays refused.
  await asker.until(() => asker.on(`${base}/reply/before`).length === 2);
  assert.equal(
    asker.on(`${base}/reply/before`).map(({ ok }) => ok),
    [true, true],
  );
  // The two commands, the will, and the status that shows that the backlog is over.
  await acknowledgements.reach(count + 4);
  time.ahead += 300;
  await take(asker, 'old');
  await asker.until(() => asker.on(`${base}/reply/old`).length === 2);
  assert.ok(asker.on(`${base}/reply/old`).every(({ code }) => code === 'command-stale'));
  await take(asker, 'new');
  assert.is((await reply(asker, 'new')).ok, true);
  assert.is(issued(office), 2);
});

test('a command after a restart is refused when nobody knows for how long it waited', async ({
  office,
  asker,
}) => {
  await office.restart(async () => {
    await take(asker, 'during');
  });
  assert.is((await reply(asker, 'during')).code, 'command-stale');
});

test('a command that the broker keeps for ever is never carried out', async context => {
  const { broker, proxy, asker } = context;
  await context.office.stop();
  // A new box at a broker of 3.1.1, which cannot be asked to keep retained messages to itself.
  await (await connectAsync(broker.url, { clientId: 'tiski-lieksa-hub', clean: true })).endAsync();
  proxy.only311 = true;
  await take(asker, 'kept', true);
  context.office = await new LinkedOffice(proxy.url).start();
  assert.is((await reply(asker, 'kept')).code, 'command-stale');
  assert.is(issued(context.office), 0);
});

test('the embedded broker acknowledges a command only when the box has', async context => {
  await context.office.stop();
  const broker = watchedBroker({ time: new SteadyTime(), patience: 300 });
  await broker.start();
  context.office = await new LinkedOffice(broker.url).start();
  const { office } = context;
  await office.is('online');
  const sender = await connectAsync(broker.url, { reconnectPeriod: 20, clientId: 'sender', clean: false });
  const watcher = await Listener.at(broker.url);
  try {
    const blocked = blockJournal(office);
    let acknowledged = false;
    const sent = take({ client: sender } as Listener, 'held').then(() => {
      acknowledged = true;
    });
    // Its sender is disconnected and sends again.
    await inTime('disconnection', new Promise<void>(resolve => sender.once('close', () => resolve())));
    assert.is(acknowledged, false);
    blocked.release();
    await inTime('acknowledgement', sent);
    assert.is((await reply(watcher, 'held')).ok, true);
    assert.is(issued(office), 1);
  } finally {
    await sender.endAsync(true);
    await watcher.stop();
    await broker.stop();
  }
});

test.run();
