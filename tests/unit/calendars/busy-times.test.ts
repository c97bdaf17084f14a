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

/** Days on which a series of 9 o'clock, from Wednesday 7 January 2026 on, falls in March and April. */
async function daysOf(rule: string): Promise<string> {
  const { begins, leftOut } = await busy(
    event('UID:s', 'DTSTART;TZID=Europe/Helsinki:20260107T090000', 'DURATION:PT1H', `RRULE:${rule}`),
  );
  if (leftOut > 0) return 'not understood';
  return begins.map(begin => begin.slice(5, 10)).join(' ');
}

test('A series comes on the days that RFC 5545 says', async () => {
  for (const [rule, days] of [
    ['FREQ=DAILY;INTERVAL=20', '03-08 03-28 04-17'],
    ['FREQ=DAILY;BYDAY=MO;BYMONTH=4', '04-06 04-13 04-20 04-27'],
    ['FREQ=DAILY;BYMONTHDAY=1,-1;BYMONTH=3', '03-01 03-31'],
    ['FREQ=WEEKLY;BYDAY=MO,FR;INTERVAL=3;WKST=SU', '03-09 03-13 03-30 04-03 04-20 04-24'],
    ['FREQ=MONTHLY', '03-07 04-07'],
    ['FREQ=MONTHLY;INTERVAL=2', '03-07'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', '03-31 04-30'],
    ['FREQ=MONTHLY;BYDAY=-1FR', '03-27 04-24'],
    ['FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=1,2,3,4,5,6,7', '03-02 04-06'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1,1', '03-02 03-31 04-01 04-30'],
    ['FREQ=YEARLY;BYMONTH=3;BYDAY=2SU', '03-08'],
    ['FREQ=YEARLY;BYMONTH=4;BYDAY=MO,TU;BYSETPOS=2', '04-07'],
    ['FREQ=YEARLY;BYMONTHDAY=15', '03-15 04-15'],
    ['FREQ=YEARLY', ''],
    ['FREQ=WEEKLY;UNTIL=20260311', '03-04 03-11'],
    ['FREQ=WEEKLY;COUNT=9', '03-04'],
  ] as const)
    assert.is(await daysOf(rule), days, rule);
});

test('A series whose rule no room is reserved by is counted, not guessed', async () => {
  for (const rule of [
    'FREQ=HOURLY',
    'FREQ=WEEKLY;BYMONTHDAY=3',
    'FREQ=WEEKLY;BYDAY=2MO',
    'FREQ=DAILY;BYSETPOS=1',
    'FREQ=YEARLY;BYDAY=MO',
    'FREQ=YEARLY;BYMONTH=3,4;BYDAY=MO;BYSETPOS=1',
  ])
    assert.is(await daysOf(rule), 'not understood', rule);
});

test('What replaces one of a series at a time that is not understood is counted, as is an end that is no time', async () => {
  const series = event(...weekly, 'RRULE:FREQ=WEEKLY;UNTIL=20260304T235959Z');
  const moved = event(
    'UID:team@example.fi',
    'RECURRENCE-ID;TZID=Mars/Olympus:20260303T090000',
    'DTSTART;TZID=Europe/Helsinki:20260303T140000',
  );
  assert.equal(await busy(series, moved), { begins: ['2026-03-03 09:00'], hours: [1.5], leftOut: 1 });
  const endless = event(...weekly, 'RRULE:FREQ=WEEKLY;UNTIL=20261399T000000Z');
  assert.equal(await busy(endless), { begins: [], hours: [], leftOut: 1 });
});

test('Of two versions of one event the later counts: by number, else by stamp', async () => {
  const version = (number: number, stamp: string, time: string) =>
    event('UID:1', `SEQUENCE:${number}`, `DTSTAMP:${stamp}`, `DTSTART:20260310T${time}Z`);
  const early = version(1, '20260101T000000Z', '080000');
  const late = version(1, '20260102T000000Z', '090000');
  for (const both of [
    [early, late],
    [late, early],
  ])
    assert.equal((await busy(...both)).begins, ['2026-03-10 11:00']);
  const moved = version(2, '20251231T000000Z', '100000');
  assert.equal((await busy(moved, late)).begins, ['2026-03-10 12:00']);
});

test('A calendar that calls off takes nobody a room', async () => {
  const { begins, leftOut } = await busy(['METHOD:CANCEL'], event('UID:1', 'DTSTART:20260310T080000Z'));
  assert.equal([begins, leftOut], [[], 0]);
});

test('An end that is not understood, or before the beginning, is the usual length', async () => {
  const { hours } = await busy(
    event('UID:1', 'DTSTART:20260310T080000Z', 'DTEND;TZID=Nowhere:20260310T090000'),
    event('UID:2', 'DTSTART:20260311T080000Z', 'DTEND:20260311T070000Z'),
  );
  assert.equal(hours, [0.5, 0.5]);
});

test('More than the box keeps is refused, not cut', async () => {
  const daily = Array.from({ length: 60 }, (_, index) =>
    event(`UID:${index}`, 'DTSTART:20260101T080000Z', 'DTEND:20260101T083000Z', 'RRULE:FREQ=DAILY'),
  );
  await busy(...daily).then(
    () => assert.unreachable('it was taken'),
    error => assert.is(error.code, 'bookings-too-many'),
  );
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
