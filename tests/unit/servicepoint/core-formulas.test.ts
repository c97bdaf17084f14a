import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import { drawFrom } from '../../../firmware/servicepoint/feedback/draw';
import { findMisuse, type SeenPress } from '../../../firmware/servicepoint/feedback/misuse-filter';
import { textIn } from '../../../firmware/servicepoint/feedback/question-set';
import { countsWith, totalOf } from '../../../firmware/servicepoint/feedback/scale';
import { definedLanguage } from '../../../firmware/servicepoint/measures/definitions';
import { nameOfClose } from '../../../firmware/servicepoint/measures/name-of-close';
import { dayNumber } from '../../../firmware/servicepoint/opening/calendar';
import { localTime } from '../../../firmware/servicepoint/opening/local-time';
import { isQuiet } from '../../../firmware/servicepoint/ringing/quiet-hours';
import type { RingRules } from '../../../firmware/servicepoint/ringing/ring-rules';
import { meanRest } from '../../../firmware/servicepoint/wait/duration';
import { firstFree, pour, vessel } from '../../../firmware/servicepoint/wait/fluid';

const minute = 60_000;
/** Monday 2 March 2026, midnight in Helsinki. */
const midnight = Date.UTC(2026, 2, 1, 22);

/** Simpson's rule over the log-normal density, as the definition of a conditional mean says. */
function meanRestByIntegration(mean: number, logVariance: number, elapsed: number): number {
  const middle = Math.log(mean) - logVariance / 2;
  const density = (t: number) =>
    Math.exp(-((Math.log(t) - middle) ** 2) / (2 * logVariance)) / (t * Math.sqrt(2 * Math.PI * logVariance));
  const [steps, end] = [20_000, 400];
  const width = (end - elapsed) / steps;
  let [share, weighted] = [0, 0];
  for (let step = 0; step <= steps; step++) {
    const t = elapsed + step * width;
    const weight = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2;
    share += weight * density(t);
    weighted += weight * density(t) * (t - elapsed);
  }
  return weighted / share;
}

test('what is left of a service is the mean of the log-normal beyond what has passed', () => {
  const service = { mean: 10, logVariance: 0.5 };
  for (const elapsed of [1, 5, 12, 30]) {
    const [ours, exact] = [meanRest(service, elapsed), meanRestByIntegration(10, 0.5, elapsed)];
    assert.ok(Math.abs(ours - exact) < 1e-2, `after ${elapsed} min: ${ours}, by integration ${exact}`);
  }
});

test('a service that has not begun, and one that is longer than any seen, are expected to take the mean', () => {
  const service = { mean: 10, logVariance: 0.5 };
  assert.is(meanRest(service, 0), 10);
  assert.is(meanRest(service, -3), 10);
  assert.is(meanRest(service, 1000), 10);
});

test('work goes to the counter that is free first, and waits through its pause', () => {
  const day = [
    { from: 0, to: 60 },
    { from: 90, to: 150 },
  ];
  const [one, other] = [vessel(day, 0), vessel([{ from: 0, to: 1000 }], 30)];
  pour(30, [one, other]);
  assert.equal([one.level, other.level], [30, 30]);
  pour(80, [one, other]);
  assert.equal([one.level, other.level], [90, 80]);
});

test('nobody is served by counters that never serve again', () => {
  const closed = vessel([{ from: 0, to: 60 }], 60);
  pour(30, [closed]);
  assert.is(closed.level, Number.POSITIVE_INFINITY);
  assert.is(firstFree([closed], 60, 5), Number.POSITIVE_INFINITY);
});

function presses(...seen: readonly (readonly [at: number, answer: number])[]): SeenPress[] {
  return seen.map(([at, answer]) => ({ at, answer }));
}

test('a hand over all faces, a child that plays, a fist and a button that sticks are told apart', () => {
  const marks = (seen: SeenPress[]) => findMisuse(seen).map(({ mark }) => mark);
  assert.equal(marks(presses([0, 1], [300, 2], [600, 3], [900, 4])), ['sweep']);
  assert.equal(marks(presses([0, 5], [300, 4], [600, 2])), ['sweep']);
  assert.equal(marks(presses([0, 1], [400, 3], [800, 2], [1200, 4])), ['playing']);
  assert.equal(marks(presses([0, 1], [400, 5], [800, 1], [1200, 5])), ['burst']);
  assert.equal(marks(presses([0, 3], [300, 3], [1100, 3], [1300, 3], [2200, 3])), ['burst']);
  assert.equal(marks(presses(...Array.from({ length: 9 }, (_, index) => [index * 10_000, 3] as const))), [
    'stuck',
  ]);
});

