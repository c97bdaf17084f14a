import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Framer } from '../../../hal/drivers/firmata/framer';

const data = fc.integer({ min: 0, max: 0x7f });
const short = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0x90, max: 0x9f }), fc.integer({ min: 0xe0, max: 0xef }), fc.constant(0xf9)),
    data,
    data,
  )
  .map(bytes => bytes as number[]);
const sysex = fc.array(data, { maxLength: 40 }).map(bytes => [0xf0, ...bytes, 0xf7]);
const message = fc.oneof(short, sysex);

function frames(chunks: readonly Uint8Array[]) {
  const taken: number[][] = [];
  const framer = new Framer(bytes => taken.push([...bytes]));
  for (const chunk of chunks) framer.receive(chunk);
  return { taken, garbage: framer.garbage };
}

function cut(bytes: readonly number[], sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0, index = 0; at < bytes.length; index++) {
    const size = sizes[index % sizes.length] ?? 1;
    chunks.push(Uint8Array.from(bytes.slice(at, at + size)));
    at += size;
  }
  return chunks;
}

test('what a board says arrives whole, however it is cut on its way', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(message), sizes, (messages, sizes) => {
      assert.equal(frames(cut(messages.flat(), sizes)), { taken: messages, garbage: 0 });
    }),
  );
});

test('of any bytes, each is part of a whole message, waits for the rest of one, or is counted as garbage', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), bytes => {
      const { taken, garbage } = frames([bytes]);
      const waiting = bytes.length - garbage - taken.flat().length;
      assert.ok(waiting >= 0 && waiting <= 2048);
      for (const [first = 0, ...rest] of taken) {
        if (first === 0xf0) assert.is(rest.pop(), 0xf7);
        else assert.is(rest.length, 2);
        assert.ok(rest.every(byte => byte < 0x80));
      }
    }),
  );
});

test('after any noise, the second message is heard at the latest', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), message, message, (noise, first, second) => {
      const { taken } = frames([noise, Uint8Array.from(first), Uint8Array.from(second)]);
      assert.equal(taken.at(-1), second);
    }),
  );
});

test('a message without an end is thrown away at its limit', () => {
  const { taken, garbage } = frames([Uint8Array.of(0xf0), new Uint8Array(10_000)]);
  assert.is(taken.length, 0);
  assert.ok(garbage > 9000);
});

test.run();
