import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { neighbourOf, periodOf, weekOf } from '../../../firmware/reports/calendar-period';
import type { Answers, HistoryView, Outcome } from '../../../firmware/reports/history';
import type { Report } from '../../../firmware/reports/measure-book';
import { bars } from '../../../firmware/screens/pages/statistics/plots/bars';
import { ticksTo } from '../../../firmware/screens/pages/statistics/plots/canvas';
import { ranges } from '../../../firmware/screens/pages/statistics/plots/ranges';
import { scatter } from '../../../firmware/screens/pages/statistics/plots/scatter';
import { statisticsBody } from '../../../firmware/screens/pages/statistics/statistics-body';
import { statisticsState } from '../../../firmware/screens/pages/statistics/statistics-state';
import { type StatisticsSource, statisticsView } from '../../../firmware/screens/statistics-view';
import { figuresOf } from '../../../firmware/servicepoint/measures/day-figures';
import { locales, type SpokenLanguage } from '../../../firmware/texts/locales';
import { statisticsWording } from '../../../firmware/texts/screens/statistics-wording';
import { smallSite } from '../../support/web-box';
import { testWording } from '../../support/wording-rules';

testWording(
  Object.entries(statisticsWording.messages).map(([language, messages]) => ({
    language,
    locale: locales[language as SpokenLanguage].locale,
    messages,
  })),
  statisticsWording.placeholders,
);

const minute = 60_000;
const nine = Date.UTC(2026, 2, 18, 7);

/** A day with so many customers at nine and at ten, each of whom queued so many minutes. */
function dayWith(atNine: readonly number[], atTen: readonly number[] = []): Report {
  const entries = [...atNine, ...atTen].flatMap((queued, index) => {
    const at = nine + (index < atNine.length ? 0 : 60 * minute);
    return [
      { what: 'arrivals', service: 'tax', at, value: 1 } as const,
      { what: 'queueing', service: 'tax', at, value: queued * minute } as const,
    ];
  });
  const figures = figuresOf(entries, at => new Date(at).getUTCHours() + 2);
  const shares = [{ service: 'tax', organisation: 'town', figures }, { figures }];
  return { period: 'day', name: '2026-03-18', closed: true, shares };
}

function viewOf(changes: Partial<StatisticsSource> = {}) {
  return statisticsView({
    site: smallSite,
    mode: 'live',
    at: nine,
    today: '2026-03-19',
    period: 'day',
    day: '2026-03-18',
    of: 'all',
    report: dayWith([1, 2, 3, 4, 5]),
    history: { outcomes: [], answers: [] },
    ...changes,
  });
}

const bodyOf = (view: ReturnType<typeof viewOf>, query = '') =>
  statisticsBody(view, statisticsState(new URLSearchParams(query), 'fi', '2026-03-19')).body.markup;

test('Times of fewer than five customers are nowhere, neither of an hour nor of the whole', () => {
  const view = viewOf({ report: dayWith([1, 2, 3, 4, 5], [77, 78]) });
  assert.equal(
    view.figures?.hours.map(({ hour, arrivals, queueing }) => [hour, arrivals, queueing?.p50]),
    [
      [9, 5, 3],
      [10, 2, undefined],
    ],
  );
  const few = viewOf({ report: dayWith([1, 2, 77]) });
  assert.equal([few.figures?.times, few.figures?.counts.arrivals], [{}, 3]);
  assert.not.match(bodyOf(few), '77');
});

test('The first and the last hour and all between them are there, also when nobody came', () => {
  const report = dayWith([1]);
  const [share] = report.shares;
  assert.ok(share);
  const hours = [9, 12].map(hour => ({ hour, arrivals: 1 }));
  const figures = { ...share.figures, hours };
  const view = viewOf({ report: { ...report, shares: [{ figures }] } });
  assert.equal(
    view.figures?.hours.map(({ arrivals }) => arrivals),
    [1, 0, 0, 1],
  );
});

test('Figures of a service, an organisation and the whole point are kept apart', () => {
  const [ofService, ofPoint] = ['service-tax', 'all'].map(of => viewOf({ of }).figures?.counts.arrivals);
  assert.equal([ofService, ofPoint], [5, 5]);
  assert.is(viewOf({ of: 'service-benefits' }).figures, undefined);
  assert.is(viewOf({ of: 'organisation-elsewhere' }).figures, undefined);
});

