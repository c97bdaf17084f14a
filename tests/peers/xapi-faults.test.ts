import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { wires, withCodec } from '../support/codec-bench';

const office = 'sip:office@example.org';

for (const wire of wires) {
  test(`${wire}: a slow unit is slow and no fault`, () =>
    withCodec({ wire, cold: true }, async ({ codec, ring, told, start, until }) => {
      codec.slow(150);
      await start();
      await until('ok');
      const id = codec.ring({ from: office });
      await until(`ringing ${id} ${office}`);
      assert.is(ring.status.health, 'ok');
      assert.equal(told, ['ok', `ringing ${id} ${office}`]);
    }));

  for (const text of [
    'gar bage }{\n',
    'null\n',
    '{"jsonrpc":"2.0","id":"77","result":1,"ResultId":"77"}\n',
    '{"jsonrpc":"2.0","method":"xFeedback/Event","params":{"Status":{"Call":[null]}},"Status":{"Call":[null]}}\n',
    '{"jsonrpc":"2.0","method":"xFeedback/Event","params":{"Status":{"Call":"?"}},"Status":{"Call":"?"}}\n',
  ])
    test(`${wire}: garbage is named and got over: ${text.trim()}`, () =>
      withCodec({ wire }, async ({ codec, ring, until }) => {
        const id = codec.ring({ from: office });
        await until(`ringing ${id} ${office}`);
        codec.garble(text);
        await until('codec-garbage');
        await until('ok');
        assert.equal(ring.ringing, [String(id)]);
      }));

  test(`${wire}: a wrong password is a failure that says so, and is not tried again and again`, () =>
    withCodec({ wire, cold: true }, async ({ codec, ring, start, until, writePassword }) => {
      writePassword('wrong');
      await start();
      await until('codec-refused');
      assert.is(ring.status.health, 'failed');
      await new Promise(resolve => setTimeout(resolve, 500));
      assert.is(codec.counters.refusals, 1);
      writePassword('secret');
      await until('ok');
      assert.is(codec.counters.refusals, 1);
    }));

  test(`${wire}: a password that was changed at the unit is noticed at the next login`, () =>
    withCodec({ wire, limits: { retryRefused: 300 } }, async ({ codec, until }) => {
      codec.changePassword('other');
      codec.drop();
      await until('codec-refused');
      codec.changePassword('secret');
      await until('ok');
      assert.ok(codec.counters.refusals <= 2, `${codec.counters.refusals} refusals`);
    }));

  test(`${wire}: a unit that is switched off is unknown, and comes back`, () =>
    withCodec({ wire }, async ({ codec, ring, until }) => {
      await codec.powerOff();
      await until('codec-unreachable');
      assert.is(ring.status.health, 'unknown');
      await codec.powerOn();
      await until('ok');
    }));

  test(`${wire}: a ring of a unit that does not come back is over, how nobody knows`, () =>
    withCodec({ wire, limits: { unconfirmed: 300 } }, async ({ codec, ring, until }) => {
      const id = codec.ring({ from: office });
      await until(`ringing ${id} ${office}`);
      await codec.powerOff();
      await until(`over ${id} unknown`);
      assert.equal(ring.ringing, []);
    }));
}

test('a unit that refuses to tell of calls is a failure with its reason', () =>
  withCodec({ cold: true }, async ({ codec, ring, start, until }) => {
    codec.refuseFeedback();
    await start();
    await until('codec-calls-hidden');
    assert.is(ring.status.health, 'failed');
    assert.is(ring.status.detail, 'Permission denied');
    codec.refuseFeedback(false);
    await until('ok');
  }));

test('a missing password file is a failure, and the unit is left alone', () =>
  withCodec(
    { cold: true, options: { passwordFile: '/nonexistent/password' } },
    async ({ codec, ring, start, until }) => {
      await start();
      await until('codec-password-missing');
      assert.is(ring.status.health, 'failed');
      assert.is(codec.counters.connections, 0);
    },
  ));

test('stopping ends rings and connection, and starting again finds them', () =>
  withCodec({}, async ({ codec, ring, rings, start, until }) => {
    const id = codec.ring({ from: office });
    await until(`ringing ${id} ${office}`);
    await ring.stop();
    assert.equal(rings(), [`ringing ${id} ${office}`, `over ${id} unknown`]);
    assert.is(ring.status.code, 'device-not-started');
    await start();
    await until(`ringing ${id} ${office}`);
  }));

test('neither password nor caller stands in the log', async () => {
  const lines: string[] = [];
  const write = (fields: object, message: string) => {
    lines.push(`${JSON.stringify(fields)} ${message}`);
  };
  const log = { debug: write, info: write, warn: write, error: write };
  await withCodec({ log }, async ({ codec, until }) => {
    const id = codec.ring({ from: office });
    await until(`ringing ${id} ${office}`);
    codec.changePassword('other');
    codec.drop();
    await until('codec-refused');
  });
  assert.ok(lines.some(line => line.includes('codec-refused')));
  assert.not.ok(lines.some(line => line.includes('secret') || line.includes(office)));
});

test.run();
