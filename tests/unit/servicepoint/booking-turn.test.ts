import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { byTurn, callableFrom, type Turn, turnOf } from '../../../firmware/servicepoint/bookings/turn';
import { callableFirst } from '../../../firmware/servicepoint/queue/call-order';
import type { Ticket } from '../../../firmware/servicepoint/queue/ticket';
import { at, BookingOffice, officeWith } from '../../support/booking-office';

/** The waiting tickets of a service in the order of their turns; those that may not be called yet are left out. */
function order(office: BookingOffice, when: number, early = 15): string[] {
  return [...office.point.state.tickets.values()]
    .map(ticket => ({ code: ticket.code, turn: turnOf(ticket, { early }, when) }))
    .filter((one): one is { code: string; turn: Turn } => one.turn !== undefined)
    .sort((one, other) => byTurn(one.turn, other.turn))
    .map(({ code }) => code);
}

function lobby(): BookingOffice {
  const office = new BookingOffice();
  office.calendar({ A123: at('10:30'), A124: at('10:45') }, at('08:00'));
  office.checkIn('A124', at('09:30'));
  office.do('take-ticket', { service: 'vero' }, at('09:40'));
  office.checkIn('A123', at('09:50'));
  office.do('take-ticket', { service: 'vero' }, at('09:55'));
  return office;
}

test('who comes much too early waits; others are called', () => {
  assert.equal(order(lobby(), at('10:00')), ['V102', 'V104']);
});

test('the list of who waits ends with those who came much too early', () => {
  const { point } = lobby();
  const listed = (when: number) =>
    callableFirst(point.state, 'vero', officeWith(), when).map(({ code }) => code);
  const [first, second, ...early] = listed(at('10:00'));
  assert.equal([first, second, early.sort()], ['V102', 'V104', ['V101', 'V103']]);
  assert.equal(listed(at('10:45')), ['V103', 'V101', 'V102', 'V104']);
});

test('a little before the time a booked customer is called when nobody else waits', () => {
  assert.equal(order(lobby(), at('10:15')), ['V102', 'V104', 'V103']);
});

test('at the time a booked customer goes before those without a booking, and earlier times before later ones', () => {
  assert.equal(order(lobby(), at('10:30')), ['V103', 'V102', 'V104', 'V101']);
  assert.equal(order(lobby(), at('10:45')), ['V103', 'V101', 'V102', 'V104']);
});

test('a site may say that nobody is called before the time', () => {
  assert.equal(order(lobby(), at('10:29'), 0), ['V102', 'V104']);
});

test('whoever was sent to another queue, or reinstated, stands at its end like anybody else', () => {
  const office = lobby();
  office.do('transfer', { ticket: 'V103', service: 'kunta' }, at('10:00'));
  office.do('cancel', { ticket: 'V101' }, at('10:00'));
  office.do('reinstate', { ticket: 'V101' }, at('10:01'));
  assert.equal(order(office, at('10:50')), ['V102', 'V104', 'V103', 'V101']);
});

test('from when a ticket may be called', () => {
  const { tickets } = lobby().point.state;
  const from = (code: string) => callableFrom(tickets.get(code) as Ticket, { early: 15 });
  assert.is(from('V101'), at('10:30'));
  assert.is(from('V103'), at('10:15'));
  assert.is(from('V102'), at('09:40'));
});

test.run();
