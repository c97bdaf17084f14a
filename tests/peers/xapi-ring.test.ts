import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { wires, withCodec } from '../support/codec-bench';

const office = 'sip:office@example.org';
const tax = 'sip:tax@example.org';

for (const wire of wires) {
  test(`${wire}: an incoming call rings with its address, and answering ends it`, () =>
    withCodec({ wire }, async ({ codec, ring, rings, until }) => {
      const id = codec.ring({ from: office, name: 'The office' });
      await until(`ringing ${id} ${office}`);
      assert.equal(ring.ringing, [String(id)]);
      codec.answer(id);
      await until(`over ${id} answered`);
      assert.equal(ring.ringing, []);
      codec.hangUp(id);
      codec.ring({ from: office });
      await until(`ringing 2 ${office}`);
      assert.is(rings().length, 3, rings().join());
      assert.is(ring.counters.rings, 2);
      assert.is(ring.counters.answered, 1);
    }));

  test(`${wire}: a call that nobody takes is over as ended`, () =>
    withCodec({ wire }, async ({ codec, until }) => {
      const id = codec.ring({ from: office });
      await until(`ringing ${id} ${office}`);
      codec.hangUp(id);
      await until(`over ${id} ended`);
    }));

  test(`${wire}: a call that vanishes with nothing but a ghost is over, and a strange ghost harms nothing`, () =>
    withCodec({ wire }, async ({ codec, ring, until }) => {
      codec.ghost(99);
      const id = codec.ring({ from: office });
      await until(`ringing ${id} ${office}`);
      codec.vanish(id);
      await until(`over ${id} ended`);
      assert.is(ring.status.health, 'ok');
    }));

  test(`${wire}: two calls ring at once and end apart`, () =>
    withCodec({ wire }, async ({ codec, ring, until }) => {
      const first = codec.ring({ from: office });
      const second = codec.ring({ from: tax });
      await until(`ringing ${second} ${tax}`);
      assert.equal(ring.ringing, [String(first), String(second)]);
      codec.answer(second);
      await until(`over ${second} answered`);
      assert.equal(ring.ringing, [String(first)]);
      codec.hangUp(first);
      await until(`over ${first} ended`);
    }));

  test(`${wire}: outgoing and automatically answered calls do not ring; an ignored one still does`, () =>
    withCodec({ wire }, async ({ codec, ring, rings, until }) => {
      codec.dial(tax);
      codec.ringAutoanswered({ from: tax });
      const id = codec.ring({ from: office });
      await until(`ringing ${id} ${office}`);
      codec.ignore(id);
      const next = codec.ring({ from: tax });
      await until(`ringing ${next} ${tax}`);
      assert.equal(ring.ringing, [String(id), String(next)]);
      assert.equal(rings(), [`ringing ${id} ${office}`, `ringing ${next} ${tax}`]);
    }));

  test(`${wire}: a call that already rings when the box starts is seen`, () =>
    withCodec({ wire, cold: true }, async ({ codec, start, until }) => {
      const id = codec.ring({ from: office });
      await start();
      await until(`ringing ${id} ${office}`);
    }));

  test(`${wire}: what began and ended while the connection was lost is set right`, () =>
    withCodec({ wire, limits: { retryFirst: 300 } }, async ({ codec, until, ring }) => {
      const gone = codec.ring({ from: office });
      await until(`ringing ${gone} ${office}`);
      codec.drop();
      await until('codec-lost');
      codec.hangUp(gone);
      const begun = codec.ring({ from: tax });
      await until(`over ${gone} unknown`);
      await until(`ringing ${begun} ${tax}`);
      assert.equal(ring.ringing, [String(begun)]);
    }));
}

test.run();
