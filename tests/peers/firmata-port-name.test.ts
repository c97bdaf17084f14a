import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findPort } from '../../hal/drivers/firmata/find-port';
import { isTiskiError } from '../../hal/platform/error';
import { parsePortName } from '../../hal/serial-identity';

const uno = { path: '/dev/ttyACM3', vendorId: '2341', productId: '0043', serialNumber: '7583' };
const other = { ...uno, path: '/dev/ttyACM4', serialNumber: '9999' };
const folder = mkdtempSync(join(tmpdir(), 'tiski-port-'));
test.after(() => rmSync(folder, { recursive: true }));

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'found',
    error => (isTiskiError(error) ? error.code : String(error)),
  );
}

test('names that stay are taken, names that the kernel gives out anew are not', () => {
  for (const name of [
    '/dev/serial/by-id/usb-Arduino',
    '/dev/counter-1',
    'usb:2341:0043',
    'usb:2341:0043:A1:B2',
  ])
    assert.ok(parsePortName(name), name);
  for (const name of [
    '/dev/ttyUSB0',
    '/dev/ttyACM0',
    '/dev/pts/3',
    'ttyUSB0',
    'usb:2341',
    'COM3',
    '',
    'usb:12:34',
  ])
    assert.not(parsePortName(name), name);
});

test('a serial number may have colons', () => {
  assert.equal(parsePortName('usb:2341:0043:A1:B2'), {
    by: 'usb',
    vendor: '2341',
    product: '0043',
    serial: 'A1:B2',
  });
});

test('a link is a name; a device, or nothing, is not', async () => {
  const none = async () => [];
  symlinkSync('/dev/null', join(folder, 'link'));
  writeFileSync(join(folder, 'file'), '');
  assert.is(await findPort(join(folder, 'link'), none), join(folder, 'link'));
  assert.is(await codeOf(findPort(join(folder, 'file'), none)), 'board-port-unstable');
  assert.is(await codeOf(findPort(join(folder, 'gone'), none)), 'board-absent');
  assert.is(await codeOf(findPort('/dev/ttyUSB0', none)), 'board-port-unstable');
});

test('USB numbers lead to the port under its name of today', async () => {
  const list = async () => [other, uno];
  assert.is(await findPort('usb:2341:0043:7583', list), '/dev/ttyACM3');
  assert.is(await codeOf(findPort('usb:2341:0043', list)), 'board-port-ambiguous');
  assert.is(await codeOf(findPort('usb:1a86:7523', list)), 'board-absent');
  const noUdev = () => Promise.reject(new Error('spawn udevadm ENOENT'));
  assert.is(await codeOf(findPort('usb:2341:0043', noUdev)), 'board-udev-missing');
});

test.run();
