import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { defaultLimits } from '../../hal/drivers/xapi/limits';
import { wires, withCodec } from '../support/codec-bench';

const office = 'sip:office@example.org';
const { beat, patience } = defaultLimits;

for (const wire of wires) {
  test(`${wire}: a unit that hangs is unknown within 5 s, keeps its ring, and comes back by itself`, () =>
    withCodec({ wire, limits: { beat, patience } }, async ({ codec, ring, until }) => {
      const id = codec.ring({ from: office });
      await until(`ringing ${id} ${office}`);
      codec.hang();
      const took = await until('codec-silent');
      assert.ok(took < 5_000, `${took} ms`);
      assert.is(ring.status.health, 'unknown');
      assert.equal(ring.ringing, [String(id)]);
      codec.hang(false);
      await until('ok');
      assert.equal(ring.ringing, [String(id)]);
    }));

  test(`${wire}: a half-open connection is noticed, and the unit is found again when the cable is in`, () =>
    withCodec({ wire, limits: { open: 500 } }, async ({ codec, ring, until }) => {
      codec.unplugCable();
      await until('codec-silent');
      assert.is(ring.status.health, 'unknown');
      codec.plugCable();
      const id = codec.ring({ from: office });
      await until(`ringing ${id} ${office}`);
      assert.is(ring.status.health, 'ok');
    }));
}

test.run();
