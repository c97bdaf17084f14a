import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { arrivals } from '../../../firmware/servicepoint/bookings/arrivals';
import { pushed } from '../../../firmware/servicepoint/bookings/booking-words';
import { isPublished } from '../../../firmware/servicepoint/publication';
import type { Rules } from '../../../firmware/servicepoint/rules';
import { restore, snapshot } from '../../../firmware/servicepoint/snapshot';
import { rules } from '../../property/servicepoint/office';
import { at, BookingOffice, officeWith } from '../../support/booking-office';

test('a customer with a booking checks in by its code and gets a ticket that waits for the time', () => {
  const office = new BookingOffice();
  office.calendar({ K7QM3F9A: at('10:30') }, at('08:00'));
  const { code, result, facts } = office.checkIn('k7qm-3f9a', at('10:20'));
  assert.is(code, 'ok');
  assert.equal(result, {
    ticket: 'V101',
    service: 'vero',
    slot: at('10:30'),
    late: false,
    ahead: 0,
    language: 'fi',
  });
  assert.equal(facts, ['ticket.issued', 'ticket.checked-in']);
  assert.is(office.point.state.tickets.get('V101')?.slot, at('10:30'));
  assert.is(office.booking('K7QM3F9A')?.state, 'arrived');
});

test('a code may be typed as eyes read it: small letters, spaces, O for zero, I or l for one', () => {
  const office = new BookingOffice();
  office.calendar({ A0110B: at('10:30') }, at('08:00'));
  assert.is(office.checkIn('a oIl 0b', at('10:20')).code, 'ok');
});

test('nobody is checked in twice: the second time tells the ticket of the first', () => {
  const office = new BookingOffice();
  office.calendar({ A123: at('10:30') }, at('08:00'));
  office.checkIn('A123', at('10:20'));
  const again = office.checkIn('A123', at('10:21'));
  assert.is(again.code, 'booking-arrived');
  assert.is(again.result.ticket, 'V101');
  assert.equal(again.facts, []);
});

test('after the last number of a day nobody is checked in, and the booking waits', () => {
  const office = new BookingOffice();
  office.calendar({ A123: at('10:30') }, at('08:00'));
  const numbers = [{ letter: 'V', after: 9999 }];
  office.point.replay({
    type: 'appliance.taken-over',
    data: { asOf: at('08:00'), numbers },
    at: at('08:01'),
  });
  const { code, facts } = office.checkIn('A123', at('10:20'));
  assert.equal([code, facts], ['numbers-exhausted', []]);
  assert.is(office.booking('A123')?.state, 'expected');
});

test('nobody is checked in before the day of the booking', () => {
  const office = new BookingOffice();
  office.calendar({ A123: at('10:30', 1) }, at('08:00'));
  const early = office.checkIn('A123', at('23:59'));
  assert.is(early.code, 'booking-other-day');
  assert.is(early.result.slot, at('10:30', 1));
  assert.is(office.checkIn('A123', at('00:01', 1)).code, 'ok');
});

test('what a customer typed is not repeated when there is no such booking: it may be a name', () => {
  const office = new BookingOffice();
  const { decision } = office.point.handle({
    name: 'check-in',
    args: { booking: 'MEIKALAINEN1' },
    at: at('10:00'),
    channel: 'page',
  });
  assert.equal(decision, { ok: false, code: 'booking-unknown', detail: '' });
});

test('an appointment is kept outside the hours in which numbers are given', () => {
  const office = new BookingOffice();
  office.do(
    'calendar-read',
    { source: 'kela', bookings: [{ booking: 'A123', service: 'kela', slot: at('17:00') }], cancelled: [] },
    at('08:00'),
  );
  assert.is(office.do('take-ticket', { service: 'kela' }, at('16:50')).code, 'service-closed');
  assert.is(office.checkIn('A123', at('16:50')).code, 'ok');
});

