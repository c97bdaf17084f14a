import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { wires, withCodec } from '../support/codec-bench';

const office = 'sip:office@example.org';

for (const wire of wires) {
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
