import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EventDraft } from '../../../firmware/servicepoint/decision';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import { Figures, meanOf, percentile } from '../../../simulator/figures';
import { figuresTable } from '../../../simulator/figures-table';

const minute = 60_000;

/** Events by minute of the day. */
function figuresOf(...events: readonly (readonly [at: number, draft: EventDraft])[]): Figures {
  const figures = new Figures();
  figures.see({ type: 'appliance.day-opened', at: 0, data: { day: '2014-11-04' } });
  for (const [at, draft] of events) figures.see({ ...draft, at: at * minute } as ServiceEvent);
  return figures;
}

const issued = (ticket: string, service: string): EventDraft => ({
  type: 'ticket.issued',
  data: {
    ticket,
    day: '2014-11-04',
    service,
    language: 'fi',
    needsTime: false,
    ahead: 0,
    channel: 'page',
    kiosk: 'lobby',
    print: false,
  },
});
const counter = 'counter-1';
const called = (ticket: string, service: string): EventDraft => ({
  type: 'ticket.called',
  data: { ticket, counter, service },
});
const serving = (ticket: string): EventDraft => ({ type: 'ticket.serving', data: { ticket, counter } });
const parked = (ticket: string): EventDraft => ({ type: 'ticket.parked', data: { ticket, counter } });
const transferred = (ticket: string, from: string, service: string): EventDraft => ({
  type: 'ticket.transferred',
  data: { ticket, from, service },
});
const served = (ticket: string, service: string): EventDraft => ({
  type: 'ticket.served',
  data: { ticket, counter, service },
});
const noShow = (ticket: string, service: string): EventDraft => ({
  type: 'ticket.no-show',
  data: { ticket, counter, service },
});
const reinstated = (ticket: string, service: string): EventDraft => ({
  type: 'ticket.reinstated',
  data: { ticket, service },
});
const cancelled = (ticket: string, reason: 'request' | 'day-end'): EventDraft => ({
  type: 'ticket.cancelled',
  data: { ticket, reason },
});

test('queueing ends with the first call, waiting with the beginning of service', () => {
  const { total } = figuresOf(
    [0, issued('V101', 'tax')],
    [10, called('V101', 'tax')],
    [12, serving('V101')],
    [20, served('V101', 'tax')],
  );
  assert.equal(total.queueing, [10 * minute]);
  assert.equal(total.waiting, [12 * minute]);
  assert.equal(total.service, [8 * minute]);
});

test('a customer who filled in a form in between was served for the two spells, and waited once', () => {
  const { total } = figuresOf(
    [0, issued('V101', 'tax')],
    [1, called('V101', 'tax')],
    [2, serving('V101')],
    [4, parked('V101')],
    [14, called('V101', 'tax')],
    [15, serving('V101')],
    [20, served('V101', 'tax')],
  );
  assert.equal(total.service, [7 * minute]);
  assert.equal(total.queueing, [minute]);
  assert.equal(total.waiting, [2 * minute]);
});

test('a transfer takes the ticket from one line of the table to another', () => {
  const { services } = figuresOf(
    [0, issued('V101', 'tax')],
    [5, called('V101', 'tax')],
    [6, serving('V101')],
    [8, transferred('V101', 'tax', 'town')],
    [9, called('V101', 'town')],
    [9, serving('V101')],
    [12, served('V101', 'town')],
  );
  const tax = services.get('tax');
  const town = services.get('town');
  assert.equal([tax?.issued, tax?.transferredOut, tax?.served], [1, 1, 0]);
  assert.equal([town?.issued, town?.transferredIn, town?.served], [0, 1, 1]);
  assert.equal(town?.service, [5 * minute], 'all the time at counters');
});

test('who was put back counts by how it ended then', () => {
  const { total } = figuresOf(
    [0, issued('V101', 'tax')],
    [5, called('V101', 'tax')],
    [8, noShow('V101', 'tax')],
    [10, reinstated('V101', 'tax')],
    [12, called('V101', 'tax')],
    [13, serving('V101')],
    [14, served('V101', 'tax')],
    [20, issued('V102', 'tax')],
    [21, cancelled('V102', 'request')],
    [22, reinstated('V102', 'tax')],
    [99, cancelled('V102', 'day-end')],
  );
  assert.equal([total.served, total.noShows, total.cancelled, total.leftOver], [1, 0, 0, 1]);
  assert.equal(total.queueing, [5 * minute], 'the first call counts');
});

test('the same number on another day is another ticket', () => {
  const figures = figuresOf([0, issued('V101', 'tax')], [1, cancelled('V101', 'day-end')]);
  figures.see({ type: 'appliance.day-opened', at: 1440 * minute, data: { day: '2014-11-05' } });
  figures.see({ ...issued('V101', 'tax'), at: 1500 * minute } as ServiceEvent);
  figures.see({ ...called('V101', 'tax'), at: 1502 * minute } as ServiceEvent);
  assert.is(figures.total.issued, 2);
  assert.equal(figures.total.queueing, [2 * minute]);
});

test('percentiles are values that occurred, by nearest rank', () => {
  assert.is(percentile([15, 20, 35, 40, 50], 0.3), 20);
  assert.is(percentile([15, 20, 35, 40, 50], 0.4), 20);
  assert.is(percentile([50, 15, 40, 20, 35], 0.5), 35);
  assert.is(percentile([7], 0.9), 7);
  assert.is(percentile([], 0.5), undefined);
  assert.is(meanOf([]), undefined);
});

test('the table shows a dash where there is nothing to measure, and the definitions below it', () => {
  const text = figuresTable(figuresOf([0, issued('V101', 'tax')]), ['tax']);
  assert.match(text, /^tax +1 +0 +0 +0 +0 +0 +0 +\| +- +- +- \| +- +- +- \| +- +- +-$/m);
  assert.match(text, /^queueing +from issued to the first call/m);
  assert.match(text, /^waiting +from issued to the first beginning of service/m);
});

test.run();
