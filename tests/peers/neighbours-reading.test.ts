import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fileCalendar } from '../../firmware/calendars/file-calendar';
import { readCalendar } from '../../firmware/calendars/read-calendar';
import type { VirtualRingSource } from '../../hal/drivers/virtual/ring-source';
import { CalendarServer, calendarOf } from '../support/calendar-server';
import { hour, minute, NeighbourBench, nine } from '../support/neighbour-bench';
import { NeighbourServer } from '../support/neighbour-server';

const test = suite<{ bench: NeighbourBench }>('what others read');

test.before.each(context => {
  context.bench = new NeighbourBench();
});

test.after.each(({ bench }) => bench.end());

const token = 'a-token-of-the-box-0123456789';

test('a box without neighbours has none of their addresses, and nothing of them is loaded', async ({
  bench,
}) => {
  await bench.start('  {}');
  for (const path of [
    '/api/devices/register.json',
    '/api/presence',
    '/api/rooms',
    '/api/served-events/2026-03-02.csv',
  ])
    assert.is((await bench.get(path)).status, 404, path);
  const loaded = Object.keys(require.cache).filter(file => /neighbours\/[a-z-]+\/[a-z-]+\.ts$/.test(file));
  assert.equal(loaded, []);
});

test('the register of devices as JSON and CSV: where each is, since when, what it has counted', async ({
  bench,
}) => {
  await bench.start('  register: { readTokenFile: token }');
  await bench.until('the lamp is ok', () => bench.healthOf('lamp')?.health === 'ok');
  assert.is((await bench.get('/api/devices/register.json')).status, 401);
  const { devices } = JSON.parse((await bench.get('/api/devices/register.json', token)).text);
  assert.equal(
    devices.map(({ name }: { name: string }) => name),
    ['hub', 'lamp', 'ring-lamp', 'unit'],
  );
  assert.is(devices[0].firmware, '1.2.3');
  const { kind, driver, place, health, firstSeen } = devices[1];
  assert.equal(
    { kind, driver, place, health },
    { kind: 'lamp', driver: 'virtual-lamp', place: ['counters/c1'], health: 'ok' },
  );
  await bench.stop();
  bench.time.advance(100 * hour);
  await bench.start('  register: {}');
  await bench.until('the lamp is ok', () => bench.healthOf('lamp')?.health === 'ok');
  const again = JSON.parse((await bench.get('/api/devices/register.json')).text);
  assert.is(again.devices[1].firstSeen, firstSeen);
  const { text, type } = await bench.get('/api/devices/register.csv');
  assert.match(type, /^text\/csv/);
  const rows = text.trim().split('\r\n');
  assert.is(rows.length, 5);
  assert.match(rows[2] ?? '', /^point,hub,lamp,lamp,virtual-lamp,,counters\/c1,ok,2026-03-02T07:/);
});

test('whoever does not bear the secret reads none of what neighbours come for', async ({ bench }) => {
  const rooms = 'rooms: { readTokenFile: token, list: [{ id: one, name: { fi: Huone }, services: [tax] }] }';
  await bench.start(
    `  register: { readTokenFile: token }\n  freePersons: { places: [desk], readTokenFile: token }\n  ${rooms}`,
  );
  for (const path of ['/api/devices/register.csv', '/api/presence', '/api/rooms', '/api/rooms/one.ics']) {
    assert.is((await bench.get(path)).status, 401, path);
    assert.is((await bench.get(path, token)).status, 200, path);
  }
});

test('presence of published places only, and each change where it is wanted', async ({ bench }) => {
  const peer = await new NeighbourServer().start();
  await bench.start(`  freePersons: { places: [desk], url: '${peer.url}', keyFile: key }`);
  await bench.until('the first', () => peer.received.length === 1);
  await bench.do('presence', { place: 'back', state: 'available' });
  await bench.do('presence', { place: 'desk', state: 'available' });
  await bench.until('the second', () => peer.received.length === 2);
  const { places } = JSON.parse((await bench.get('/api/presence')).text);
  const expected = [{ id: 'desk', name: { fi: 'Palvelupöytä' }, state: 'available', since: places[0].since }];
  assert.equal(places, expected);
  assert.equal(peer.bodies[1], { site: 'point', places: expected });
  assert.ok(peer.received[1]?.headers['tiski-signature']);
  await peer.stop();
  await bench.do('presence', { place: 'desk', state: 'busy' });
  await bench.until('it was tried', () => bench.healthOf('free-persons')?.health === 'failed');
  await bench.do('presence', { place: 'desk', state: 'away' });
  await peer.start();
  await bench.until('the last', () => bench.healthOf('free-persons')?.health === 'ok');
  await bench.pass(10 * minute, 5000);
  assert.is(peer.received.length, 3, 'of what waited only the last is told');
  assert.match(peer.received[2]?.text ?? '', /"away"/);
  await peer.stop();
});

