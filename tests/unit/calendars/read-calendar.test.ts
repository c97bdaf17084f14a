import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sourceOf } from '../../../firmware/calendars/calendar-source';
import { codeOfUid } from '../../../firmware/calendars/code-of-uid';
import { ContentLines } from '../../../firmware/calendars/content-lines';
import { type CalendarOptions, readCalendar } from '../../../firmware/calendars/read-calendar';
import { isTiskiError } from '../../../hal/platform/error';

const options: CalendarOptions = {
  timezone: 'Europe/Helsinki',
  codes: 'uid',
  serviceOf: () => 'tax',
  from: Date.parse('2026-01-01T00:00:00Z'),
  to: Date.parse('2027-01-01T00:00:00Z'),
};

const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');

async function* inPieces(text: string, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text, 'utf8');
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

const read = (text: string, changes: Partial<CalendarOptions> = {}) =>
  readCalendar(inPieces(text), { ...options, ...changes });

async function codeOf(text: string): Promise<string | undefined> {
  try {
    await read(text);
    return undefined;
  } catch (error) {
    return isTiskiError(error) ? error.code : String(error);
  }
}

const slotOf = async (...lines: string[]) => {
  const { bookings, leftOut } = await read(calendar(...lines));
  const slot = bookings[0]?.slot;
  return slot === undefined ? [...leftOut.keys()].join() : new Date(slot).toISOString();
};

test('an event is a code, a time, a length and a queue', async () => {
  const { bookings, cancelled, leftOut } = await read(
    calendar(...event('UID:k7qm-3f9a@town.example', 'DTSTART:20260302T083000Z', 'DTEND:20260302T090000Z')),
  );
  assert.equal(bookings, [
    { booking: 'K7QM3F9A', service: 'tax', slot: Date.parse('2026-03-02T08:30:00Z'), minutes: 30 },
  ]);
  assert.equal(cancelled, []);
  assert.is(leftOut.size, 0);
});

test('a length may stand as a duration, and one that makes no sense is left out', async () => {
  const minutesOf = async (line: string) =>
    (await read(calendar(...event('UID:A123', 'DTSTART:20260302T083000Z', line)))).bookings[0]?.minutes;
  assert.is(await minutesOf('DURATION:PT45M'), 45);
  assert.is(await minutesOf('DURATION:P7D'), undefined);
  assert.is(await minutesOf('DTEND:20260302T080000Z'), undefined);
  assert.is(await minutesOf('DURATION:soon'), undefined);
  assert.is(await minutesOf('DTEND;TZID=Mars/Olympus:20260302T090000'), undefined);
});

test('a time without a zone is meant at the site; a named zone is taken from the box', async () => {
  assert.is(await slotOf(...event('UID:A123', 'DTSTART:20260302T083000')), '2026-03-02T06:30:00.000Z');
  assert.is(
    await slotOf(...event('UID:A123', 'DTSTART;TZID=Europe/Stockholm:20260702T083000')),
    '2026-07-02T06:30:00.000Z',
  );
});

test('a time that spring leaves out, or autumn shows twice, is read as RFC 5545 says', async () => {
  assert.is(await slotOf(...event('UID:A123', 'DTSTART:20260329T033000')), '2026-03-29T01:30:00.000Z');
  assert.is(await slotOf(...event('UID:A123', 'DTSTART:20261025T033000')), '2026-10-25T00:30:00.000Z');
});

const fle = [
  'BEGIN:VTIMEZONE',
  'TZID:FLE Standard Time',
  'BEGIN:STANDARD',
  'DTSTART:16010101T040000',
  'TZOFFSETFROM:+0300',
  'TZOFFSETTO:+0200',
  'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010101T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0300',
  'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
];

test('a zone under a name of its own is read from its description, wherever in the file that stands', async () => {
  const winter = event('UID:A123', 'DTSTART;TZID=FLE Standard Time:20260302T083000');
  const summer = event('UID:A123', 'DTSTART;TZID="FLE Standard Time":20260702T083000');
  assert.is(await slotOf(...fle, ...winter), '2026-03-02T06:30:00.000Z');
  assert.is(await slotOf(...summer, ...fle), '2026-07-02T05:30:00.000Z');
  assert.is(await slotOf(...winter), 'timezone-unknown');
});

test('a zone whose rule would take hours to work out is read without that rule', async () => {
  const hostile = fle.map(line => (line.startsWith('RRULE') ? 'RRULE:FREQ=SECONDLY' : line));
  const begun = process.cpuUsage();
  await slotOf(...hostile, ...event('UID:A123', 'DTSTART;TZID=FLE Standard Time:20260302T083000'));
  const { user, system } = process.cpuUsage(begun);
  assert.ok(user + system < 1_000_000, `${user + system} µs of work`);
});

