import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Runtime } from '../../../firmware/runtime';
import { Broadcast } from '../../../firmware/screens/broadcast';
import { DisplayStream } from '../../../firmware/screens/display-stream';
import { FactStream } from '../../../firmware/screens/fact-stream';
import { stateOnDisk } from '../../../firmware/screens/state-on-disk';
import { silent } from '../../../hal/platform/log';
import { VirtualTime } from '../../../simulator/time/virtual-time';

/** The other end of a stream, which keeps what it is sent. */
class Client extends EventEmitter {
  readonly req = { method: 'GET' };
  readonly writableLength = 0;
  statusCode = 200;
  text = '';
  isDestroyed = false;

  setHeader(): void {}
  writeHead(status: number): this {
    this.statusCode = status;
    return this;
  }
  write(text: string | Buffer): void {
    this.text += text;
  }
  end(text: string | Buffer = ''): void {
    this.text += text;
    this.emit('close');
  }
  destroy(): void {
    this.isDestroyed = true;
    this.emit('close');
  }
}

function streamTo(...clients: Client[]): Broadcast {
  const broadcast = new Broadcast({ name: 'test', time: new VirtualTime(), log: silent, most: 1 });
  for (const client of clients)
    broadcast.open(client as unknown as ServerResponse, () => 'data: opening\n\n');
  return broadcast;
}

test('One client too many is refused and gets no frame, and so is everybody after the end', () => {
  const [first, second, late] = [new Client(), new Client(), new Client()];
  const broadcast = streamTo(first, second);
  assert.match(first.text, 'data: opening');
  assert.match(second.text, 'box-busy');
  assert.not.match(second.text, 'opening');
  broadcast.stop();
  broadcast.open(late as unknown as ServerResponse, () => assert.unreachable() as never);
  assert.match(late.text, 'box-busy');
});

test('A client whose connection fails is let go, and nobody else hears of it', () => {
  const client = new Client();
  const broadcast = streamTo(client);
  client.emit('error', new Error('EPIPE'));
  assert.equal([client.isDestroyed, broadcast.clients], [true, 0]);
});

const journal = { epoch: 'epoch-1', last: 10, waiting: 0, read: () => [] as unknown[], commit: () => true };
const runtimeWith = (more: Partial<typeof journal>) =>
  ({
    journal: { ...journal, ...more },
    state: { mode: 'live' },
    events: new EventEmitter(),
  }) as unknown as Runtime;

test('Who missed facts that the journal has forgotten since begins anew', () => {
  const stream = new FactStream({ runtime: runtimeWith({}), broadcast: streamTo(), version: '1' });
  assert.match(stream.opening(8), 'event: reset');
  assert.not.match(stream.opening(10), 'event: reset');
});

test('Staff is told of what is no fact', () => {
  const client = new Client();
  new FactStream({ runtime: runtimeWith({}), broadcast: streamTo(client), version: '1' }).notice();
  assert.match(client.text, 'event: notice');
});

test('What cannot be committed is not shown', () => {
  const shown = (waiting: number, commits: boolean) =>
    stateOnDisk(runtimeWith({ waiting, commit: () => commits })).mode;
  assert.is(shown(1, true), 'live');
  assert.throws(() => shown(1, false), /journal-unwritable/);
});

test('A feed that fails is told in the log, and the displays go on with what they have', () => {
  const told: string[] = [];
  const client = new Client();
  const runtime = runtimeWith({});
  const stream = new DisplayStream({
    runtime,
    broadcast: streamTo(client),
    time: new VirtualTime(),
    log: { ...silent, error: (_: object, text: string) => void told.push(text) } as typeof silent,
    version: '1',
    feed: () => {
      throw new Error('no feed');
    },
  });
  stream.start();
  const sent = client.text;
  runtime.events.emit('told', []);
  assert.equal([told, client.text], [['lobby displays not told'], sent]);
  stream.stop();
});

test.run();
