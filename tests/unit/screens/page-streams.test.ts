import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { postJson } from '../../../firmware/screens/browser-page/command';
import { TimelyPresses } from '../../../firmware/screens/browser-page/timely-press';
import { PageStream, PageWorld } from '../../support/page-world';

/** How pages hold on to the box. */

type Live = (isLive: boolean) => void;
// By require, as what is written for a browser is checked with the types of a browser.
const { followFeed } = require('../../../firmware/screens/browser-page/feed-stream') as {
  followFeed(listener: { address: string; feed: (feed: unknown) => void; live: Live }): void;
};
const { followFacts } = require('../../../firmware/screens/browser-page/live') as {
  followFacts(listener: { after?: number; refresh: () => Promise<void>; live: Live }): void;
};

let world: PageWorld;
test.before.each(() => {
  world = new PageWorld();
});
test.after.each(() => world.end());

function followedFeed() {
  const seen: unknown[] = [];
  const live: boolean[] = [];
  followFeed({ address: '/feed', feed: feed => seen.push(feed), live: isLive => live.push(isLive) });
  return { seen, live };
}

function followedFacts(after?: number) {
  const live: boolean[] = [];
  let refreshes = 0;
  followFacts({
    ...(after !== undefined && { after }),
    refresh: async () => {
      refreshes += 1;
    },
    live: isLive => live.push(isLive),
  });
  return { live, refreshes: () => refreshes };
}

test('A display whose box says nothing for seven seconds looks for it again, at once and then less often', async () => {
  const { seen, live } = followedFeed();
  world.stream.emit('feed', { now: 1 });
  await world.pass(6500);
  world.stream.emit('beat');
  await world.pass(6500);
  assert.equal([seen, live, world.streams.length], [[{ now: 1 }], [true], 1]);
  await world.pass(1001);
  assert.equal([live, world.streams.length], [[true, false], 2]);
  assert.is(world.streams[0]?.readyState, PageStream.CLOSED);
  for (const wait of [100, 250, 500, 1000, 1000]) {
    const count = world.streams.length;
    world.stream.emit('error');
    await world.pass(wait - 1);
    assert.is(world.streams.length, count, `not before ${wait} ms`);
    await world.pass(wait / 4 + 2);
    assert.is(world.streams.length, count + 1, `soon after ${wait} ms`);
  }
  const count = world.streams.length;
  world.streams[0]?.emit('error');
  await world.pass(2000);
  assert.is(world.streams.length, count, 'a stream that was given up says nothing any more');
});

for (const [what, follow] of [
  ['display', followedFeed],
  ['page of staff', followedFacts],
] as const)
  test(`A ${what} is loaded again when there is a new program, and only while the box answers`, async () => {
    follow();
    const hello = (version: string) => world.stream.emit('hello', { epoch: 'e', version });
    hello('1');
    hello('1');
    await world.settle();
    assert.is(world.reloads, 0);
    world.answer = async () => new Response('', { status: 500 });
    hello('2');
    await world.settle();
    world.answer = () => Promise.reject(new TypeError('away'));
    hello('3');
    await world.settle();
    assert.is(world.reloads, 0);
    world.answer = async () => new Response('');
    hello('4');
    await world.settle();
    assert.is(world.reloads, 1);
  });

test('A page goes on where it was when its stream falls silent, and asks again when it was refused', async () => {
  const { live, refreshes } = followedFacts(7);
  assert.is(world.stream.url, '/api/stream?after=7');
  world.stream.emit('hello', { epoch: 'e', version: '1' }, '7');
  world.stream.emit('message', { sequence: 9 }, '9');
  await world.pass(200);
  assert.equal([live, refreshes()], [[true], 2]);
  await world.pass(12_000);
  assert.equal([live.at(-1), world.stream.url], [false, '/api/stream?after=9']);
  const count = world.streams.length;
  world.stream.emit('error');
  await world.pass(3000);
  assert.is(world.streams.length, count, 'the browser comes back by itself');
  world.stream.readyState = PageStream.CLOSED;
  world.stream.emit('error');
  await world.pass(3000);
  assert.is(world.streams.length, count + 1);
});

test('A press whose answer does not come is asked for again as the same press, and no other is made meanwhile', async () => {
  const presses = new TimelyPresses('counter/1');
  let waited = 0;
  const press = () => presses.press('next', { counter: '1' }, { now: 1000.4, waits: () => (waited += 1) });
  let fails = 2;
  world.answer = async () => {
    fails -= 1;
    if (fails >= 0) throw new TypeError('away');
    return Response.json({ ok: true, result: {} });
  };
  const first = press();
  assert.is(await press(), undefined);
  await world.pass(1500);
  await world.pass(1500);
  assert.equal(await first, { ok: true, result: {} });
  const bodies = world.asked.map(({ body }) => body as { id: string; before: number });
  assert.equal([bodies.length, new Set(bodies.map(({ id }) => id)).size, bodies[0]?.before], [3, 1, 4000]);
  assert.ok(waited >= 2);
  assert.equal(await press(), { ok: true, result: {} }, 'then another can be made');
});

test('A box that takes a press and says nothing is given up after five seconds', async () => {
  world.answer = signal =>
    new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  const reply = postJson('/api/command/next', {});
  await world.pass(4999);
  const pending = Symbol('pending');
  assert.is(await Promise.race([reply, Promise.resolve(pending)]), pending);
  await world.pass(1);
  assert.is(((await reply) as { code: string }).code, 'no-answer');
});

test.run();
