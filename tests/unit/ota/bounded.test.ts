import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Time } from '../../../hal/platform/time';
import { bounded } from '../../../ota/fetch/bounded';
import { VirtualTime } from '../../../simulator/time/virtual-time';

const limits = { window: 5_000, leastPerWindow: 100, mostPerSecond: 1e9 };

/** A program so busy that its clock goes on while no timer of it is run. */
function busyTime() {
  let now = 0;
  const alarms: (() => void)[] = [];
  const time: Time = {
    now: () => now,
    monotonic: () => now,
    after: (_, name, run) => {
      alarms.push(run);
      return { name, cancel: () => undefined };
    },
    every: () => {
      throw new Error('not used');
    },
  };
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { time, pass, ring: () => alarms.at(-1)?.() };
}

/** Pieces of so many bytes, each after a time of waiting. */
function source(sizes: readonly number[], wait: () => void, announced?: number) {
  let isOpen = true;
  async function* chunks() {
    for (const size of sizes) {
      wait();
      yield new Uint8Array(size);
    }
  }
  const close = () => {
    isOpen = false;
  };
  const incoming = { chunks: chunks(), from: 0, announced, close };
  return { incoming, isOpen: () => isOpen };
}

async function taken(chunks: AsyncIterable<Uint8Array>): Promise<number | string> {
  let bytes = 0;
  try {
    for await (const chunk of chunks) bytes += chunk.length;
    return bytes;
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
}

test('a source that announces more than was signed is not even begun', async () => {
  const { incoming, isOpen } = source([7], () => assert.unreachable('asked for bytes'), 8);
  assert.is(await taken(bounded(incoming, 7, limits, new VirtualTime())), 'update-endless');
  assert.not.ok(isOpen());
});

test('every window of waiting is judged by what came in it', async () => {
  for (const [sizes, end] of [
    [[100, 100, 100], 300],
    [[100, 99, 100], 'update-slow'],
  ] as const) {
    const { time, pass } = busyTime();
    const { incoming, isOpen } = source(sizes, () => pass(limits.window));
    assert.is(await taken(bounded(incoming, 1_000, limits, time)), end);
    assert.not.ok(isOpen());
  }
});

test('a program that was stopped asks a silent source for a moment more before it gives it up', async () => {
  const { time, pass, ring } = busyTime();
  const { incoming } = source([100], () => undefined);
  const silent = {
    ...incoming,
    chunks: { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) },
  };
  const end = taken(bounded(silent, 1_000, limits, time));
  let isOver = false;
  void end.then(() => {
    isOver = true;
  });
  pass(limits.window + 3_600_000);
  ring();
  await new Promise(resolve => setImmediate(resolve));
  assert.not.ok(isOver);
  pass(50);
  ring();
  assert.is(await end, 'update-slow');
});

test.run();
