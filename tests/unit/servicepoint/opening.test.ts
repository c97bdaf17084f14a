import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Command } from '../../../firmware/servicepoint/commands';
import { dayName, dayNumber } from '../../../firmware/servicepoint/opening/calendar';
import { issuingSpanAt } from '../../../firmware/servicepoint/opening/closed';
import { easterOf, freeDays, publicHolidaysOf } from '../../../firmware/servicepoint/opening/holidays';
import { hoursToTell } from '../../../firmware/servicepoint/opening/hours-to-tell';
import { localTime } from '../../../firmware/servicepoint/opening/local-time';
import { nextOpening, openSpans } from '../../../firmware/servicepoint/opening/opening';
import { spansOn } from '../../../firmware/servicepoint/opening/timetable';
import type { Rules, ServiceRules } from '../../../firmware/servicepoint/rules';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';

const weekdays = [1, 2, 3, 4, 5];
const office = { days: weekdays, from: 540, to: 960 };

function rulesWith(
  service: Partial<ServiceRules>,
  opening: Rules['opening'] = { closedOn: freeDays },
): Rules {
  return {
    timezone: 'Europe/Helsinki',
    languages: ['fi'],
    opening,
    services: new Map([['tax', { id: 'tax', letter: 'V', ...service }]]),
    counters: new Map([['1', { id: '1', services: ['tax'] }]]),
    kiosks: new Map([['lobby', { id: 'lobby' }]]),
  };
}

function serviceOf(rules: Rules): ServiceRules {
  const service = rules.services.get('tax');
  assert.ok(service);
  return service;
}

/** Of the given days, those on which the service is open at all. */
function openDays(rules: Rules, first: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => dayNumber(first) + index)
    .filter(day => spansOn(day, serviceOf(rules), rules.opening).length > 0)
    .map(dayName);
}

const spans = (rules: Rules, day: string) => spansOn(dayNumber(day), serviceOf(rules), rules.opening);
const isOpen = (rules: Rules, at: string) =>
  issuingSpanAt(rules, serviceOf(rules), Date.parse(at)) !== undefined;

test('the public holidays of Finland in 2026, and the eves, are days without hours', () => {
  const closed = Array.from({ length: 365 }, (_, index) => dayNumber('2026-01-01') + index)
    .filter(
      day =>
        spansOn(day, { hours: [{ ...office, days: [0, 1, 2, 3, 4, 5, 6] }] }, { closedOn: freeDays })
          .length === 0,
    )
    .map(dayName);
  assert.equal(closed, [
    '2026-01-01',
    '2026-01-06',
    '2026-04-03',
    '2026-04-05',
    '2026-04-06',
    '2026-05-01',
    '2026-05-14',
    '2026-05-24',
    '2026-06-19',
    '2026-06-20',
    '2026-10-31',
    '2026-12-06',
    '2026-12-24',
    '2026-12-25',
    '2026-12-26',
  ]);
});

test('Easter falls where the almanac has it, the earliest and the latest included', () => {
  const sundays = {
    1818: '1818-03-22',
    1943: '1943-04-25',
    1954: '1954-04-18',
    1981: '1981-04-19',
    2014: '2014-04-20',
    2024: '2024-03-31',
    2025: '2025-04-20',
    2027: '2027-03-28',
    2038: '2038-04-25',
    2049: '2049-04-18',
    2076: '2076-04-19',
  };
  for (const [year, sunday] of Object.entries(sundays)) assert.is(dayName(easterOf(Number(year))), sunday);
  assert.is(publicHolidaysOf(2030).length, 13);
});

test('an office that works on Christmas Eve is open then', () => {
  const rules = rulesWith({ hours: [office] }, { closedOn: ['public-holidays'] });
  assert.equal(openDays(rules, '2026-12-23', 4), ['2026-12-23', '2026-12-24']);
});

test('a service without hours is open on holidays too', () => {
  assert.ok(isOpen(rulesWith({}), '2026-12-25T03:00:00Z'));
});

test('the police come every second Friday, counted from a day and not before', () => {
  const rules = rulesWith({
    hours: [{ days: [5], from: 540, to: 720, weeks: { every: 2, from: dayNumber('2026-01-09') } }],
  });
  assert.equal(openDays(rules, '2025-12-01', 90), ['2026-01-09', '2026-01-23', '2026-02-06', '2026-02-20']);
});

