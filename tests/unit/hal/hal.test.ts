import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Hal } from '../../../hal/hal';
import { TiskiError } from '../../../hal/platform/error';
import { silent } from '../../../hal/platform/log';
import { SystemTime } from '../../../hal/platform/time';
import { loadDriver } from '../../../hal/registry';
import { placeOfPort } from '../../../hal/serial-identity';
import { VirtualTime } from '../../../simulator/time/virtual-time';

const { signal } = new AbortController();

const hal = () =>
  new Hal(
    { lamp: { driver: 'virtual-lamp' } },
    { time: new VirtualTime(), log: silent, stateDir: '/nowhere' },
  );

const codeOf = (error: unknown) => (error instanceof TiskiError ? error.code : String(error));

test('a device is found by its name and kind, and told apart from one of another kind', () => {
  const made = hal();
  assert.is(made.find('lamp', 'lamp')?.name, 'lamp');
  assert.is(made.find('lamp', undefined), undefined);
  assert.throws(() => made.find('button', 'lamp'), /lamp is no button/);
  assert.throws(() => made.find('lamp', 'gone'), /gone is no lamp/);
});

test('a device that is not there can neither be restarted nor proven', async () => {
  const made = hal();
  for (const asked of [made.restart('gone', signal), made.prove('gone', signal)])
    assert.is(await asked.then(() => 'done', codeOf), 'device-unknown');
});

test('a device that cannot start is no hanging one, and keeps no other back', async () => {
  const made = hal();
  const lamp = made.devices.get('lamp');
  assert.ok(lamp);
  lamp.start = () => Promise.reject(new Error('no wire'));
  await made.start(signal);
  assert.equal(made.hung, []);
  await made.stop();
});

test('of two boards the one that cannot start does not hang, the other does when nothing moves in it', async () => {
  const time = new VirtualTime();
  const [gone, there] = ['usb:2341:0043', 'usb:2341:0001'].map(port => ({
    driver: 'firmata-lamp',
    port,
    pin: 7,
  }));
  const made = new Hal({ gone, there } as never, { time, log: silent, stateDir: '/nowhere' });
  for (const [name, device] of made.devices)
    device.start = () => (name === 'gone' ? Promise.reject(new Error('no wire')) : Promise.resolve());
  await made.start(signal);
  time.advance(60_000);
  assert.equal(made.hung, ['there']);
  await made.stop();
  assert.equal(made.hung, []);
});

test('a driver that is none is told with those that are', () => {
  assert.throws(() => loadDriver('virtual-toaster'), /"virtual-toaster".*there are virtual-button, /);
});

test('a line on the board itself has a name that stays', () => {
  assert.equal(placeOfPort('/dev/ttyAMA0', 'tty'), { path: '/dev/ttyAMA0' });
  assert.equal(placeOfPort('/dev/ttyUSB0', 'tty'), { problem: 'unstable', detail: '/dev/ttyUSB0' });
});

test('a timer of more days than the machine counts does not run at once', async () => {
  let ran = false;
  const timer = new SystemTime().after(2 ** 31, 'in a month', () => {
    ran = true;
  });
  await new Promise(resolve => setTimeout(resolve, 5));
  timer.cancel();
  assert.not(ran);
});

test.run();
