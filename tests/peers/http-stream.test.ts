import { connect } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SystemTime, type Timer } from '../../hal/platform/time';
import { EventReader } from '../support/event-reader';
import { awake } from '../support/steady-time';
import { startWebBox } from '../support/web-box';

test('a fact arrives with its place in the journal, after it is on disk', async () => {
  const box = await startWebBox();
  const reader = await EventReader.open(`${box.url}/api/stream`);
  const hello = await reader.next();
  assert.is(hello.event, 'hello');
  assert.equal(hello.data, { epoch: 'epoch-1', sequence: 2, version: '1.2.3' });
  assert.is(hello.id, '2');
  await box.command('take-ticket', { service: 'tax' });
  const fact = await reader.next();
  assert.is(fact.id, '3');
  assert.is(fact.data.type, 'ticket.issued');
  assert.is(box.runtime.journal.last, 3);
  reader.close();
  await box.close();
});

test('who comes back gets exactly what it missed', async () => {
  const box = await startWebBox();
  for (let count = 0; count < 5; count++) await box.command('take-ticket', { service: 'tax' });
  const reader = await EventReader.open(`${box.url}/api/stream`, { 'last-event-id': '4' });
  assert.is((await reader.next()).event, 'hello');
  assert.equal(
    [await reader.next(), await reader.next(), await reader.next()].map(({ id }) => id),
    ['5', '6', '7'],
  );
  await box.command('take-ticket', { service: 'tax' });
  assert.is((await reader.next()).id, '8');
  reader.close();
  await box.close();
});

test('who missed too much, or comes from another journal, is told to start anew', async () => {
  const box = await startWebBox();
  for (let count = 0; count < 600; count++) await box.command('take-ticket', { service: 'tax' });
  for (const lastSeen of ['1', '5000', '-3']) {
    const reader = await EventReader.open(`${box.url}/api/stream`, { 'last-event-id': lastSeen });
    assert.is((await reader.next()).event, 'hello');
    const reset = await reader.next();
    assert.is(reset.event, 'reset');
    assert.is(reset.id, String(box.runtime.journal.last));
    reader.close();
  }
  const nonsense = await fetch(`${box.url}/api/stream`, { headers: { 'last-event-id': 'x' } });
  assert.is(nonsense.status, 400);
  await box.close();
});

test('a quiet stream shows every five seconds that it lives, in a way that pages can hear', async () => {
  const beats: { name: string; interval: number; run: () => void }[] = [];
  class Beating extends SystemTime {
    override every(interval: number, name: string, run: () => void): Timer {
      if (name.endsWith('heartbeat')) beats.push({ name, interval, run });
      return { name, cancel: () => undefined };
    }
  }
  const box = await startWebBox({ time: new Beating() });
  const reader = await EventReader.open(`${box.url}/api/stream`);
  await reader.next();
  assert.equal(
    beats.map(({ name, interval }) => `${name}: ${interval}`),
    ['facts heartbeat: 5000'],
  );
  beats[0]?.run();
  assert.is((await reader.next()).event, 'beat');
  reader.close();
  await box.close();
});

test('a client that does not read is dropped and nobody else waits for it', async () => {
  const box = await startWebBox();
  const lazy = connect(box.port, '127.0.0.1');
  lazy.on('error', () => undefined);
  lazy.pause();
  lazy.write('GET /api/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  const reader = await EventReader.open(`${box.url}/api/stream`);
  await reader.next();
  const rounds = 100;
  const facts = Array.from({ length: 500 }, (_, index) => ({
    sequence: index + 10,
    published: true,
    event: { type: 'appliance.started' as const, at: 0, data: { version: 'x'.repeat(200) } },
  }));
  for (let round = 1; round <= rounds; round++) {
    box.runtime.events.emit('committed', facts);
    await reader.until(() => reader.received >= round * facts.length);
  }
  const everything = rounds * facts.length * 200;
  const dropped = new Promise<boolean>(resolve => {
    lazy.once('close', () => resolve(true));
    lazy.on('data', () => lazy.bytesRead > everything && resolve(false));
  });
  lazy.resume();
  assert.ok(await dropped);
  await box.command('take-ticket', { service: 'tax' });
  await reader.until(() => reader.lastType === 'ticket.issued');
  reader.close();
  await box.close();
});

test('more streams than a site can have screens are refused, and a place that became free is given again', async () => {
  const box = await startWebBox();
  const readers = await Promise.all(
    Array.from({ length: 64 }, () => EventReader.open(`${box.url}/api/stream`)),
  );
  const refused = await fetch(`${box.url}/api/stream`);
  assert.is(refused.status, 503);
  assert.is(((await refused.json()) as { code: string }).code, 'box-busy');
  readers[0]?.close();
  for (let status = 503; status !== 200; ) {
    const abort = new AbortController();
    status = (await fetch(`${box.url}/api/stream`, { signal: abort.signal })).status;
    abort.abort();
  }
  for (const reader of readers) reader.close();
  await box.close();
});

test('stopping ends every stream at once', async () => {
  const box = await startWebBox();
  const readers = await Promise.all([1, 2, 3].map(() => EventReader.open(`${box.url}/api/stream`)));
  const start = awake();
  await box.close();
  await Promise.all(readers.map(reader => reader.ended()));
  assert.ok(awake() - start < 900);
  assert.is(box.runtime.events.listenerCount('committed'), 0);
});

test.run();
