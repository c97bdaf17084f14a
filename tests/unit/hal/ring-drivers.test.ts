import { tmpdir } from 'node:os';
import { Value } from '@sinclair/typebox/value';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { VirtualRingSource } from '../../../hal/drivers/virtual/ring-source';
import { addressOf } from '../../../hal/drivers/xapi/address';
import { pauses } from '../../../hal/drivers/xapi/pauses';
import { LampConductor } from '../../../hal/lamp-conductor';
import { silent } from '../../../hal/platform/log';
import { loadDriver } from '../../../hal/registry';
import { VirtualTime } from '../../../simulator/time/virtual-time';

const { options } = loadDriver('xapi-ring');
const unit = { username: 'ring', passwordFile: '/etc/tiski/codec', verify: true };
const takes = (more: object) => Value.Check(options, { ...unit, ...more });

test('the password is sent in the clear to this machine only', () => {
  for (const url of [
    'wss://codec',
    'wss://10.0.0.7:8443',
    'ssh://codec',
    'ws://127.0.0.1:8080',
    'ws://[::1]',
  ])
    assert.ok(takes({ url }), url);
  for (const url of ['ws://codec', 'ws://127.0.0.1.evil.org', 'http://codec', 'wss://a:b@codec', 'codec', ''])
    assert.not.ok(takes({ url }), url);
});

test('fingerprints are taken as the tools print them', () => {
  const url = 'wss://codec';
  for (const fingerprint of [`SHA256:${'a'.repeat(43)}`, Array(32).fill('AB').join(':'), 'ab'.repeat(32)])
    assert.ok(takes({ url, fingerprint }), fingerprint);
  for (const fingerprint of ['SHA256:abc', 'AB:CD', 'sha1']) assert.not.ok(takes({ url, fingerprint }));
});

test('an address has the port of its protocol unless it names one', () => {
  assert.equal(addressOf('wss://codec'), { kind: 'websocket', isEncrypted: true, host: 'codec', port: 443 });
  assert.equal(addressOf('ssh://codec/'), { kind: 'ssh', isEncrypted: false, host: 'codec', port: 22 });
  assert.equal(addressOf('wss://[fe80::1]:8443'), {
    kind: 'websocket',
    isEncrypted: true,
    host: 'fe80::1',
    port: 8443,
  });
});

test('pauses grow to their longest and spread', () => {
  const take = (random: number) => {
    const pause = pauses(250, 10_000, () => random);
    return Array.from({ length: 8 }, () => pause.next().value);
  };
  assert.equal(take(0), [125, 250, 500, 1000, 2000, 4000, 5000, 5000]);
  assert.equal(take(1), [250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
});

test('a device is made without touching any wire', () => {
  const time = new VirtualTime();
  const context = { time, log: silent, stateDir: tmpdir(), conductor: new LampConductor(time) };
  const nowhere = { ...unit, url: 'wss://codec.invalid' };
  const codec = loadDriver('xapi-ring').create('desk 1', nowhere as never, context);
  const chain = loadDriver('reported-ring').create(
    'desk 2',
    Value.Create(loadDriver('reported-ring').options) as never,
    context,
  );
  for (const device of [codec, chain]) {
    assert.is(device.kind, 'ring-source');
    assert.is(device.status.code, 'device-not-started');
  }
  assert.equal(time.timers, []);
});

test('a call that does not ring cannot end', async () => {
  const ring = new VirtualRingSource('desk', new VirtualTime());
  let overs = 0;
  ring.events.on('over', () => {
    overs += 1;
  });
  ring.end('7', 'answered');
  assert.is(overs, 0);
  ring.end(ring.ring(), 'answered');
  assert.is(overs, 1);
});

test.run();
