import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Site } from '../../../firmware/config/site';
import { devicePlaces } from '../../../firmware/neighbours/device-places';
import { handOver } from '../../../firmware/neighbours/helpdesk/hand-over';
import {
  deviceRegister,
  identityOf,
  registerCsv,
} from '../../../firmware/neighbours/register/device-register';
import { busyCalendar } from '../../../firmware/neighbours/rooms/busy-calendar';
import { smallSite } from '../../support/web-box';

const site: Site = {
  ...smallSite,
  devices: {
    printer: { driver: 'escpos-tcp', host: '10.0.0.5', port: 9100 },
    faces: { driver: 'gpio-smiley', lines: [1, 2, 3, 4] },
    odd: { driver: 'virtual-lamp', line: { chip: 'a', line: 4 } },
  } as unknown as Site['devices'],
};

test('a device is known by what names it alone, lists and lines as well, and one that is not there by nothing', () => {
  assert.is(identityOf(site, 'printer'), 'host 10.0.0.5, port 9100');
  assert.is(identityOf(site, 'faces'), 'lines [1,2,3,4]');
  assert.is(identityOf(site, 'odd'), 'line {"chip":"a","line":4}');
  assert.is(identityOf(site, 'gone'), '');
});

test('a device that the site file has no more still has its row, with nothing made up', () => {
  const device = (name: string, kind: string) => [name, { name, kind, counters: { presses: 3 } }] as const;
  const rows = deviceRegister({
    site,
    hal: { devices: new Map([device('printer', 'ticket-printer'), device('gone', 'button')]) } as never,
    state: { devices: new Map([['printer', { health: 'ok', warnings: [] }]]) } as never,
    version: '1.2.3',
    firstSeen: new Map([['printer host 10.0.0.5, port 9100', 0]]),
  });
  assert.equal(
    rows.map(({ name, driver, health, firstSeen, place }) => [name, driver, health, firstSeen, place]),
    [
      ['hub', 'none', 'ok', undefined, []],
      ['printer', 'escpos-tcp', 'ok', '1970-01-01T00:00:00.000Z', ['kiosks/lobby']],
      ['gone', 'none', 'unknown', undefined, []],
    ],
  );
  assert.match(registerCsv(rows), /gone,button,none,.*presses=3/);
});

test('where a device stands is told by the list and the id, of one for the whole point by its setting', () => {
  const reset = { button: 'printer', display: 'odd' };
  assert.equal([...devicePlaces({ ...site, reset } as unknown as Site)].slice(-2), [
    ['printer', ['kiosks/lobby', 'reset/button']],
    ['odd', ['reset/display']],
  ]);
});

test('a helpdesk gets a fault of a code that this release has no words for, and of a device nothing is known of', () => {
  const context = {
    site,
    version: '1.2.3',
    place: { address: { fi: 'Tori 1' }, contact: { fi: 'Aula' } },
    standsAt: [],
    driver: 'none',
    now: 1000,
  };
  const told = handOver(
    'failed',
    'gone',
    { code: 'from-tomorrow', since: 0, key: 'k', told: true },
    undefined,
    context,
  );
  assert.equal(
    { ...told, place: undefined },
    {
      event: 'failed',
      fault: 'k',
      site: 'test',
      appliance: 'hub',
      version: '1.2.3',
      device: 'gone',
      driver: 'none',
      code: 'from-tomorrow',
      health: 'unknown',
      since: '1970-01-01T00:00:00.000Z',
      sentAt: '1970-01-01T00:00:01.000Z',
      place: undefined,
      history: [],
    },
  );
});

test('a long name of a room is folded as calendars want it, and reads as it was', () => {
  const name = 'Ääniteknisesti suojattu etäpalveluhuone, kolmas kerros; pohjoinen siipi \\ ovi 3';
  const text = busyCalendar({ site: 'test', room: 'one', name, spans: [{ from: 0, to: 60_000 }], now: 0 });
  const lines = text.split('\r\n');
  assert.ok(lines.some(line => line.startsWith(' ')));
  for (const line of lines) assert.ok(Buffer.byteLength(line) <= 75, line);
  const unfolded = text.replaceAll('\r\n ', '');
  assert.match(unfolded, /^SUMMARY:Ääniteknisesti .*kolmas kerros\\; pohjoinen siipi \\\\ ovi 3\r$/m);
});

test.run();
