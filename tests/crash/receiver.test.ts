import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { connectAsync, type MqttClient } from 'mqtt';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isPublished } from '../../firmware/servicepoint/publication';
import { inTime } from '../peers/link-listener';
import { LinkedOffice } from '../peers/link-office';
import { Mosquitto } from '../peers/mosquitto';
import { TcpProxy } from '../peers/tcp-proxy';
import { toldWhileItRuns } from '../support/killed-process';

const program = join(__dirname, '../../firmware/link/examples/receiver/receiver.js');
const kills = 6;

/** The example as its README starts it, in a process that can be killed. */
class Receiver {
  readonly #options: readonly string[];
  #process: ChildProcess | undefined;

  constructor(broker: string, file: string) {
    this.#options = ['--broker', broker, '--file', file];
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [program, ...this.#options], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...toldWhileItRuns() },
    });
    this.#process = child;
    if (!child.stdout) throw new Error('no output');
    await inTime('receiver', once(createInterface(child.stdout), 'line'));
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
}

const test = suite<{ folder: string; file: string; broker: Mosquitto }>('receiver');

test.before.each(async context => {
  context.folder = mkdtempSync(join(tmpdir(), 'tiski-receiver-'));
  context.file = join(context.folder, 'events.db');
  context.broker = await new Mosquitto({ persistent: false }).start();
});

test.after.each(async ({ folder, broker }) => {
  await broker.remove();
  rmSync(folder, { recursive: true });
});

function rows(file: string): { sequence: number; type: string; data: string }[] {
  const db = new Database(file, { readonly: true });
  try {
    return db
      .prepare<[], { sequence: number; type: string; data: string }>(
        'SELECT sequence, type, data FROM events ORDER BY epoch, sequence',
      )
      .all();
  } finally {
    db.close();
  }
}

test(`killed ${kills} times at random while the box's connection is cut, the table is the box's journal`, async ({
  file,
  broker,
}) => {
  const proxy = await new TcpProxy(() => broker.port).start();
  const receiver = new Receiver(broker.url, file);
  await receiver.start();
  const office = await new LinkedOffice(proxy.url).start();
  try {
    await office.is('online');
    for (let n = 0; n < kills; n++) {
      const burst = office.takeMany(40);
      await wait(Math.random() * 60);
      await receiver.end('SIGKILL');
      if (n % 3 === 0) proxy.cut();
      await receiver.start();
      await burst;
    }
    await office.is('online');
    const facts = office.runtime.journal.read(0, 100_000).filter(({ event }) => isPublished(event.type));
    await inTime(
      'last event',
      (async () => {
        while (rows(file).length < facts.length) await wait(20);
      })(),
    );
    assert.equal(
      rows(file).map(({ type, data }) => ({ type, data: JSON.parse(data) })),
      facts.map(({ event }) => ({ type: `fi.tiski.${event.type}.v1`, data: event.data })),
    );
    assert.equal(
      rows(file).map(({ sequence }) => sequence),
      facts.map((_, index) => index + 1),
    );
  } finally {
    await office.stop();
    await receiver.end('SIGTERM');
    await proxy.stop();
  }
});

/** An event of a box, as it is on the wire. */
async function sendEvent(sender: MqttClient, sequence: number, family = 'ticket'): Promise<void> {
  const event = {
    specversion: '1.0',
    id: `hub/one/${sequence}`,
    source: 'tiski:lieksa/hub',
    type: 'fi.tiski.ticket.printed.v1',
    subject: 'K101',
    time: '2026-11-22T08:00:00.000Z',
    sequence,
    epoch: 'one',
    clock: 'synced',
    mode: 'live',
    data: { ticket: 'K101' },
  };
  await sender.publishAsync(`tiski/1/lieksa/hub/event/${family}`, JSON.stringify(event), { qos: 1 });
}

test('duplicates, a late one and one that is no event change nothing; a gap is told until it is filled', async ({
  file,
  broker,
}) => {
  const receiver = new Receiver(broker.url, file);
  await receiver.start();
  const sender = await connectAsync(broker.url);
  const missing = () => {
    const db = new Database(file, { readonly: true });
    try {
      return db.prepare<[], { events: number }>('SELECT events FROM missing').get()?.events ?? 0;
    } finally {
      db.close();
    }
  };
  const send = (sequence: number, family = 'ticket') => sendEvent(sender, sequence, family);
  const until = (isTrue: () => boolean) =>
    inTime(
      'row',
      (async () => {
        while (!isTrue()) await wait(10);
      })(),
    );
  try {
    for (const sequence of [1, 2, 2, 1, 5]) await send(sequence);
    await sender.publishAsync('tiski/1/lieksa/hub/event/ticket', 'nonsense', { qos: 1 });
    await until(() => rows(file).length === 3);
    assert.is(missing(), 2);
    for (const sequence of [4, 3, 3, 5]) await send(sequence, 'ring');
    await until(() => rows(file).length === 5);
    assert.is(missing(), 0);
    await send(6);
    await until(() => rows(file).length === 6);
    assert.equal(
      rows(file).map(({ sequence }) => sequence),
      [1, 2, 3, 4, 5, 6],
    );
  } finally {
    await sender.endAsync(true);
    await receiver.end('SIGTERM');
  }
});

test('a box that has gone quiet is asked for what is missing; what it no longer has is lost for good, and is not waited for', async ({
  file,
  broker,
}) => {
  const receiver = new Receiver(broker.url, file);
  await receiver.start();
  const box = await connectAsync(broker.url);
  const all = <Row>(question: string): Row[] => {
    const db = new Database(file, { readonly: true });
    try {
      return db.prepare<[], Row>(question).all();
    } finally {
      db.close();
    }
  };
  try {
    await box.subscribeAsync('tiski/1/lieksa/hub/command/resend', { qos: 1 });
    const asked = new Promise<string>(resolve =>
      box.once('message', (_, payload) => resolve(payload.toString())),
    );
    await box.publishAsync('tiski/1/lieksa/hub/status', '{"state":"online"}', { qos: 1 });
    for (const sequence of [1, 5]) await sendEvent(box, sequence);
    const { id, args } = JSON.parse(await inTime('question', asked));
    assert.equal(args, { from: 2, epoch: 'one' });
    const answer = (result: object) =>
      box.publishAsync(`tiski/1/lieksa/hub/reply/${id}`, JSON.stringify({ ok: true, result }), { qos: 1 });
    await answer({ epoch: 'one', asked: 9, from: 9, last: 9 });
    await answer({ epoch: 'one', asked: 2, from: 4, last: 6 });
    for (const sequence of [4, 6]) await sendEvent(box, sequence);
    await inTime(
      'last event',
      (async () => {
        while (rows(file).length < 4) await wait(10);
      })(),
    );
    assert.equal(all('SELECT first, last FROM lost'), [{ first: 2, last: 3 }]);
    assert.equal(all('SELECT events FROM missing'), []);
  } finally {
    await box.endAsync(true);
    await receiver.end('SIGTERM');
  }
});

test.run();
