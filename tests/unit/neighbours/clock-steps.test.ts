import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { boxKey, Troubles } from '../../../firmware/neighbours/helpdesk/troubles';
import type { Fact } from '../../../firmware/neighbours/journal-tail';
import { Journeys } from '../../../firmware/neighbours/served-events/journeys';

const hour = 3_600_000;
const begin = Date.UTC(2026, 2, 18, 7);

/** Facts in the order of a journal. */
function facts(
  ...events: readonly (readonly [type: string, data: object, at?: number, mode?: string])[]
): Fact[] {
  return events.map(
    ([type, data, at = begin, mode], index) =>
      ({ sequence: index + 1, event: { type, at, data, ...(mode && { mode }) } }) as unknown as Fact,
  );
}

const issued = (ticket: string) =>
  ['ticket.issued', { ticket, day: '2026-03-18', service: 'tax', language: 'fi', needsTime: false }] as const;
const step = ['appliance.clock-stepped', { by: hour }] as const;

test('a clock that is set moves since when a device has failed or been well, and nothing else', () => {
  const troubles = new Troubles();
  for (const fact of facts(
    ['device.changed', { device: 'printer', health: 'failed', code: 'paper-out', warnings: [] }],
    ['device.changed', { device: 'lamp', health: 'ok', warnings: [] }],
    ['device.changed', { device: 'button', health: 'unknown', warnings: [] }],
    ['appliance.health-changed', { health: 'failed', code: 'disk-full', warnings: [] }],
    step,
  ))
    troubles.take(fact);
  const { courses } = troubles;
  assert.equal([courses.get('printer')?.failedSince, courses.get('printer')?.sequence], [begin + hour, 1]);
  assert.is(courses.get('lamp')?.okSince, begin + hour);
  assert.equal([courses.get('button')?.failedSince, courses.get('button')?.okSince], [undefined, undefined]);
  assert.is(courses.get(boxKey())?.failedSince, begin + hour);
});

test('a device that has another fault meanwhile has failed since the first', () => {
  const troubles = new Troubles();
  for (const fact of facts(
    ['device.changed', { device: 'printer', health: 'failed', code: 'paper-out', warnings: [] }],
    [
      'device.changed',
      { device: 'printer', health: 'failed', code: 'cover-open', warnings: [] },
      begin + hour,
    ],
    ['device.changed', { device: 'printer', health: 'unknown', warnings: [] }, begin + 2 * hour],
  ))
    troubles.take(fact);
  const course = troubles.courses.get('printer');
  assert.equal([course?.failedSince, course?.sequence, course?.history.length], [begin, 1, 3]);
});

test('a clock that is set between two acts lengthens nobody’s wait in the records', () => {
  const journeys = new Journeys();
  const ended = facts(
    issued('V101'),
    issued('V102'),
    issued('V103'),
    ['ticket.called', { ticket: 'V101', counter: '1' }, begin + 60_000],
    ['ticket.called', { ticket: 'V102', counter: '2' }, begin + 60_000],
    ['ticket.serving', { ticket: 'V101', counter: '1' }, begin + 120_000],
    ['ticket.no-show', { ticket: 'V102', counter: '2' }, begin + 180_000],
    step,
    ['ticket.served', { ticket: 'V101', counter: '1', kind: 'remote' }, begin + hour + 300_000],
    ['ticket.cancelled', { ticket: 'V103', reason: 'day-end' }, begin + 10 * hour],
    ['ticket.reinstated', { ticket: 'V102' }, begin + 11 * hour],
    ['ticket.served', { ticket: 'V102', counter: '2' }, begin + 12 * hour],
  ).flatMap(fact => journeys.follow(fact) ?? []);
  assert.equal(
    ended.map(({ kind }) => kind),
    ['no-show', 'served', 'day-end', 'served'],
  );
  const served = ended[1]?.journey;
  assert.equal([served?.calledAt, served?.servingAt], [begin + hour + 60_000, begin + hour + 120_000]);
  assert.is(served?.serviceKind, 'remote');
  assert.is(ended[3]?.journey.calledAt, begin + 60_000, 'what had ended by then stays');
});

test('what happens to a number that is not known, or was taken in training, is in no record', () => {
  const journeys = new Journeys();
  const ended = facts(
    ['ticket.served', { ticket: 'V999', counter: '1' }],
    issued('V101'),
    ['ticket.called', { ticket: 'V101', counter: '1' }, begin, 'training'],
    ['ticket.served', { ticket: 'V101', counter: '1' }],
    issued('V102'),
    ['appliance.day-opened', { day: '2026-03-19' }],
    ['ticket.served', { ticket: 'V102', counter: '1' }],
  ).flatMap(fact => journeys.follow(fact) ?? []);
  assert.equal(ended, []);
});

test.run();