test('once a month, twice a month, on the last Friday: whole rhythms hold through a year', () => {
  const on = (days: number[], ofMonth: number[]) =>
    rulesWith({ hours: [{ days, from: 540, to: 720, ofMonth }] });
  assert.equal(openDays(on([3], [1]), '2026-03-01', 92), ['2026-03-04', '2026-04-01', '2026-05-06']);
  assert.equal(openDays(on([2], [1, 3]), '2026-09-01', 61), [
    '2026-09-01',
    '2026-09-15',
    '2026-10-06',
    '2026-10-20',
  ]);
  assert.equal(openDays(on([5], [-1]), '2026-01-01', 90), ['2026-01-30', '2026-02-27', '2026-03-27']);
  assert.equal(openDays(on([6], [5]), '2026-01-01', 160), ['2026-01-31', '2026-05-30']);
});

test('a trial of afternoon hours ends on its last day', () => {
  const rules = rulesWith({
    hours: [
      { days: weekdays, from: 540, to: 780 },
      {
        days: weekdays,
        from: 780,
        to: 960,
        validFrom: dayNumber('2023-09-01'),
        validUntil: dayNumber('2023-12-29'),
      },
    ],
  });
  assert.equal(spans(rules, '2023-08-31'), [{ from: 540, to: 780 }]);
  assert.equal(spans(rules, '2023-09-01'), [{ from: 540, to: 960 }], 'hours that touch are one opening');
  assert.equal(spans(rules, '2023-12-29'), [{ from: 540, to: 960 }]);
  assert.equal(spans(rules, '2024-01-02'), [{ from: 540, to: 780 }]);
});

test('a dated day replaces the usual hours, and beats both a longer exception and a holiday', () => {
  const day = (name: string, hours: { from: number; to: number }[]) => ({
    firstDay: dayNumber(name),
    lastDay: dayNumber(name),
    hours,
  });
  const rules = rulesWith({
    hours: [office],
    exceptions: [
      {
        firstDay: dayNumber('2026-06-01'),
        lastDay: dayNumber('2026-07-31'),
        hours: [{ days: weekdays, from: 600, to: 840 }],
      },
      day('2026-07-15', [{ from: 660, to: 720 }]),
      day('2026-12-06', [{ from: 540, to: 600 }]),
      day('2026-11-30', []),
    ],
  });
  assert.equal(spans(rules, '2026-07-14'), [{ from: 600, to: 840 }], 'summer hours');
  assert.equal(spans(rules, '2026-07-18'), [], 'a Saturday in summer');
  assert.equal(spans(rules, '2026-06-19'), [], 'Midsummer Eve within summer hours');
  assert.equal(spans(rules, '2026-07-15'), [{ from: 660, to: 720 }], 'one day in summer');
  assert.equal(spans(rules, '2026-12-06'), [{ from: 540, to: 600 }], 'open on Independence Day, a Sunday');
  assert.equal(spans(rules, '2026-11-30'), [], 'closed for once');
});

test('the hours of the whole point limit those of each service', () => {
  const rules = rulesWith(
    { hours: [{ days: [3], from: 600, to: 840 }] },
    {
      hours: [{ ...office, to: 780 }],
      exceptions: [{ firstDay: dayNumber('2026-03-11'), lastDay: dayNumber('2026-03-11'), hours: [] }],
    },
  );
  assert.equal(spans(rules, '2026-03-04'), [{ from: 600, to: 780 }]);
  assert.equal(spans(rules, '2026-03-11'), [], 'the house is closed');
  assert.equal(spans(rules, '2026-03-12'), [], 'another weekday');
});

test('in the night when an hour happens twice, a service opens and closes once', () => {
  // 25 October 2026, 04:00 becomes 03:00 in Finland, at 01:00 UTC.
  const early = rulesWith({ hours: [{ days: [0], from: 210, to: 300 }] });
  const [span, ...others] = openSpans(early, serviceOf(early), dayNumber('2026-10-25'));
  assert.equal(others, []);
  assert.is(span?.from, Date.parse('2026-10-25T00:30:00Z'), 'at the first 3:30');
  assert.is(span?.to, Date.parse('2026-10-25T03:00:00Z'));
  assert.ok(isOpen(early, '2026-10-25T01:10:00Z'), 'at the second 3:10');

  const late = rulesWith({ hours: [{ days: [0], from: 60, to: 210 }] });
  assert.is(
    openSpans(late, serviceOf(late), dayNumber('2026-10-25'))[0]?.to,
    Date.parse('2026-10-25T01:30:00Z'),
    'to the last 3:30',
  );
});