test('a zone whose offset is none is unknown, and harms no event of another zone', async () => {
  const broken = fle.map(line => (line.startsWith('TZOFFSETFROM') ? 'TZOFFSETFROM:OM' : line));
  const lost = event('UID:A123', 'DTSTART;TZID=FLE Standard Time:20260302T083000');
  assert.is(await slotOf(...broken, ...lost), 'timezone-unknown');
  assert.is(
    await slotOf(...broken, ...lost, ...event('UID:A124', 'DTSTART:20260302T083000Z')),
    '2026-03-02T08:30:00.000Z',
  );
});

test('what is before or after the days that are wanted is no booking, and is not told as called off', async () => {
  const far = [event('UID:A123', 'DTSTART:20251231T083000Z'), event('UID:A124', 'DTSTART:20270101T083000Z')];
  const { bookings, cancelled, leftOut } = await read(calendar(...far.flat()));
  assert.equal([bookings, cancelled, leftOut.size], [[], [], 0]);
});

test('a calendar that is nowhere is a fault of the program', () => {
  const nowhere = { id: 'office' } as Parameters<typeof sourceOf>[0];
  assert.throws(() => sourceOf(nowhere), /office is nowhere/);
});

test('a description of a zone that cannot be read is none', async () => {
  const odd = ['BEGIN:VTIMEZONE', 'a line without a colon', 'END:VTIMEZONE'];
  const lost = event('UID:A123', 'DTSTART;TZID=FLE Standard Time:20260302T083000');
  assert.is(await slotOf(...odd, ...lost), 'timezone-unknown');
  assert.is(await slotOf(...odd, ...fle, ...lost), '2026-03-02T06:30:00.000Z');
});

test('what is no appointment is passed over: all-day events, free time, events of other services', async () => {
  const { bookings, leftOut } = await read(
    calendar(
      ...event('UID:A123', 'DTSTART;VALUE=DATE:20260302'),
      ...event('UID:A124', 'DTSTART:20260302T083000Z', 'TRANSP:TRANSPARENT'),
      ...event('UID:A125', 'DTSTART:20260302T083000Z', 'CATEGORIES:Kela,Lunch'),
    ),
    { serviceOf: categories => (categories.includes('Verotus') ? 'tax' : undefined) },
  );
  assert.equal(bookings, []);
  assert.is(leftOut.size, 0);
});

test('categories choose the queue, also when they are folded in the middle of a letter', async () => {
  const bytes = Buffer.from(
    calendar(...event('UID:A123', 'DTSTART:20260302T083000Z', 'CATEGORIES:Lunch,Väestötieto')),
    'utf8',
  );
  const cut = bytes.indexOf(Buffer.from('ä', 'utf8')) + 1;
  const folded = Buffer.concat([bytes.subarray(0, cut), Buffer.from('\r\n '), bytes.subarray(cut)]);
  async function* chunks() {
    yield folded;
  }
  const { bookings } = await readCalendar(chunks(), {
    ...options,
    serviceOf: categories => (categories.includes('Väestötieto') ? 'dvv' : undefined),
  });
  assert.is(bookings[0]?.service, 'dvv');
});

test('a series is no booking: it is left out and counted, and the others are taken', async () => {
  const { bookings, leftOut } = await read(
    calendar(
      ...event('UID:A123', 'DTSTART:20260302T083000Z', 'RRULE:FREQ=WEEKLY'),
      ...event('UID:A123', 'DTSTART:20260309T083000Z', 'RECURRENCE-ID:20260309T083000Z'),
      ...event('UID:A124', 'DTSTART:20260302T090000Z'),
    ),
  );
  assert.equal(
    bookings.map(({ booking }) => booking),
    ['A124'],
  );
  assert.equal([...leftOut], [['recurring', 2]]);
});

test('an event that cannot be understood is left out by its reason and harms no other', async () => {
  const { bookings, leftOut } = await read(
    calendar(
      ...event('UID:A123', 'DTSTART:20260230T083000Z'),
      ...event('UID:A124', 'DTSTART:20260302T253000Z'),
      ...event('UID:A125'),
      ...event('DTSTART:20260302T083000Z'),
      ...event('UID:matti.meikalainen@example.fi', 'DTSTART:20260302T083000Z'),
      ...event('UID:A126', 'DTSTART;TZID=Mars/Olympus:20260302T083000'),
      ...event('UID:A127', 'DTSTART:20260302T083000Z'),
    ),
  );
  assert.is(bookings.length, 1);
  assert.equal(Object.fromEntries(leftOut), {
    'time-unclear': 3,
    unreadable: 1,
    'code-unclear': 1,
    'timezone-unknown': 1,
  });
});