test('who comes late waits like anybody else, is told what to do, or keeps the time, as the site says', () => {
  const late = (policy: 'end-of-queue' | 'refuse' | 'keep') => {
    const office = new BookingOffice(officeWith({ late: { minutes: 10, policy } }));
    office.calendar({ A123: at('10:30') }, at('08:00'));
    office.do('take-ticket', { service: 'vero' }, at('10:31'));
    const { code, result } = office.checkIn('A123', at('10:41'));
    return { code, slot: result.slot, ahead: result.ahead, ticket: result.ticket };
  };
  assert.equal(late('end-of-queue'), { code: 'ok', slot: undefined, ahead: 1, ticket: 'V102' });
  assert.equal(late('keep'), { code: 'ok', slot: at('10:30'), ahead: 0, ticket: 'V102' });
  assert.equal(late('refuse'), {
    code: 'booking-late',
    slot: at('10:30'),
    ahead: undefined,
    ticket: undefined,
  });
});

test('exactly as late as allowed is in time', () => {
  const office = new BookingOffice();
  office.calendar({ A123: at('10:30') }, at('08:00'));
  assert.is(office.checkIn('A123', at('10:40')).result.late, false);
});

test('a booking that nobody came to is missed by time alone, and whoever comes after all is served', () => {
  const office = new BookingOffice();
  office.calendar({ A123: at('10:30') }, at('08:00'));
  assert.is(office.point.nextDue, at('11:00'));
  assert.equal(office.do('tick', {}, at('10:59')).facts, []);
  assert.equal(office.do('tick', {}, at('11:00')).facts, ['ticket.booking-missed']);
  assert.equal(office.do('tick', {}, at('11:01')).facts, []);
  assert.is(office.point.nextDue, Number.POSITIVE_INFINITY);
  assert.is(office.checkIn('A123', at('11:05')).code, 'ok');
  assert.is(office.booking('A123')?.state, 'arrived');
});

test('a day that ends closes its bookings: none is left, none is lost without a fact', () => {
  const office = new BookingOffice();
  office.calendar({ A123: at('23:50'), A124: at('10:30', 1) }, at('08:00'));
  const { facts } = office.do('tick', {}, at('00:01', 1));
  const order = ['ticket.booking-missed', 'appliance.day-opened'];
  assert.equal(
    facts.filter(fact => order.includes(fact)),
    order,
  );
  assert.equal([...office.point.state.bookings.known.keys()], ['A124']);
});

test('a booking that is moved is expected at its new time, also after it was missed', () => {
  const office = new BookingOffice();
  office.calendar({ A123: at('10:30') }, at('08:00'));
  office.do('tick', {}, at('11:00'));
  assert.equal(office.calendar({ A123: at('14:00') }, at('11:30')).facts, ['ticket.booking-moved']);
  assert.equal([office.booking('A123')?.state, office.booking('A123')?.slot], ['expected', at('14:00')]);
});

test('a booking that is gone from its calendar is cancelled, and its customer is told so', () => {
  const office = new BookingOffice();
  office.calendar({ A123: at('10:30') }, at('08:00'));
  assert.equal(office.calendar({}, at('09:00')).facts, ['ticket.booking-cancelled']);
  assert.is(office.checkIn('A123', at('10:20')).code, 'booking-cancelled');
  assert.equal(office.calendar({ A123: at('10:30') }, at('10:21')).facts, ['ticket.booked']);
  assert.is(office.checkIn('A123', at('10:22')).code, 'ok');
});

test('a calendar that drops what is past cancels nobody who is late', () => {
  const office = new BookingOffice();
  office.calendar({ A123: at('10:30') }, at('08:00'));
  assert.equal(office.calendar({}, at('10:31')).facts, []);
  assert.is(office.checkIn('A123', at('10:35')).code, 'ok');
});

test('a cancellation that is said holds also after the time; nothing is said of a customer who is here', () => {
  const office = new BookingOffice();
  office.calendar({ A123: at('10:30'), A124: at('10:30') }, at('08:00'));
  office.checkIn('A124', at('10:20'));
  assert.equal(office.calendar({}, at('10:35'), ['A123', 'A124']).facts, ['ticket.booking-cancelled']);
  assert.equal(office.calendar({ A124: at('15:00') }, at('10:36')).facts, []);
  assert.is(office.booking('A124')?.state, 'arrived');
});

test('the same list again brings no fact', () => {
  const office = new BookingOffice();
  const list = { A123: at('10:30'), A124: at('11:30', 2) };
  assert.is(office.calendar(list, at('08:00')).facts.length, 3);
  assert.equal(office.calendar(list, at('08:05')).facts, []);
});

