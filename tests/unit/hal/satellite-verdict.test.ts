import { EventEmitter } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Button } from '../../../hal/button';
import type { Device } from '../../../hal/device';
import type { Lamp } from '../../../hal/lamp';
import { LampConductor } from '../../../hal/lamp-conductor';
import type { BusMessage, MessageBus, MessageBusEvents } from '../../../hal/message-bus';
import { silent } from '../../../hal/platform/log';
import { loadDriver } from '../../../hal/registry';
import type { RingSource } from '../../../hal/ring-source';
import type { SmileyUnit } from '../../../hal/smiley-unit';
import { VirtualTime } from '../../../simulator/time/virtual-time';

/** A bus on which a test plays the satellite. */
class Bus implements MessageBus {
  readonly appliance = 'hub';
  readonly run = 'hub-run';
  readonly online = true;
  readonly events = new EventEmitter<MessageBusEvents>();
  readonly sent: { readonly topic: string; readonly payload: string }[] = [];
  #hear: (message: BusMessage) => void = () => {};

  publish(topic: string, payload: string): boolean {
    this.sent.push({ topic, payload });
    return true;
  }

  subscribe(_filter: string, handler: (message: BusMessage) => void): () => void {
    this.#hear = handler;
    return () => {};
  }

  say(topic: string, message: object): void {
    this.#hear({ topic: `room/lend/${topic}`, payload: Buffer.from(JSON.stringify(message)) });
  }

  get verdicts(): boolean[] {
    return this.sent
      .filter(({ topic }) => topic.endsWith('/verdict'))
      .map(({ payload }) => JSON.parse(payload).taken);
  }
}

const turn = () => new Promise<void>(resolve => setImmediate(resolve));

/** A started lent device; the test says when the link stands. */
async function lent<T extends Device>(driver: string, more = {}) {
  const time = new VirtualTime();
  const bus = new Bus();
  const context = { time, log: silent, stateDir: '/nonexistent', bus, conductor: new LampConductor(time) };
  const options = { appliance: 'room', device: 'next', ...more };
  const device = loadDriver(driver).create('next', options as never, context) as T;
  await device.start(new AbortController().signal);
  const echo = { run: bus.run, at: time.monotonic(), since: 0 };
  const link = () => bus.say('beat', { run: 'room-run', at: 1, heard: echo });
  return { time, bus, device, echo, link };
}

/** A lent button on a link that stands. */
async function linked() {
  const { bus, device: button, echo, link } = await lent<Button>('satellite-button');
  link();
  const press = (count: number) =>
    bus.say('next/input', { run: 'room-run', count, stamp: echo, input: { gesture: 'press' } });
  return { bus, button, press };
}

test('a press is said to be taken when what follows is on disk, and not before', async () => {
  const { bus, button, press } = await linked();
  const committed = Promise.withResolvers<boolean>();
  let presses = 0;
  button.events.on('gesture', () => {
    presses += 1;
    return committed.promise;
  });
  press(1);
  await turn();
  assert.equal(bus.verdicts, []);
  press(1);
  await turn();
  assert.equal(bus.verdicts, [], 'asked again, it still cannot be known');
  committed.resolve(true);
  await turn();
  assert.equal(bus.verdicts, [true]);
  press(1);
  assert.equal(bus.verdicts, [true, true]);
  assert.is(presses, 1);
  await button.stop();
});

test('a press that could not be carried out, or that nobody waits for, is refused', async () => {
  const { bus, button, press } = await linked();
  press(1);
  await turn();
  const refuse = async () => false;
  button.events.on('gesture', refuse);
  press(2);
  await turn();
  button.events.off('gesture', refuse);
  button.events.on('gesture', () => Promise.reject(new Error('disk full')));
  press(3);
  await turn();
  assert.equal(bus.verdicts, [false, false, false]);
  await button.stop();
});

test('two presses under way get each its own verdict, in whatever order they end', async () => {
  const { bus, button, press } = await linked();
  const ends = [Promise.withResolvers<boolean>(), Promise.withResolvers<boolean>()];
  const waiting = ends.map(({ promise }) => promise);
  button.events.on('gesture', () => waiting.shift());
  press(1);
  press(2);
  ends[1]?.resolve(true);
  await turn();
  ends[0]?.resolve(false);
  await turn();
  const counts = bus.sent
    .filter(({ topic }) => topic.endsWith('/verdict'))
    .map(({ payload }) => JSON.parse(payload).count);
  assert.equal(counts, [2, 1]);
  assert.equal(bus.verdicts, [true, false]);
  await button.stop();
});

