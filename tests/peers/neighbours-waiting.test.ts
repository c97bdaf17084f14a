import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Delivery } from '../../firmware/neighbours/delivery';
import type { NeighbourContext } from '../../firmware/neighbours/neighbour';
import { type Room, RoomCalendar } from '../../firmware/neighbours/rooms/room-calendar';
import { silent } from '../../hal/platform/log';
import { VirtualTime } from '../../simulator/time/virtual-time';
import { NeighbourServer } from '../support/neighbour-server';

/** Friday 6 November 2026, 08:49:37 UTC. */
const now = Date.UTC(2026, 10, 6, 8, 49, 37);

const test = suite<{ peer: NeighbourServer; time: VirtualTime }>('waiting for neighbours');

test.before.each(async context => {
  context.peer = await new NeighbourServer().start();
  context.time = new VirtualTime(now);
});

test.after.each(({ peer }) => peer.stop());

/** Told of each change; `next` resolves with the one after now, when whoever told of it waits again. */
function changes() {
  let tell = () => {};
  const next = async () => {
    await new Promise<void>(resolve => {
      tell = resolve;
    });
    await new Promise(setImmediate);
  };
  return { changed: () => tell(), next };
}

test('a receiver says in seconds or by a date for how long it wants to be left alone, an hour at most', async ({
  peer,
  time,
}) => {
  const answers: [number, string?][] = [
    [503, '20'],
    [429, 'Fri, 06 Nov 2026 08:51:37 GMT'],
    [503, '86400'],
    [503, 'soon'],
    [503],
    [500, '86400'],
    [429, 'Fri, 06 Nov 2020 08:00:00 GMT'],
  ];
  peer.answer = () => {
    const [status, after] = answers[peer.received.length - 1] ?? [204];
    return { status, ...(after !== undefined && { headers: { 'retry-after': after } }) };
  };
  const { changed, next } = changes();
  const options = { name: 'office', peer: { url: peer.url }, time, log: silent, random: () => 0.5, changed };
  const delivery = new Delivery(options);
  let come = next();
  const delivered = delivery.deliver(() => ({ key: 'k', body: {} }), new AbortController().signal);
  const pauses: number[] = [];
  for (const _ of answers) {
    await come;
    come = next();
    const begin = time.now();
    time.advanceTo(time.nextDue);
    pauses.push(time.now() - begin);
  }
  await come;
  await delivered;
  // Where the receiver does not say it, half of a ceiling that doubles.
  assert.equal(pauses, [20_000, 100_000, 3_600_000, 500, 1000, 2000, 1]);
  assert.equal(new Set(peer.received.map(({ headers }) => headers['idempotency-key'])), new Set(['"k"']));
});

/** The calendar of one room, read every five minutes. */
function roomAt(where: Pick<Room, 'url' | 'file'>, time: VirtualTime, changed: () => void) {
  const room = { id: 'one', everyMinutes: 5, minutes: 30, ...where } as Room;
  const context = { site: { timezone: 'Europe/Helsinki' }, time, log: silent, changed };
  const stopping = new AbortController();
  const calendar = new RoomCalendar(room, context as unknown as NeighbourContext);
  const ended = calendar.run(stopping.signal).catch(() => undefined);
  return {
    calendar,
    async stop() {
      stopping.abort(new Error('stopped'));
      await ended;
    },
  };
}

const reserved = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:x',
  'BEGIN:VEVENT',
  'UID:1',
  'DTSTAMP:20261101T000000Z',
  'DTSTART:20261106T100000Z',
  'DTEND:20261106T110000Z',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');
const spans = [{ from: Date.UTC(2026, 10, 6, 10), to: Date.UTC(2026, 10, 6, 11) }];

test('the reservations of a room hold while its calendar says nothing new, and for two failures, not for three', async ({
  peer,
  time,
}) => {
  const { changed, next } = changes();
  let come = next();
  peer.answer = ({ headers }) =>
    headers['if-none-match'] === '"one"'
      ? { status: 304 }
      : { status: 200, headers: { etag: '"one"' }, body: reserved };
  const { calendar, stop } = roomAt({ url: peer.url }, time, changed);
  const readAgain = async () => {
    come = next();
    time.advanceTo(time.nextDue);
    await come;
  };
  await come;
  assert.equal(calendar.spans, spans);
  await readAgain();
  assert.equal([calendar.spans, calendar.health], [spans, { health: 'ok' }]);
  peer.answer = () => ({ status: 500 });
  await readAgain();
  await readAgain();
  assert.equal([calendar.spans, calendar.health.code], [spans, 'calendar-refused']);
  await readAgain();
  assert.is(calendar.spans, undefined, 'nobody can say any more');
  assert.is(peer.received.at(-1)?.headers['if-none-match'], '"one"');
  peer.answer = () => ({ status: 200, body: reserved });
  await readAgain();
  assert.is(peer.received.at(-1)?.headers['if-none-match'], undefined, 'the whole is wanted again');
  assert.equal([calendar.spans, calendar.health], [spans, { health: 'ok' }]);
  await stop();
});

test('a calendar that never answers is given up after half a minute', async ({ peer, time }) => {
  const { changed, next } = changes();
  const come = next();
  const asked = new Promise<void>(resolve => {
    peer.answer = () => {
      resolve();
      return { status: 'hang' };
    };
  });
  const { calendar, stop } = roomAt({ url: peer.url }, time, changed);
  await asked;
  time.advance(30_000);
  await come;
  assert.is(calendar.health.code, 'calendar-silent');
  await stop();
});

test('a room can have its reservations from a file', async ({ time }) => {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-room-'));
  const file = join(folder, 'room.ics');
  writeFileSync(file, reserved);
  const { changed, next } = changes();
  const come = next();
  const { calendar, stop } = roomAt({ file }, time, changed);
  await come;
  assert.equal(calendar.spans, spans);
  await stop();
  rmSync(folder, { recursive: true });
});

test.run();
