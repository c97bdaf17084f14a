import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dayNumber } from '../../../firmware/servicepoint/opening/calendar';
import { freeDays } from '../../../firmware/servicepoint/opening/holidays';
import { instantsOf, localTime } from '../../../firmware/servicepoint/opening/local-time';
import { nextOpening, openSpanAt, openSpans } from '../../../firmware/servicepoint/opening/opening';
import type { Rules, ServiceRules } from '../../../firmware/servicepoint/rules';

const minuteMs = 60_000;
const first = dayNumber('2026-01-01');
const day = fc.integer({ min: first, max: first + 800 });
const instant = fc.integer({ min: first * 1440, max: (first + 800) * 1440 }).map(minute => minute * minuteMs);
const timezone = fc.constantFrom(
  'Europe/Helsinki',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'UTC',
);
const span = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
  .map(([from, length]) => ({ from, to: Math.min(1440, from + length) }));
const weekdays = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 });
const hours = fc
  .tuple(
    span,
    fc.record(
      {
        days: weekdays,
        validFrom: day,
        validUntil: day,
        weeks: fc.record({ every: fc.integer({ min: 2, max: 5 }), from: day }),
        ofMonth: fc.uniqueArray(fc.constantFrom(1, 2, 3, 4, 5, -1), { minLength: 1 }),
      },
      { requiredKeys: ['days'] },
    ),
  )
  .map(([times, rest]) => ({ ...rest, ...times }));
const exception = fc
  .tuple(day, fc.constantFrom(0, 0, 20), fc.array(span, { maxLength: 2 }))
  .map(([firstDay, more, list]) => ({ firstDay, lastDay: firstDay + more, hours: list }));
const timetable = fc.record(
  { hours: fc.array(hours, { maxLength: 4 }), exceptions: fc.array(exception, { maxLength: 3 }) },
  { requiredKeys: [] },
);
const site = fc
  .record({ timezone, service: timetable, opening: timetable, free: fc.boolean() })
  .map(({ timezone: zone, service, opening, free }) => {
    const only: ServiceRules = { id: 'tax', letter: 'V', ...service };
    const rules: Rules = {
      timezone: zone,
      languages: ['fi'],
      opening: { ...opening, closedOn: free ? freeDays : [] },
      services: new Map([['tax', only]]),
      counters: new Map(),
      kiosks: new Map(),
    };
    return { rules, service: only };
  });
const runs = { numRuns: 300 };

test('local time is what the calendar of the runtime shows, in every zone', () => {
  fc.assert(
    fc.property(instant, timezone, (at, zone) => {
      const shown = new Intl.DateTimeFormat('sv-SE', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'short',
      }).format(at);
      const { day: name, minute } = localTime(at, zone);
      const two = (number: number) => String(number).padStart(2, '0');
      assert.is(`${name} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`, shown);
    }),
    { numRuns: 1000 },
  );
});

test('a local time is shown at both of its instants, or left out by a jump of the clocks', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 1439 }), timezone, (number, minute, zone) => {
      const { first: at, last } = instantsOf(number, minute, zone);
      assert.ok(at <= last);
      const wanted = number * 1440 + minute;
      const shownAt = (instantOfShow: number) => {
        const { date, minute: clock } = localTime(instantOfShow, zone);
        return date * 1440 + clock;
      };
      if (shownAt(at) === wanted) assert.is(shownAt(last), wanted);
      // Left out by the clocks: the instant of the jump shows a later time, the minute before an earlier one.
      else assert.ok(shownAt(at) > wanted && shownAt(at - minuteMs) < wanted);
    }),
    { numRuns: 1000, examples: [[20_938, 0, 'Africa/Cairo']] },
  );
});

test('a day is open in spans that lie in it, in order and apart', () => {
  fc.assert(
    fc.property(site, day, ({ rules, service }, number) => {
      let last = Number.NEGATIVE_INFINITY;
      for (const { from, to } of openSpans(rules, service, number)) {
        assert.ok(last < from && from < to);
        last = to;
        assert.is(dayNumber(localTime(from, rules.timezone).day), number);
        assert.is(dayNumber(localTime(to - 1, rules.timezone).day), number);
      }
    }),
    runs,
  );
});

test('the next opening is later, is an opening, and nothing opens before it', () => {
  fc.assert(
    fc.property(site, instant, ({ rules, service }, at) => {
      const next = nextOpening(rules, service, at);
      if (!next) return;
      assert.ok(next.at > at);
      assert.is(openSpanAt(rules, service, next.at)?.from, next.at);
      assert.is(localTime(next.at, rules.timezone).day, next.day);
      const now = openSpanAt(rules, service, at);
      for (
        let probe = now ? now.to : at;
        probe < Math.min(next.at, at + 3 * 86_400_000);
        probe += 7 * minuteMs
      )
        assert.is(openSpanAt(rules, service, probe), undefined, new Date(probe).toISOString());
    }),
    runs,
  );
});

test.run();