test('only today and the days ahead are kept, and nothing that would be missed already', () => {
  const office = new BookingOffice();
  office.calendar(
    {
      A111: at('10:30', -1),
      A112: at('08:00'),
      A113: at('08:31'),
      A114: at('09:00', 3),
      A115: at('00:00', 4),
    },
    at('09:00'),
  );
  assert.equal([...office.point.state.bookings.known.keys()], ['A113', 'A114']);
});

test('one booking in two calendars belongs to the one that told of it first', () => {
  const office = new BookingOffice();
  office.calendar({ A123: at('10:30') }, at('08:00'));
  const other = { booking: 'A123', service: 'kunta', slot: at('12:00') };
  office.do('calendar-read', { source: 'authority', bookings: [other], cancelled: [] }, at('08:01'));
  office.do('calendar-read', { source: 'authority', bookings: [], cancelled: ['A123'] }, at('08:02'));
  assert.equal([office.booking('A123')?.service, office.booking('A123')?.source], ['vero', 'town']);
});

test('a program sends the bookings of a service and a day: what it leaves out is cancelled, another day is not touched', () => {
  const office = new BookingOffice();
  const send = (day: string, list: { booking: string; slot: number }[], when: number) =>
    office.do('bookings', { service: 'vero', day, bookings: list }, when);
  send(
    '2014-11-03',
    [
      { booking: 'A123', slot: at('10:30') },
      { booking: 'a-124', slot: at('11:00') },
    ],
    at('08:00'),
  );
  send('2014-11-04', [{ booking: 'B123', slot: at('10:30', 1) }], at('08:01'));
  const { result } = send('2014-11-03', [{ booking: 'A124', slot: at('11:30') }], at('08:02'));
  assert.equal(result, { booked: 0, moved: 1, cancelled: 1 });
  assert.equal([...office.point.state.bookings.known.keys()].sort(), ['A124', 'B123']);
  assert.is(office.booking('A124')?.source, pushed);
});

test('a list of a program is taken whole or refused whole', () => {
  const office = new BookingOffice();
  const send = (bookings: { booking: string; slot: number }[], day = '2014-11-03', service = 'vero') =>
    office.do('bookings', { service, day, bookings }, at('08:00')).code;
  const good = { booking: 'A123', slot: at('10:30') };
  assert.is(send([good, { booking: 'a 123', slot: at('11:30') }]), 'booking-twice');
  assert.is(send([good, { booking: 'A124', slot: at('10:30', 1) }]), 'bookings-day');
  assert.is(send([good, { booking: 'A124', slot: Math.floor(at('10:30') / 1000) }]), 'bookings-day');
  assert.is(send([], '2014-11-02'), 'bookings-day');
  assert.is(send([good], '2014-11-03', 'nobody'), 'service-unknown');
  assert.is(office.point.state.bookings.known.size, 0);
});

test('more bookings than the box keeps are refused whole', () => {
  const office = new BookingOffice();
  const many = (from: number, count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`A${from + index}`, at('10:30')]));
  assert.is(office.calendar(many(1000, 2000), at('08:00')).code, 'ok');
  const other = { booking: 'B123', service: 'kunta', slot: at('12:00') };
  const more = office.do('calendar-read', { source: 'x', bookings: [other], cancelled: [] }, at('08:01'));
  assert.equal([more.code, more.facts], ['bookings-too-many', []]);
});

test('a calendar whose codes are others at every reading fills no journal', () => {
  const office = new BookingOffice();
  let facts = 0;
  for (let reading = 0; reading < 40; reading += 1) {
    const list = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`A${reading * 500 + index + 10_000}`, at('18:00')]),
    );
    facts += office.calendar(list, at('08:00') + reading * 300_000).facts.length;
  }
  assert.ok(facts <= 10_001, `${facts} facts`);
  assert.is(office.calendar({}, at('12:00')).code, 'ok');
  assert.is(office.calendar({ A123: at('10:30', 1) }, at('08:00', 1)).code, 'ok', 'the next day begins anew');
});

