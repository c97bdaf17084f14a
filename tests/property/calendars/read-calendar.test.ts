import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type CalendarContents, readCalendar } from '../../../firmware/calendars/read-calendar';
import { isBookingCode } from '../../../firmware/servicepoint/bookings/booking-words';
import { isTiskiError } from '../../../hal/platform/error';

const secret = 'Matti Meikäläinen 010203-123A';

const options = {
  timezone: 'Europe/Helsinki',
  codes: 'derived' as const,
  serviceOf: () => 'tax',
  from: 0,
  to: Number.MAX_SAFE_INTEGER,
};

/** Bytes in pieces of any size. */
async function* inPieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (let piece = 0; from < bytes.length; piece += 1) {
    const size = sizes[piece % sizes.length] ?? 1;
    yield bytes.subarray(from, from + size);
    from += size;
  }
}

/** The contents, or the code of the refusal. Nothing else may come out of the reader. */
async function outcome(bytes: Buffer, sizes: readonly number[]): Promise<CalendarContents | string> {
  try {
    return await readCalendar(inPieces(bytes, sizes), options);
  } catch (error) {
    if (!isTiskiError(error)) throw error;
    assert.not.match(error.message, /Matti|010203/);
    return error.code;
  }
}

const sizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 });
const minutes = fc.integer({ min: 0, max: 60 * 24 * 365 });
const stampOf = (minute: number) =>
  new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString().replace(/[-:]|\.\d+/g, '');

const line = fc.oneof(
  fc.constantFrom(
    'BEGIN:VCALENDAR',
    'END:VCALENDAR',
    'BEGIN:VEVENT',
    'END:VEVENT',
    'BEGIN:VTIMEZONE',
    'END:VTIMEZONE',
    'BEGIN:STANDARD',
    'END:STANDARD',
    'TZOFFSETTO:+9999',
    'TZOFFSETFROM:x',
    'RRULE:FREQ=YEARLY;BYMONTH=13;BYDAY=9XX',
    'RRULE:FREQ=SECONDLY;INTERVAL=0',
    'DTSTART;TZID=Here:20260302T083000',
    'TZID:Here',
    'DTSTART:20260302T083000Z',
    'DTSTART;VALUE=PERIOD:20260302T083000Z/PT1H',
    'DTEND;VALUE=DATE:99999999',
    'DURATION:-P99999W',
    'UID;X="',
    'UID:A1234',
    'SEQUENCE:1e999',
    'CATEGORIES:a\\,b,,\\',
    ' folded',
    '\t',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .tuple(fc.constantFrom('UID', 'DTSTART', 'DURATION', 'TZID', 'STATUS', 'RDATE', 'DTSTAMP'), fc.string())
    .map(([name, value]) => `${name}:${value}`),
);

test('no bytes bring the reader down: it answers with codes and times, or with a code of the catalogue', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 60 }),
      fc.boolean(),
      sizes,
      async (lines, isFramed, pieces) => {
        const body = isFramed ? ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'] : lines;
        const read = await outcome(Buffer.from(body.join('\r\n'), 'utf8'), pieces);
        if (typeof read === 'string') return;
        for (const { booking, slot } of read.bookings) {
          assert.ok(isBookingCode(booking));
          assert.ok(Number.isSafeInteger(slot));
        }
      },
    ),
    { numRuns: 1500 },
  );
});

test('every appointment is read once with its time, however the calendar is folded, parted and surrounded by words', async () => {
  const text = fc.constantFrom(secret, `${secret}\\nBEGIN:VEVENT`, 'x'.repeat(3000), '');
  const event = fc.record({ minute: minutes, summary: text, fold: fc.integer({ min: 10, max: 75 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 20 }), sizes, async (events, pieces) => {
      const lines = events.flatMap(({ minute, summary, fold }, index) =>
        [
          'BEGIN:VEVENT',
          `UID:${secret}-${index}@example.fi`,
          `SUMMARY:${summary}`,
          `DTSTART:${stampOf(minute)}`,
          `ATTENDEE;CN="${secret}":mailto:matti@example.fi`,
          'END:VEVENT',
        ].map(one => one.replace(new RegExp(`(.{${fold}})`, 'gu'), '$1\r\n ')),
      );
      const whole = ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n');
      const read = await outcome(Buffer.from(whole, 'utf8'), pieces);
      if (typeof read === 'string') return assert.unreachable(read);
      assert.equal(
        read.bookings.map(({ slot }) => slot),
        events.map(({ minute }) => Date.UTC(2026, 0, 1) + minute * 60_000),
      );
      assert.is(new Set(read.bookings.map(({ booking }) => booking)).size, events.length);
      assert.not.match(JSON.stringify(read), /Matti|010203|example/);
    }),
    { numRuns: 150 },
  );
});

test('half a calendar is never taken for a shorter one', async () => {
  const whole = Buffer.from(
    [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'UID:1',
      'DTSTART:20260302T083000Z',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:2',
      'DTSTART:20260302T093000Z',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n'),
  );
  for (let length = 0; length < whole.length; length += 1) {
    const read = await outcome(whole.subarray(0, length), [50]);
    assert.type(read, 'string', `cut after ${length} bytes`);
  }
});

test.run();