const outcome = (estimate: number, actual: number, day = '2026-03-18'): Outcome => ({
  day,
  service: 'tax',
  estimate,
  low: 0,
  high: 20,
  actual,
});

const answers = (day: string, counts: readonly number[], more: Partial<Answers> = {}): Answers => ({
  day,
  question: 'csat',
  scale: '1-5',
  counts,
  ...more,
});

const withHistory = (history: Partial<HistoryView>, more: Partial<StatisticsSource> = {}) =>
  viewOf({ history: { outcomes: [], answers: [], ...history }, ...more });

test('Estimates are held against outcomes of the period alone, and not of fewer than five', () => {
  const outcomes = [1, 2, 3, 4].map(actual => outcome(3, actual));
  assert.equal(withHistory({ outcomes }).outcomes.points, []);
  const five = [...outcomes, outcome(12, 30), outcome(1, 90, '2026-03-17')];
  const { points, accuracy, classes } = withHistory({ outcomes: five }).outcomes;
  assert.is(points.length, 5);
  assert.equal([accuracy?.count, accuracy?.coverage], [5, 0.8]);
  // One customer told of 12 minutes is no class.
  assert.equal(classes, []);
});

test('Answers are summed by week as they were released, and faces of four and five are kept apart', () => {
  const view = withHistory(
    {
      answers: [
        answers('2026-03-16', [0, 0, 0, 2, 3]),
        answers('2026-03-18', [5, 0, 0, 0, 0]),
        answers('2026-03-23', [0, 0, 1, 2, 2]),
        answers('2026-03-18', [0, 0, 0, 5], { scale: '1-4' }),
        answers('2026-04-01', [0, 0, 0, 0, 9]),
      ],
    },
    { period: 'month' },
  );
  assert.equal(
    view.answers.map(({ buckets }) => buckets.map(({ day, answers, share }) => [day, answers, share])),
    [
      [
        ['2026-03-16', 10, 0.5],
        ['2026-03-23', 5, 0.8],
      ],
      [['2026-03-16', 5, 1]],
    ],
  );
});

test('Answers of fewer than five are not shown, wherever they came from', () => {
  assert.equal(withHistory({ answers: [answers('2026-03-18', [0, 0, 0, 1, 3])] }).answers, []);
});

test('A period without figures says so, and one that goes on too', () => {
  assert.match(bodyOf(viewOf({ report: undefined })), 'Tältä ajalta ei ole lukuja.');
  assert.match(bodyOf(viewOf({ report: { ...dayWith([1]), closed: false } })), 'Ajanjakso on kesken');
});

test('A day on which nobody came has no hours, and no plot of them', () => {
  const view = viewOf({ report: dayWith([]) });
  assert.equal(view.figures?.hours, []);
  assert.not.match(bodyOf(view), 'id="hours"');
});

test('Every plot has a table with the same numbers', () => {
  const markup = bodyOf(viewOf({ report: dayWith([1, 2, 3, 4, 5], [9, 9, 9, 9, 9, 9]) }));
  assert.match(markup, /<th scope="row">Asiakkaita<\/th><td>5<\/td><td>6<\/td>/);
  assert.match(markup, /<th scope="row">Puolet enintään<\/th><td>3<\/td><td>9<\/td>/);
  assert.not.match(markup, / style=/);
});

test('Axes have round numbers that reach over the greatest value', () => {
  assert.equal(ticksTo(0), [0, 1]);
  assert.equal(ticksTo(7), [0, 2, 4, 6, 8]);
  assert.equal(ticksTo(223), [0, 50, 100, 150, 200, 250]);
  for (let greatest = 0; greatest < 3000; greatest += 7) {
    const ticks = ticksTo(greatest);
    assert.ok((ticks.at(-1) ?? 0) >= greatest && ticks.length <= 8, String(greatest));
  }
});

