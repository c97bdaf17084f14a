import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CommandDesk } from '../../../firmware/link/command-desk';
import type { ReplyMessage } from '../../../firmware/link/messages';
import type { Reply, Request } from '../../../firmware/runtime';
import { silent } from '../../../hal/platform/log';
import { SystemTime, type Timer } from '../../../hal/platform/time';

/** Time that goes by when it is told to. */
class HandTime extends SystemTime {
  at = 0;
  readonly #due: { at: number; run: () => void }[] = [];

  override monotonic(): number {
    return this.at;
  }

  override after(delay: number, name: string, run: () => void): Timer {
    const entry = { at: this.at + delay, run };
    this.#due.push(entry);
    return { name, cancel: () => this.#due.splice(this.#due.indexOf(entry), 1) };
  }

  async pass(ms: number): Promise<void> {
    const end = this.at + ms;
    for (;;) {
      const next = this.#due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#due.splice(this.#due.indexOf(next), 1);
      this.at = next.at;
      next.run();
      await new Promise(setImmediate);
    }
    this.at = end;
  }
}

interface World {
  time: HandTime;
  desk: CommandDesk;
  requests: Request[];
  answer: Reply;
  stored: Map<string, string>;
  replies: ReplyMessage[];
  acknowledged: number;
}

const test = suite<World>('command desk');

test.before.each(context => {
  Object.assign(context, {
    time: new HandTime(),
    requests: [],
    replies: [],
    stored: new Map(),
    acknowledged: 0,
    answer: { ok: true, result: { ticket: 'K101' } },
  });
  const { stored } = context;
  const journal = {
    replyTo: (id: string) => stored.get(id),
    append: async (_events: readonly unknown[], reply: { id: string; reply: string }) => {
      stored.set(reply.id, reply.reply);
    },
  };
  context.desk = new CommandDesk({
    runtime: {
      journal,
      execute: async (request: Request) => {
        context.requests.push(request);
        return context.answer;
      },
    } as unknown as ConstructorParameters<typeof CommandDesk>[0]['runtime'],
    time: context.time,
    log: silent,
    reply: (message, sent) => {
      context.replies.push(message);
      sent();
    },
  });
});

async function take(context: World, message: unknown, stale = false): Promise<void> {
  const payload = Buffer.from(typeof message === 'string' ? message : JSON.stringify(message));
  const acknowledge = () => {
    context.acknowledged += 1;
  };
  context.desk.take({ name: 'next', payload, stale, acknowledge });
  await new Promise(setImmediate);
}

const next = (id: string) => ({ id, by: 'test', args: { counter: 'c1' } });

test('a command goes in by the channel of MQTT and its reply comes out', async context => {
  await take(context, next('a'));
  assert.equal(context.requests, [
    { id: 'a', name: 'next', args: { counter: 'c1' }, channel: 'mqtt', by: 'test' },
  ]);
  assert.equal(context.replies, [{ id: 'a', ok: true, result: { ticket: 'K101' } }]);
  assert.is(context.acknowledged, 1);
});

test('a box that stops leaves the command to the broker', async context => {
  context.answer = { ok: false, code: 'box-stopping', message: '' };
  await take(context, next('a'));
  assert.equal([context.replies, context.acknowledged], [[], 0]);
});

test('a journal that cannot write is tried again for ten seconds, then the command is refused', async context => {
  context.answer = { ok: false, code: 'journal-unwritable', message: '' };
  await take(context, next('a'));
  await context.time.pass(8_900);
  assert.equal([context.replies, context.acknowledged], [[], 0]);
  await context.time.pass(1_100);
  assert.is(context.acknowledged, 1);
  assert.is(context.replies[0]?.code, 'journal-unwritable');
  const tries = context.requests.length;
  await context.time.pass(60_000);
  assert.is(context.requests.length, tries);
});

test('a repetition that comes while the first is under way is carried out and answered with it', async context => {
  context.answer = { ok: false, code: 'journal-unwritable', message: '' };
  await take(context, next('a'));
  await take(context, next('a'));
  context.answer = { ok: true, result: {} };
  await context.time.pass(1_000);
  assert.is(context.requests.length, 2);
  assert.is(context.replies.length, 1);
  assert.is(context.acknowledged, 2);
});

test('a stale command is refused for good, unless it was carried out before', async context => {
  context.stored.set('done', JSON.stringify({ ok: true, result: { ticket: 'K100' } }));
  await take(context, next('done'), true);
  await take(context, next('late'), true);
  assert.is(context.requests.length, 0);
  assert.equal(
    context.replies.map(({ ok, code }) => [ok, code]),
    [
      [true, undefined],
      [false, 'command-stale'],
    ],
  );
  assert.match(context.stored.get('late') ?? '', 'command-stale');
  assert.is(context.acknowledged, 2);
});

test('what cannot be read is acknowledged and forgotten, or refused when it has an id', async context => {
  for (const text of ['', '{', '[]', '7', '"a"', '{"id":7}', '{"id":"a/b","by":"x"}', '\u0000'])
    await take(context, text);
  assert.equal([context.replies, context.acknowledged], [[], 8]);
  await take(context, { id: 'a', by: '', args: {} });
  await take(context, { ...next('b'), more: 1 });
  await take(context, { ...next('c'), args: [] });
  await take(context, { ...next('d'), args: { text: 'x'.repeat(16_384) } });
  assert.equal(
    context.replies.map(({ id, code }) => [id, code]),
    ['a', 'b', 'c', 'd'].map(id => [id, 'command-invalid']),
  );
  await take(context, { ...next('e'), args: { text: 'x'.repeat(262_144) } });
  assert.equal([context.replies.length, context.requests.length, context.acknowledged], [4, 0, 13]);
});

test('of many commands at once a few are carried out in a turn of the event loop, all of them in their order', async ({
  desk,
  requests,
}) => {
  for (let n = 1; n <= 10; n++)
    desk.take({
      name: 'next',
      payload: Buffer.from(JSON.stringify(next(`wish-${n}`))),
      stale: false,
      acknowledge: () => {},
    });
  const inTurns: number[] = [];
  for (let turn = 0; turn < 4; turn++) {
    inTurns.push(requests.length);
    await new Promise(setImmediate);
  }
  assert.equal(inTurns, [4, 8, 10, 10]);
  assert.equal(
    requests.map(({ id }) => id),
    Array.from({ length: 10 }, (_, n) => `wish-${n + 1}`),
  );
});

test('a desk that stops carries out nothing of what still waits for its turn', async ({ desk, requests }) => {
  for (let n = 1; n <= 6; n++)
    desk.take({
      name: 'next',
      payload: Buffer.from(JSON.stringify(next(`wish-${n}`))),
      stale: false,
      acknowledge: () => {},
    });
  desk.stop();
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  assert.is(requests.length, 4);
});

test.run();
