import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withOverrides } from '../../../firmware/config/overrides';
import { printerAt } from '../../../firmware/config/printer-address';
import type { Site } from '../../../firmware/config/site';
import { isTiskiError } from '../../../hal/platform/error';

const at = (address: string) => printerAt('TISKI_PRINTER_URL', address, {});

test('a printer on the network', () => {
  assert.is(at('tcp://192.0.2.7').port, 9100);
  const { driver, host, port, profile } = at('tcp://[2001:db8::7]:9101');
  assert.equal(
    { driver, host, port, profile },
    { driver: 'escpos-tcp', host: '2001:db8::7', port: 9101, profile: 'generic' },
  );
});

test('a printer on a serial line, with its speed and flow control', () => {
  const plain = at('serial:/dev/serial/by-id/usb-FTDI');
  assert.is(plain.driver, 'escpos-serial');
  assert.is(plain.port, '/dev/serial/by-id/usb-FTDI');
  assert.is(plain.baud, 9600);
  const { port, baud, flow } = at('serial:usb:0403:6001:A1:B2?baud=38400&flow=xon-xoff');
  assert.equal({ port, baud, flow }, { port: 'usb:0403:6001:A1:B2', baud: 38_400, flow: 'xon-xoff' });
});

test('a printer on USB, by a link or by its numbers', () => {
  assert.is(at('usb:/dev/tiski-printer').port, '/dev/tiski-printer');
  const { driver, port } = at('usb:04b8:0e15:X3CA');
  assert.equal({ driver, port }, { driver: 'escpos-usb', port: 'usb:04b8:0e15:X3CA' });
});

test('what is no address is refused, and a name that does not stay with its own code', () => {
  const codeOf = (address: string) => {
    try {
      at(address);
    } catch (error) {
      return isTiskiError(error) ? error.code : error;
    }
    return 'taken';
  };
  for (const address of [
    '',
    'nonsense',
    'http://x',
    'tcp:',
    'tcp://x:99999',
    'serial:/dev/x?baud=17',
    'serial:/dev/x?speed=9600',
  ])
    assert.is(codeOf(address), 'setting-invalid', address);
  for (const address of ['serial:/dev/ttyUSB0', 'serial:', 'usb:/dev/usb/lp0', 'usb:lp0', 'serial:COM1'])
    assert.is(codeOf(address), 'printer-port-unstable', address);
});

test('every printer of the site prints there, on the paper that it has', () => {
  const site = {
    devices: {
      lobby: { driver: 'escpos-tcp', host: 'printer', port: 9100, paper: 58 },
      lamp: { driver: 'virtual-lamp' },
    },
  } as unknown as Site;
  const { devices } = withOverrides(site, { TISKI_PRINTER_URL: 'usb:04b8:0e15' });
  assert.is(devices.lobby?.driver, 'escpos-usb');
  assert.is((devices.lobby as { paper?: number }).paper, 58);
  assert.equal(devices.lamp, { driver: 'virtual-lamp' });
});

test('the environment names a port and a broker in the place of the site file', () => {
  const site = { http: { host: '0.0.0.0', port: 8080 }, devices: {} } as unknown as Site;
  const { http, mqtt } = withOverrides(site, { TISKI_HTTP_PORT: '0', TISKI_MQTT_URL: 'mqtts://broker.fi' });
  assert.equal(http, { host: '0.0.0.0', port: 0 });
  assert.is(new URL(mqtt?.url ?? '').host, 'broker.fi');
  assert.equal(withOverrides(site, {}), site);
});

test('a setting of the environment that makes no sense is refused with its name', () => {
  const site = { http: { port: 8080 }, devices: {} } as unknown as Site;
  for (const [name, value] of [
    ['TISKI_HTTP_PORT', '65536'],
    ['TISKI_HTTP_PORT', '80a'],
    ['TISKI_MQTT_URL', 'broker'],
    ['TISKI_MQTT_URL', 'http://broker.fi'],
    ['TISKI_MQTT_URL', 'mqtt://'],
  ] as const)
    try {
      withOverrides(site, { [name]: value });
      assert.unreachable(`${name}=${value} was taken`);
    } catch (error) {
      if (!isTiskiError(error)) throw error;
      assert.is(error.code, 'setting-invalid');
      assert.match(error.message, `${name}=${value}`);
    }
});

test.run();