const rooms = ({ url }: { url: string }) => `  rooms:
    list:
      - { id: video, name: { fi: 'Etähuone, pieni' }, ring: room, services: [tax], url: '${url}' }
      - { id: quiet, name: { fi: Hiljainen }, services: [town], minutes: 45 }`;

test('a room is reserved by its calendar and by bookings; a ring that meets a reservation is told', async ({
  bench,
}) => {
  const server = await new CalendarServer().start();
  server.text = calendarOf(
    { 'secret@example.fi': nine - 10 * minute },
    'DURATION:PT1H',
    'SUMMARY:Meikalainen',
  );
  await bench.start(rooms(server));
  await bench.do('bookings', {
    service: 'town',
    day: '2026-03-02',
    bookings: [{ booking: 'ABC123', slot: nine + 2 * hour }],
  });
  await bench.until('the calendar is read', () => bench.healthOf('rooms')?.health === 'ok');
  const unit = bench.appliance.hal.find('ring-source', 'unit') as VirtualRingSource;
  unit.ring('oulu@example.fi');
  await bench.until('it rings', () => bench.appliance.runtime.state.ringing.rings.size === 1, 10);
  const { rooms: now } = JSON.parse((await bench.get('/api/rooms')).text);
  assert.equal(now, [
    {
      id: 'video',
      name: { fi: 'Etähuone, pieni' },
      state: 'reserved',
      until: '2026-03-02T07:50:00.000Z',
      ringing: true,
      meetsReservation: true,
    },
    {
      id: 'quiet',
      name: { fi: 'Hiljainen' },
      state: 'free',
      until: '2026-03-02T09:00:00.000Z',
      ringing: false,
      meetsReservation: false,
    },
  ]);
  await server.stop();
});

test('when a room is taken can be had as a calendar that others can read, without a name or a code', async ({
  bench,
}) => {
  const server = await new CalendarServer().start();
  server.text = calendarOf({ 'secret@example.fi': nine + hour }, 'DURATION:PT1H', 'SUMMARY:Meikalainen');
  await bench.start(rooms(server));
  await bench.until('the calendar is read', () => bench.healthOf('rooms')?.health === 'ok');
  const { text, type, status } = await bench.get('/api/rooms/video.ics');
  assert.is(status, 200);
  assert.match(type, /^text\/calendar/);
  assert.not.match(text, /Meikalainen|secret/);
  assert.match(text, /SUMMARY:Etähuone\\, pieni\r\n/);
  bench.write('out.ics', text);
  const opened = await fileCalendar(`${bench.folder}/out.ics`).open(undefined, new AbortController().signal);
  assert.ok(opened);
  const { bookings } = await readCalendar(opened?.chunks ?? emptyChunks(), {
    timezone: 'Europe/Helsinki',
    codes: 'derived',
    serviceOf: () => 'video',
    from: 0,
    to: nine * 2,
  });
  assert.equal(
    bookings.map(({ slot, minutes }) => [slot, minutes]),
    [[nine + hour, 60]],
  );
  assert.is((await bench.get('/api/rooms/nowhere.ics')).status, 404);
  await server.stop();
});

test('a room that is reserved every week is reserved this week', async ({ bench }) => {
  const server = await new CalendarServer().start();
  const yearsAgo = nine - 3 * 52 * 7 * 24 * hour;
  server.text = calendarOf({ 'series@example.fi': yearsAgo }, 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY');
  await bench.start(rooms(server));
  await bench.until('the calendar is read', () => bench.healthOf('rooms')?.health === 'ok');
  const { rooms: now } = JSON.parse((await bench.get('/api/rooms')).text);
  assert.is(now[0].state, 'reserved');
  assert.equal(bench.healthOf('rooms')?.warnings, []);
  await server.stop();
});

test('a series that is not understood is told, and a room with one is never called free', async ({
  bench,
}) => {
  const server = await new CalendarServer().start();
  server.text = calendarOf({ 'series@example.fi': nine + hour }, 'DURATION:PT1H', 'RRULE:FREQ=HOURLY');
  await bench.start(rooms(server));
  await bench.until(
    'it is told',
    () => bench.healthOf('rooms')?.warnings.includes('calendar-left-out') === true,
  );
  const { rooms: now } = JSON.parse((await bench.get('/api/rooms')).text);
  assert.is(now[0].state, 'unknown');
  await server.stop();
});

test('a room whose calendar cannot be read is neither free nor reserved', async ({ bench }) => {
  const server = await new CalendarServer().start();
  server.answer = (_, response) => response.writeHead(500).end();
  await bench.start(rooms(server));
  await bench.until('it is told', () => bench.healthOf('rooms')?.code === 'calendar-refused');
  const { rooms: now } = JSON.parse((await bench.get('/api/rooms')).text);
  assert.equal(
    now.map(({ state }: { state: string }) => state),
    ['unknown', 'free'],
  );
  assert.is((await bench.get('/api/rooms/video.ics')).status, 503);
  await server.stop();
});

async function* emptyChunks(): AsyncGenerator<Uint8Array> {}

test.run();