test('what a satellite says of devices that nobody has here, or in no known words, changes nothing', async () => {
  const { bus, button, press } = await linked();
  let presses = 0;
  button.events.on('gesture', () => {
    presses += 1;
  });
  const before = bus.sent.length;
  bus.say('other/input', {
    run: 'room-run',
    count: 1,
    stamp: { run: bus.run, at: 0, since: 0 },
    input: { gesture: 'press' },
  });
  bus.say('next/song', { run: 'room-run' });
  await turn();
  assert.equal([presses, bus.sent.length], [0, before]);
  press(1);
  assert.is(presses, 1);
  await button.stop();
});

test('a press whose button is stopped before it is on disk gets no verdict any more', async () => {
  const { bus, button, press } = await linked();
  const committed = Promise.withResolvers<boolean>();
  button.events.on('gesture', () => committed.promise);
  press(1);
  await button.stop();
  committed.resolve(true);
  await turn();
  assert.equal(bus.verdicts, []);
});

test('a face that is held when the link breaks is let go, and what no unit of this kind has is not taken', async () => {
  const { time, bus, device, echo, link } = await lent<SmileyUnit>('satellite-smiley-unit', { faces: 4 });
  const told: string[] = [];
  device.events.on('pressed', ({ face }) => told.push(`pressed ${face}`));
  device.events.on('released', ({ face }) => told.push(`released ${face}`));
  bus.say('beat', { run: 'room-run', at: 1 });
  device.answer(true);
  const acts = () => bus.sent.filter(({ topic }) => topic.endsWith('/act')).length;
  assert.is(acts(), 0, 'without a link now is never');
  link();
  device.answer(true);
  assert.is(acts(), 1);
  const inputs = [{ face: 5, down: true }, { gesture: 'press' }, { face: 2, down: true }];
  for (const [index, input] of inputs.entries())
    bus.say('next/input', { run: 'room-run', count: index + 1, stamp: echo, input });
  await turn();
  assert.equal(told, ['pressed 2']);
  assert.equal(bus.verdicts.slice(0, 2), [false, false]);
  time.advance(60_000);
  assert.equal(told, ['pressed 2', 'released 2']);
  await device.stop();
});

test('a ring that a satellite says nothing of any more is over, how nobody knows', async () => {
  const { bus, device, link } = await lent<RingSource>('satellite-ring');
  const told: string[] = [];
  device.events.on('ringing', ({ call }) => told.push(`ringing ${call}`));
  device.events.on('over', ({ call, end }) => told.push(`over ${call} ${end}`));
  link();
  const report = (...calls: object[]) =>
    bus.say('next/report', { run: 'room-run', kind: 'ring-source', health: 'ok', counters: {}, calls });
  report({ call: '1', state: 'ringing' }, { call: '2', state: 'ringing' });
  report({ call: '2', state: 'answered' });
  assert.equal(told, ['ringing 1', 'ringing 2', 'over 1 unknown', 'over 2 answered']);
  await device.stop();
});

test('a lamp of a satellite is told its sign once, and again when the link stands anew', async () => {
  const { bus, device, link } = await lent<Lamp>('satellite-lamp');
  const shows = () => bus.sent.filter(({ topic }) => topic.endsWith('/show')).length;
  for (let n = 0; n < 2; n++) device.show('ring');
  assert.equal([device.sign, shows()], ['ring', 1]);
  link();
  assert.ok(shows() > 1);
  await device.stop();
});

test('two boxes of one name are told of only when the link stands', async () => {
  const { bus, device, link } = await lent<Button>('satellite-button');
  for (const run of ['a', 'b', 'a', 'b', 'a']) bus.say('beat', { run, at: 1 });
  assert.is(device.status.code, 'satellite-lost');
  link();
  assert.is(device.status.code, 'satellite-twice');
  await device.stop();
});

test('a device of a satellite needs the broker between them', () => {
  const time = new VirtualTime();
  const context = { time, log: silent, stateDir: '/nonexistent', conductor: new LampConductor(time) };
  for (const kind of ['button', 'lamp', 'ring'])
    assert.throws(
      () => loadDriver(`satellite-${kind}`).create('x', { appliance: 'room', device: 'x' } as never, context),
      (error: { code: string }) => error.code === 'satellite-broker-missing',
      kind,
    );
});

test.run();
