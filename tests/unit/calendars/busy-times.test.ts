import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readBusyTimes } from '../../../firmware/calendars/busy-times';

const hour = 3_600_000;

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];

/** When it begins in March and April 2026, by the clock of Helsinki, and how many events are not understood. */
async function busy(...events: string[][]): Promise<{ begins: string[]; hours: number[]; leftOut: number }> {
  const text = ['BEGIN:VCALENDAR', ...events.flat(), 'END:VCALENDAR', ''].join('\r\n');
  const { times, leftOut } = await readBusyTimes(chunksOf(text), {
    timezone: 'Europe/Helsinki',
    minutes: 30,
    from: Date.parse('2026-03-01T00:00:00Z'),
    to: Date.parse('2026-05-01T00:00:00Z'),
  });
  const sorted = [...times].sort((one, other) => one.from - other.from);
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Helsinki',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return {
    begins: sorted.map(({ from }) => format.format(from)),
    hours: sorted.map(({ from, to }) => (to - from) / hour),
    leftOut,
  };
}

const weekly = ['UID:team@example.fi', 'DTSTART;TZID=Europe/Helsinki:20250107T090000', 'DURATION:PT90M'];

test('A weekly series of last year is at the same hour by the clock also after summer time begins', async () => {
  const { begins, hours, leftOut } = await busy(event(...weekly, 'RRULE:FREQ=WEEKLY;INTERVAL=2'));
  assert.equal(begins, [
    '2026-03-03 09:00',
    '2026-03-17 09:00',
    '2026-03-31 09:00',
    '2026-04-14 09:00',
    '2026-04-28 09:00',
  ]);
  assert.equal([new Set(hours), leftOut], [new Set([1.5]), 0]);
});

test('One of a series is left out, another moved, a third called off, and one more added', async () => {
  const { begins, leftOut } = await busy(
    event(
      ...weekly,
      'RRULE:FREQ=WEEKLY;UNTIL=20260324T235959Z',
      'EXDATE;TZID=Europe/Helsinki:20260303T090000',
      'RDATE;TZID=Europe/Helsinki:20260402T120000',
    ),
    event(
      'UID:team@example.fi',
      'RECURRENCE-ID;TZID=Europe/Helsinki:20260310T090000',
      'DTSTART;TZID=Europe/Helsinki:20260311T140000',
    ),
    event(
      'UID:team@example.fi',
      'RECURRENCE-ID;TZID=Europe/Helsinki:20260317T090000',
      'DTSTART;TZID=Europe/Helsinki:20260317T090000',
      'STATUS:CANCELLED',
    ),
  );
  assert.equal(begins, ['2026-03-11 14:00', '2026-03-24 09:00', '2026-04-02 12:00']);
  assert.is(leftOut, 0);
});

test('A newer version of a series is in the place of the older, and a series that ended takes nothing', async () => {
  const { begins } = await busy(
    event(...weekly, 'SEQUENCE:1', 'RRULE:FREQ=MONTHLY;BYDAY=1TU'),
    event(...weekly, 'RRULE:FREQ=DAILY'),
    event('UID:old', 'DTSTART:20240101T080000Z', 'RRULE:FREQ=DAILY;COUNT=100'),
  );
  assert.equal(begins, ['2026-03-03 09:00', '2026-04-07 09:00']);
});

test('What is under way at the beginning counts, also for days; all-day and free time do not', async () => {
  const { begins, hours } = await busy(
    event('UID:1', 'DTSTART:20260228T220000Z', 'DTEND:20260302T220000Z'),
    event('UID:2', 'DTSTART;VALUE=DATE:20260310', 'RRULE:FREQ=DAILY'),
    event('UID:3', 'DTSTART:20260310T080000Z', 'TRANSP:TRANSPARENT', 'RRULE:FREQ=DAILY'),
  );
  assert.equal([begins, hours], [['2026-03-01 00:00'], [48]]);
});

test('What is not understood is counted and nothing is said of it', async () => {
  const { begins, leftOut } = await busy(
    event('UID:1', 'DTSTART:20260310T080000Z', 'RRULE:FREQ=HOURLY'),
    event('UID:2', 'DTSTART:20260310T080000Z', 'RDATE;VALUE=PERIOD:20260311T080000Z/PT1H'),
    event('UID:3', 'DTSTART:20260310T080000Z', 'RECURRENCE-ID;RANGE=THISANDFUTURE:20260310T080000Z'),
    event('UID:4', 'DTSTART;TZID=Nowhere:20260310T080000', 'RRULE:FREQ=DAILY'),
    event('DTSTART:20260310T080000Z'),
  );
  assert.equal([begins, leftOut], [[], 5]);
});

test.run();