test('Pictures say what they show and hold no number that is none', () => {
  const axes = { label: 'What', upName: 'up', acrossName: 'across' };
  const pictures = [
    bars({
      ...axes,
      bars: [
        { name: '9', value: 0 },
        { name: '10', value: 12 },
      ],
    }),
    bars({ ...axes, bars: [] }),
    ranges({ ...axes, ranges: [{ name: '9' }, { name: '10', dot: 3, high: 9 }] }),
    scatter({
      ...axes,
      points: [
        { x: 0, y: 0 },
        { x: 12, y: 90 },
      ],
    }),
  ];
  for (const { markup } of pictures) {
    assert.match(markup, 'role="img" aria-label="What"');
    assert.not.match(markup, /NaN|Infinity|undefined/);
  }
});

test('Months and quarters know their neighbours, also over the turn of a year', () => {
  assert.equal(
    (['day', 'month', 'quarter'] as const).map(kind => periodOf(kind, '2026-01-31')),
    ['2026-01-31', '2026-01', '2026-Q1'],
  );
  const around = (kind: 'day' | 'month' | 'quarter') =>
    ([-1, 1] as const).map(way => periodOf(kind, neighbourOf(kind, '2026-01-31', way)));
  assert.equal(around('day'), ['2026-01-30', '2026-02-01']);
  assert.equal(around('month'), ['2025-12', '2026-02']);
  assert.equal(around('quarter'), ['2025-Q4', '2026-Q2']);
  assert.equal(['2026-03-15', '2026-03-16', '2026-03-22'].map(weekOf), [
    '2026-03-09',
    '2026-03-16',
    '2026-03-16',
  ]);
});

test('What the address says wrongly is today and the whole point', () => {
  const state = statisticsState(new URLSearchParams('period=year&day=2026-02-30'), 'fi', '2026-03-19');
  assert.equal([state.period, state.day, state.of], ['day', '2026-03-19', 'all']);
});

test('Estimates that were too long and too short are said in words; a quarter of answers is told by its weeks', () => {
  const told = (estimate: number) => {
    const outcomes = [1, 2, 3, 4, 5].map(actual => outcome(estimate, actual));
    return bodyOf(withHistory({ outcomes }));
  };
  assert.match(told(1), /arvioitua kauemmin/);
  assert.match(told(20), /arvioitua lyhyemmin/);
  const days = Array.from({ length: 31 }, (_, day) => `2026-03-${String(day + 1).padStart(2, '0')}`);
  const week = withHistory(
    { answers: days.map(day => answers(day, [0, 0, 0, 2, 4])) },
    { period: 'quarter' },
  );
  assert.ok((week.answers[0]?.buckets.length ?? 0) > 4);
  assert.match(bodyOf(withHistory({ answers: [answers('2026-03-18', [0, 0, 0, 2, 4])] })), /Päivä/);
});

test('A line of dots names as many of its days as there is room for', () => {
  const many = Array.from({ length: 25 }, (_, index) => ({ name: `d${index}x`, dot: 5, low: 1, high: 9 }));
  const { markup } = ranges({ label: 'x', upName: '%', acrossName: 'day', ranges: many, most: 100 });
  assert.equal(
    [...markup.matchAll(/d(\d+)x/g)]
      .map(([, day]) => Number(day))
      .filter((day, index, all) => all.indexOf(day) === index)
      .slice(0, 3),
    [0, 3, 6],
  );
});

test('Answers of every question are summed, the days in their order', () => {
  const nps = [1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3];
  const view = withHistory(
    {
      answers: [
        answers('2026-03-25', [0, 0, 0, 2, 4]),
        answers('2026-03-11', [0, 0, 0, 2, 4]),
        answers('2026-03-18', [0, 0, 0, 2, 4]),
        answers('2026-03-18', [0, 0, 1, 2, 4], { question: 'ces' }),
        answers('2026-03-18', nps, { question: 'nps', scale: '0-10' }),
      ],
    },
    { period: 'month' },
  );
  assert.equal(
    view.answers.map(({ question, buckets }) => [question, buckets.length]),
    [
      ['csat', 3],
      ['ces', 1],
      ['nps', 1],
    ],
  );
  const [csat] = view.answers;
  const sorted = csat?.buckets.map(({ day }) => day) ?? [];
  assert.equal(sorted, [...sorted].sort());
});

test.run();