test('the officer sees who has arrived, who is expected and who did not come, by time', () => {
  const office = new BookingOffice();
  office.calendar(
    { A123: at('09:00'), A125: at('11:00'), A124: at('10:00'), A126: at('10:30') },
    at('08:00'),
  );
  office.checkIn('A124', at('09:50'));
  const lists = arrivals(office.point.state.bookings, 'vero', '2014-11-03');
  const codes = Object.entries({ ...lists }).map(([name, list]) => `${name}: ${list.map(one => one.code)}`);
  assert.equal(codes, ['expected: A126,A125', 'arrived: A124', 'missed: A123']);
  assert.equal(arrivals(office.point.state.bookings, 'kunta', '2014-11-03').expected, []);
});

test('a booking of a service that the site no longer has, or at no kiosk, is refused and kept', () => {
  const taken = (changes: Partial<Rules>) => {
    const office = new BookingOffice();
    office.calendar({ A123: at('10:30') }, at('08:00'));
    office.point.useRules({ ...officeWith(), ...changes });
    const { code, facts } = office.checkIn('A123', at('10:20'));
    assert.equal([facts, office.booking('A123')?.state], [[], 'expected']);
    return code;
  };
  const services = new Map([...rules.services].filter(([id]) => id !== 'vero'));
  assert.is(taken({ services }), 'service-unknown');
  assert.is(taken({ kiosks: new Map() }), 'kiosk-unknown');
});

test('a site that takes no bookings says so', () => {
  const office = new BookingOffice(rules);
  assert.is(office.checkIn('A123', at('10:00')).code, 'bookings-off');
  assert.is(office.calendar({ A123: at('10:30') }, at('10:00')).code, 'bookings-off');
});

test('the code of a booking stays in the box; the time of the appointment is in the fact that leaves', () => {
  const office = new BookingOffice();
  const told = [
    ...office.calendar({ A123: at('10:30'), A124: at('10:30'), A125: at('11:30') }, at('08:00')).events,
    ...office.calendar({ A123: at('10:40'), A125: at('11:30') }, at('08:05')).events,
    ...office.checkIn('A123', at('10:20')).events,
    ...office.do('tick', {}, at('12:30')).events,
  ];
  assert.is(new Set(told.map(({ type }) => type)).size, 7);
  const leaves = told.filter(({ type }) => isPublished(type));
  assert.not.match(JSON.stringify(leaves), /A12\d/);
  assert.match(JSON.stringify(leaves), new RegExp(`"slot":${at('10:40')}`));
});

test('who came hours early does not make the officers seem to be away', () => {
  const office = new BookingOffice();
  office.calendar({ A123: at('14:00') }, at('08:00'));
  office.do('take-ticket', { service: 'vero' }, at('09:00'));
  office.do('next', { counter: '1' }, at('09:00'));
  office.checkIn('A123', at('09:05'));
  office.do('arrived', { counter: '1' }, at('09:05'));
  office.do('done', { counter: '1' }, at('09:10'));
  const { result } = office.do('take-ticket', { service: 'vero' }, at('10:00'));
  assert.ok(result.estimate, 'the wait is known');
});

test('who came early and was called on time teaches the estimate no idle time of the counter', () => {
  const office = new BookingOffice();
  office.calendar({ A123: at('10:30') }, at('08:00'));
  office.do('take-ticket', { service: 'vero' }, at('10:00'));
  office.do('next', { counter: '1' }, at('10:00'));
  office.do('arrived', { counter: '1' }, at('10:01'));
  office.do('done', { counter: '1' }, at('10:10'));
  office.checkIn('A123', at('10:20'));
  office.do('next', { counter: '1' }, at('10:30'));
  const { sum, weight } = office.point.state.wait.gaps;
  assert.equal([sum, weight], [0, 1]);
});

test('a snapshot keeps bookings, cancellations and counts', () => {
  const office = new BookingOffice();
  office.calendar({ A123: at('10:30'), A124: at('10:30') }, at('08:00'));
  office.calendar({ A123: at('10:30') }, at('08:05'));
  office.checkIn('A123', at('10:20'));
  const { bookings } = office.point.state;
  assert.equal(restore(snapshot(office.point.state)).bookings, bookings);
});

test.run();
