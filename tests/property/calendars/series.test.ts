import fc from 'fast-check';
import ICAL from 'ical.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { daysOf, seriesRuleFrom } from '../../../firmware/calendars/series-rule';
import { dayName, dayNumber } from '../../../firmware/servicepoint/opening/calendar';

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;
const weekday = fc.constantFrom(...weekdays);
const some = <T>(one: fc.Arbitrary<T>) => fc.uniqueArray(one, { minLength: 1, maxLength: 3 });

const interval = fc.integer({ min: 1, max: 4 });
const place = fc.constantFrom('1', '2', '3', '4', '-1', '-2');
const part = (name: string, values: readonly (string | number)[]) => `;${name}=${values.join()}`;

/** Rules as calendars of reservations have them. */
const ruleText = fc.oneof(
  fc
    .tuple(interval, fc.option(some(weekday)))
    .map(([n, days]) => `FREQ=DAILY;INTERVAL=${n}${days ? part('BYDAY', days) : ''}`),
  fc
    .tuple(interval, fc.option(some(weekday)), fc.constantFrom('MO', 'SU'))
    .map(([n, days, wkst]) => `FREQ=WEEKLY;INTERVAL=${n};WKST=${wkst}${days ? part('BYDAY', days) : ''}`),
  fc
    .tuple(interval, some(fc.tuple(place, weekday).map(both => both.join(''))))
    .map(([n, days]) => `FREQ=MONTHLY;INTERVAL=${n}${part('BYDAY', days)}`),
  fc
    .tuple(interval, some(fc.constantFrom(1, 2, 15, 28, 31, -1, -2)))
    .map(([n, days]) => `FREQ=MONTHLY;INTERVAL=${n}${part('BYMONTHDAY', days)}`),
  fc
    .tuple(some(weekday), fc.constantFrom(1, 2, -1))
    .map(([days, at]) => `FREQ=MONTHLY${part('BYDAY', days)};BYSETPOS=${at}`),
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), place, weekday)
    .map(([month, nth, day]) => `FREQ=YEARLY;BYMONTH=${month};BYDAY=${nth}${day}`),
);

/** The first day that the rule itself gives: what a series does that begins on another is not defined (RFC 5545, 3.8.5.3). */
function firstOf(text: string, day: string): string | undefined {
  const iterator = ICAL.Recur.fromString(text).iterator(ICAL.Time.fromDateTimeString(`${day}T09:00:00`));
  return iterator.next()?.toString().slice(0, 10);
}

function byLibrary(text: string, first: string, until: string): string[] {
  const iterator = ICAL.Recur.fromString(text).iterator(ICAL.Time.fromDateTimeString(`${first}T09:00:00`));
  const days: string[] = [];
  for (let next = iterator.next(); next; next = iterator.next()) {
    const day = next.toString().slice(0, 10);
    if (day > until) break;
    days.push(day);
  }
  return days;
}

function byUs(text: string, first: string, [from, until]: readonly [string, string]): string[] {
  const rule = seriesRuleFrom(ICAL.Recur.fromString(text).toJSON());
  assert.ok(rule, text);
  return daysOf(rule, dayNumber(first), dayNumber(from), dayNumber(until)).map(dayName);
}

test('A series falls on the same days as another reader of calendars finds, whenever one looks', () => {
  const begin = fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2026-12-31') }).map(dayName);
  const count = fc.option(fc.integer({ min: 1, max: 40 }));
  fc.assert(
    fc.property(ruleText, begin, count, fc.nat(400), (base, begin, count, later) => {
      const first = firstOf(base, begin);
      if (first === undefined) return;
      const text = count === null ? base : `${base};COUNT=${count}`;
      const from = dayName(dayNumber(first) + later);
      const until = dayName(dayNumber(from) + 120);
      const expected = byLibrary(text, first, until).filter(day => day >= from);
      assert.equal(byUs(text, first, [from, until]), expected, `${text} from ${first}`);
    }),
    { numRuns: 400 },
  );
});

test('A rule that is not understood is none, and none takes long', () => {
  for (const text of [
    'FREQ=SECONDLY',
    'FREQ=HOURLY;INTERVAL=2',
    'FREQ=YEARLY;BYWEEKNO=20',
    'FREQ=YEARLY;BYDAY=20MO',
    'FREQ=DAILY;BYHOUR=9,10',
    'FREQ=MONTHLY;BYDAY=MO;BYHOUR=9',
    'FREQ=WEEKLY;BYSETPOS=1;BYDAY=MO',
  ])
    assert.is(seriesRuleFrom(ICAL.Recur.fromString(text).toJSON()), undefined, text);
  const never = seriesRuleFrom({ freq: 'YEARLY', bymonth: 2, bymonthday: 31, count: 20_000 });
  assert.ok(never);
  const [first, far] = [dayNumber('2020-01-01'), dayNumber('2900-01-01')];
  assert.equal(daysOf(never, first, first, far).length, 1);
  fc.assert(
    fc.property(fc.anything(), value => {
      seriesRuleFrom(value);
    }),
  );
});

test.run();