test('a newer version of an event takes the place of an older one, in whichever order they stand', async () => {
  const old = event('UID:A123', 'SEQUENCE:1', 'DTSTART:20260302T083000Z');
  const moved = event('UID:A123', 'SEQUENCE:2', 'DTSTART:20260303T083000Z');
  assert.is(await slotOf(...old, ...moved), '2026-03-03T08:30:00.000Z');
  assert.is(await slotOf(...moved, ...old), '2026-03-03T08:30:00.000Z');
  const stamped = (day: string, stamp: string) =>
    event('UID:A123', 'SEQUENCE:1', `DTSTAMP:202602${stamp}T000000Z`, `DTSTART:202603${day}T083000Z`);
  assert.is(await slotOf(...stamped('05', '02'), ...stamped('04', '01')), '2026-03-05T08:30:00.000Z');
  assert.is(await slotOf(...stamped('04', '01'), ...stamped('05', '02')), '2026-03-05T08:30:00.000Z');
});

test('cancelled is what says so, or whose calendar says so', async () => {
  const gone = event('UID:A123', 'STATUS:CANCELLED', 'DTSTART:20260302T083000Z');
  assert.equal((await read(calendar(...gone))).cancelled, ['A123']);
  const held = event('UID:A123', 'DTSTART:20260302T083000Z');
  const { cancelled, bookings } = await read(calendar('METHOD:CANCEL', ...held));
  assert.equal([cancelled, bookings], [['A123'], []]);
});

test('alarms, tasks and unknown parts do not disturb an event', async () => {
  const alarm = ['BEGIN:VALARM', 'UID:B999', 'DURATION:PT1M', 'END:VALARM'];
  const todo = ['BEGIN:VTODO', 'UID:C999', 'DTSTART:20260302T083000Z', 'END:VTODO'];
  const { bookings } = await read(
    calendar(...todo, ...event('UID:A123', ...alarm, 'DTSTART:20260302T083000Z')),
  );
  assert.equal(bookings, [{ booking: 'A123', service: 'tax', slot: Date.parse('2026-03-02T08:30:00Z') }]);
});

test('what is not a calendar, or not all of one, is refused whole', async () => {
  assert.is(await codeOf(''), 'calendar-not-ical');
  assert.is(await codeOf('<!doctype html><title>Sign in</title>'), 'calendar-not-ical');
  const whole = calendar(...event('UID:A123', 'DTSTART:20260302T083000Z'));
  assert.is(await codeOf(whole.slice(0, -20)), 'calendar-cut-short');
  assert.is(await codeOf('BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR\n'), 'calendar-form');
  assert.is(await codeOf(`BEGIN:VCALENDAR\n${'BEGIN:X\n'.repeat(50)}`), 'calendar-form');
});

test('more than the box keeps is refused, not cut', async () => {
  const many = Array.from({ length: 2001 }, (_, index) =>
    event(`UID:A${index + 1000}`, 'DTSTART:20260302T083000Z'),
  );
  assert.is(await codeOf(calendar(...many.flat())), 'bookings-too-many');
  assert.is(
    await codeOf(calendar(...Array.from({ length: 20_001 }, () => event('UID:A1')).flat())),
    'calendar-too-large',
  );
});

test('words are thrown away before anything parses them, whatever they are made to look like', () => {
  const lines = new ContentLines();
  const text = [
    'SUMMARY:Matti',
    ' UID:Matti',
    'ATTENDEE;CN="Matti":mailto:matti@example.fi',
    'X-UID:Matti',
    'DESCRIPTION;ALTREP="x":Matti',
    '\tDTSTART:Matti',
    'uidentity:Matti',
    'UID:A1',
    ' 23',
    '',
  ].join('\r\n');
  const kept = [...lines.push(Buffer.from(text)), ...lines.end()];
  assert.equal(kept, ['UID:A123']);
});

test('a line without an end does not fill the memory', async () => {
  async function* endless() {
    yield Buffer.from('BEGIN:VCALENDAR\r\nX-NOTE:');
    for (let round = 0; round < 400; round += 1) yield Buffer.alloc(65_536, 'a');
  }
  try {
    await readCalendar(endless(), options);
    assert.unreachable();
  } catch (error) {
    assert.ok(isTiskiError(error, 'calendar-too-large'));
  }
});

test('a byte order mark, bare line feeds and small letters are read as well', async () => {
  const text = `\ufeff${calendar(...event('UID:A123', 'DTSTART:20260302T083000Z'))}`.replaceAll('\r\n', '\n');
  assert.is((await read(text)).bookings.length, 1);
  assert.is((await read(text.toLowerCase().replace('t083000z', 'T083000Z'))).bookings.length, 1);
});

test('the code of any UID can be worked out by hand: 40 bits of its SHA-256 in Crockford digits', () => {
  assert.is(codeOfUid('040000008200E00074C5B7101A82E008@outlook', 'derived'), '4CTJW8SG');
  assert.is(codeOfUid('A-12 o@x', 'uid'), 'A120');
  assert.is(codeOfUid('matti.meikalainen@x', 'uid'), undefined);
});

test.run();
