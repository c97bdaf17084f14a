import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { adviceFor, reasonInWords, statusInWords } from '../../../firmware/technician/status-words';
import type { DeviceEntry } from '../../../hal/hal';
import { catalogue } from '../../../hal/platform/catalogue';

const { what, advice } = catalogue['printer-paper-out'];

test('a status is a sentence with its code, whether the detail says the words already or not', () => {
  assert.is(statusInWords({ health: 'ok' }), 'ok');
  assert.is(
    statusInWords({ health: 'failed', code: 'printer-paper-out' }),
    `failed: ${what} (printer-paper-out)`,
  );
  const detailed = { health: 'failed', code: 'printer-paper-out', detail: 'sensor 2' } as const;
  assert.is(statusInWords(detailed), `failed: ${what}: sensor 2 (printer-paper-out)`);
  const whole = `${what}: sensor 2 (printer-paper-out)`;
  assert.is(reasonInWords({ code: 'printer-paper-out', detail: whole }), whole);
});

test('what it warns of stands behind, also of a device that is well', () => {
  const low = `${catalogue['printer-paper-low'].what} (printer-paper-low)`;
  assert.is(statusInWords({ health: 'ok', warnings: ['printer-paper-low'] }), `ok: ${low}`);
  const both = reasonInWords({ code: 'printer-paper-out', warnings: ['printer-paper-low'] });
  assert.is(both, `${what} (printer-paper-out); ${low}`);
});

test('there is advice for every reason, and none for a device that has only not begun', () => {
  const device: DeviceEntry = { driver: 'escpos-tcp' };
  assert.equal(adviceFor({ health: 'ok' }, device), []);
  assert.equal(adviceFor({ health: 'unknown', code: 'device-not-started' }, device), []);
  assert.equal(
    adviceFor({ health: 'failed', code: 'printer-paper-out', warnings: ['printer-paper-low'] }, device),
    [advice, catalogue['printer-paper-low'].advice],
  );
});

test('a device without a port that somebody could hold has the advice of the catalogue', () => {
  const status = { health: 'failed', code: 'printer-port-busy' } as const;
  assert.equal(adviceFor(status, { driver: 'escpos-tcp' }), [catalogue['printer-port-busy'].advice]);
});

test('a port that nobody holds, and one that is not plugged in, have the advice of the catalogue', () => {
  const status = { health: 'failed', code: 'printer-port-busy' } as const;
  const expected = [catalogue['printer-port-busy'].advice];
  assert.equal(adviceFor(status, { driver: 'escpos-usb', port: 'usb:dead:beef' }), expected);
  assert.equal(adviceFor(status, { driver: 'escpos-serial', port: '/dev/ttyS98' }), expected);
});

test.run();