test('in the night when an hour does not happen, a service opens when the clocks have jumped', () => {
  // 29 March 2026, 03:00 becomes 04:00 in Finland, at 01:00 UTC.
  const rules = rulesWith({ hours: [{ days: [0], from: 210, to: 300 }] });
  assert.equal(openSpans(rules, serviceOf(rules), dayNumber('2026-03-29')), [
    { from: Date.parse('2026-03-29T01:00:00Z'), to: Date.parse('2026-03-29T02:00:00Z') },
  ]);
  const gone = rulesWith({ hours: [{ days: [0], from: 190, to: 230 }] });
  assert.equal(openSpans(gone, serviceOf(gone), dayNumber('2026-03-29')), [], 'all of it is left out');
  const after = nextOpening(gone, serviceOf(gone), Date.parse('2026-03-28T12:00:00Z'));
  assert.is(after?.day, '2026-04-12', 'a week later is Easter, so two');
});

test('local time follows the clocks of the wall over both changes', () => {
  const at = (instant: string) => localTime(Date.parse(instant), 'Europe/Helsinki').minute / 60;
  assert.equal([at('2026-10-25T00:30:00Z'), at('2026-10-25T01:30:00Z')], [3.5, 3.5]);
  assert.equal([at('2026-03-29T00:59:00Z'), at('2026-03-29T01:00:00Z')], [2 + 59 / 60, 4]);
  assert.equal(localTime(Date.parse('2026-12-31T22:30:00Z'), 'Europe/Helsinki'), {
    date: 20_819,
    day: '2027-01-01',
    weekday: 5,
    minute: 30,
  });
});

const take = (rules: Rules, at: string) =>
  new ServicePoint(rules).handle({
    name: 'take-ticket',
    args: { service: 'tax' },
    at: Date.parse(at),
    channel: 'page',
  } as Command).decision;

test('whoever comes on Christmas Eve is told when to come back and where to turn instead', () => {
  const rules = rulesWith({ hours: [office], elsewhere: { web: 'vero.fi', phone: '029 497 000' } });
  const decision = take(rules, '2026-12-24T08:00:00Z');
  assert.is(decision.ok, false);
  assert.is(!decision.ok && decision.code, 'service-closed');
  assert.equal(decision.result, {
    service: 'tax',
    opens: { at: Date.parse('2026-12-28T07:00:00Z'), day: '2026-12-28', time: '09:00' },
    elsewhere: { web: 'vero.fi', phone: '029 497 000' },
  });
});

test('a service that never opens again says so', () => {
  const over = rulesWith({ hours: [{ ...office, validUntil: dayNumber('2025-12-31') }] });
  assert.equal(take(over, '2026-02-02T08:00:00Z').result, { service: 'tax', opens: null });
});

test('the last number is given so many minutes before closing as the site says', () => {
  const rules = rulesWith({ hours: [office], lastTicket: { minutesBefore: 30, byWait: false } });
  assert.is(take(rules, '2026-02-02T13:29:59Z').ok, true);
  const late = take(rules, '2026-02-02T13:30:00Z');
  assert.is(late.ok, false);
  assert.is((late.result as { opens: { day: string } }).opens.day, '2026-02-03', 'not today');
});

test('hours are told on a number only where the service may close before its customer is called', () => {
  const noon = Date.UTC(2026, 2, 18, 10);
  const told = (from: number, to: number, wait?: number) => {
    const service = { id: 'tax', letter: 'V', hours: [{ days: [0, 1, 2, 3, 4, 5, 6], from, to }] };
    return hoursToTell({ timezone: 'Europe/Helsinki' } as unknown as Rules, service, noon, wait);
  };
  assert.equal(told(540, 1440, 5), []);
  assert.equal(told(540, 730, 60), [{ from: 540, to: 730 }]);
  assert.equal(told(0, 1440, 900), [], 'a service that never closes has no hours to tell');
  assert.equal(told(780, 840, 5), [], 'nor has one that is closed');
});

test.run();