test('who plays, goes and comes back within a quarter of a minute is one visit; a customer between two visits is none of them', () => {
  const play = (at: number) => presses([at, 1], [at + 400, 3], [at + 800, 2]);
  assert.equal(findMisuse([...play(0), ...presses([5000, 5]), ...play(10_000)]), [
    { mark: 'playing', first: 0, last: 6 },
  ]);
  const twice = findMisuse([...play(0), ...presses([30_000, 5]), ...play(60_000)]);
  assert.equal(
    twice.map(({ first, last }) => [first, last]),
    [
      [0, 2],
      [4, 6],
    ],
  );
});

test('presses before and after a clock was set back are of different people', () => {
  const before = presses([100_000, 1], [100_400, 3]);
  assert.equal(findMisuse([...before, ...presses([200, 2], [60_000, 4])]), []);
});

test('what is drawn is there, and only what is on a scale is counted', () => {
  const drawn = drawFrom([3, 0, 2, 0, 1], 4, { seed: [1, 2, 3, 4], number: 1 });
  assert.is(totalOf(drawn), 4);
  assert.ok(drawn.every((count, index) => count <= ([3, 0, 2, 0, 1][index] ?? 0)));
  assert.throws(() => drawFrom([1, 0], 2, { seed: [1], number: 1 }), '2 cannot be drawn from 1');
  assert.equal(countsWith([0, 0, 0, 0], '1-4', 4), [0, 0, 0, 1]);
  assert.throws(() => countsWith([0, 0, 0, 0], '1-4', 5), '5 is not on the scale 1-4');
});

test('a question is read in Finnish where nobody has translated it, and must be there in Finnish', () => {
  const fi = { text: 'Miten meni?', status: 'source' } as const;
  const sv = { text: 'Hur gick det?', status: 'translation-to-be-checked' } as const;
  assert.is(textIn({ fi, sv }, 'sv').text, 'Hur gick det?');
  assert.is(textIn({ fi, sv }, 'se').text, 'Miten meni?');
  assert.throws(() => textIn({}, 'se'), 'no text in Finnish');
});

test('definitions of figures are read in the first language that has them, else in English', () => {
  assert.is(definedLanguage(['se', 'fi', 'en']), 'fi');
  assert.is(definedLanguage(['se', 'smn']), 'en');
});

test('a day that no calendar has is no date', () => {
  assert.is(dayNumber('1970-01-02'), 1);
  assert.is(dayNumber('2028-02-29'), 21_243);
  for (const day of ['2026-02-29', '2026-13-01', 'yesterday'])
    assert.throws(() => dayNumber(day), 'is not a date');
});

test('local time is right west of Greenwich as well, in winter and in summer', () => {
  const inNuuk = (at: number) => {
    const { day, minute } = localTime(at, 'America/Nuuk');
    return [day, minute];
  };
  const zone = (at: number) => localTime(at, 'America/New_York').minute;
  assert.is(inNuuk(Date.UTC(2020, 0, 1, 1))[0], dayOf(Date.UTC(2019, 11, 31), 'America/Nuuk'));
  assert.is(zone(Date.UTC(2026, 0, 15, 12)), 7 * 60);
  assert.is(zone(Date.UTC(2026, 6, 15, 12)), 8 * 60);
});

function dayOf(at: number, timezone: string): string {
  return localTime(at + 12 * 60 * minute, timezone).day;
}

test('sounders are silent in quiet hours of the day, over midnight, and only on the days that are named', () => {
  const quiet = (quietHours: RingRules['quietHours'], day: number, hour: number) =>
    isQuiet({ quietHours } as RingRules, midnight + (day * 24 + hour) * 60 * minute, 'Europe/Helsinki');
  const noon = [{ from: 11 * 60, to: 12 * 60 }];
  assert.equal(
    [10, 11, 12].map(hour => quiet(noon, 0, hour)),
    [false, true, false],
  );
  const onMonday = [{ days: [1], from: 11 * 60, to: 12 * 60 }];
  assert.equal(
    [0, 1].map(day => quiet(onMonday, day, 11)),
    [true, false],
  );
  const night = [{ days: [1], from: 22 * 60, to: 6 * 60 }];
  assert.equal(
    [quiet(night, 0, 23), quiet(night, 1, 5), quiet(night, 0, 5), quiet(night, 1, 23)],
    [true, true, false, false],
  );
});

test('a close is asked for by its day, month or quarter', () => {
  const named = (type: string, data: object) => nameOfClose({ type, data, at: 0 } as ServiceEvent);
  assert.is(named('measure.day-closed', { day: '2026-03-02' }), '2026-03-02');
  assert.is(named('measure.month-closed', { month: '2026-03' }), '2026-03');
  assert.is(named('measure.quarter-closed', { quarter: '2026-Q1' }), '2026-Q1');
  assert.is(named('ticket.printed', { ticket: 'V101' }), undefined);
});

test.run();
