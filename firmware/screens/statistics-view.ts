import type { Site } from '../config/site';
import { neighbourOf, periodOf, weekOf } from '../reports/calendar-period';
import type { Answers, HistoryView, Outcome } from '../reports/history';
import type { Report } from '../reports/measure-book';
import { cesOf, csatOf, npsOf } from '../servicepoint/feedback/formulas';
import type { RatedQuestion } from '../servicepoint/feedback/question-set';
import { type Counts, totalOf } from '../servicepoint/feedback/scale';
import { definitions, fewest } from '../servicepoint/measures/definitions';
import { counts, durations, type Figures } from '../servicepoint/measures/figures';
import type { Spread } from '../servicepoint/measures/spread';
import { accuracyOf, adding, noSums } from '../servicepoint/wait/accuracy';
import type {
  AnswerBucket,
  OutcomeFigures,
  PeriodFigures,
  QuestionFigures,
  StatisticsFeed,
  StatisticsPeriod,
  TimeFigures,
} from './pages/statistics/statistics-feed';

/** Points of a plot: more cannot be told apart. */
const mostPoints = 600;

/** Limits of the classes of estimates, minutes. */
const classLimits = [0, 5, 10, 20, 40];

const msOfMinute = 60_000;

export interface StatisticsSource {
  readonly site: Site;
  readonly mode: StatisticsFeed['mode'];
  readonly at: number;
  readonly today: string;
  readonly period: StatisticsPeriod;
  /** A day in the period, YYYY-MM-DD. */
  readonly day: string;
  /** Id of a service or an organisation as `service-ID` and `organisation-ID`; `all` for the whole point. */
  readonly of: string;
  readonly report: Report | undefined;
  readonly history: HistoryView;
}

/** The figures of a period for people who read. */
export function statisticsView(source: StatisticsSource): StatisticsFeed {
  const { site, mode, at, today, period, day, of, history, report } = source;
  const name = periodOf(period, day);
  const services = servicesOf(site, of);
  const isMeant = (entry: { readonly day: string; readonly service?: string }) =>
    periodOf(period, entry.day) === name &&
    (!services || (entry.service !== undefined && services.includes(entry.service)));
  const figures = report && figuresOf(report, of);
  return {
    mode,
    name: site.name,
    languages: site.languages,
    timezone: site.timezone,
    now: at,
    period,
    periodName: name,
    day,
    today,
    before: neighbourOf(period, day, -1),
    after: neighbourOf(period, day, 1),
    choices: [
      { id: 'all' },
      ...site.organisations.map(({ id, name }) => ({ id: `organisation-${id}`, name })),
      ...site.services.map(({ id, name }) => ({ id: `service-${id}`, name })),
    ],
    of,
    ...(figures && { figures }),
    outcomes: outcomesOf(history.outcomes.filter(isMeant)),
    answers: questionsOf(history.answers.filter(isMeant), period),
    terms: Object.fromEntries(
      definitions.map(({ id, name, text }) => [id, { name: { ...name }, text: { ...text } }]),
    ),
  };
}

/** Undefined for the whole point. */
function servicesOf({ services }: Site, of: string): readonly string[] | undefined {
  if (of === 'all') return undefined;
  return services
    .filter(({ id, organisation }) => of === `service-${id}` || of === `organisation-${organisation}`)
    .map(({ id }) => id);
}

function figuresOf({ closed, shares }: Report, of: string): PeriodFigures | undefined {
  const share = shares.find(({ service, organisation }) => {
    if (service !== undefined) return of === `service-${service}`;
    return of === (organisation === undefined ? 'all' : `organisation-${organisation}`);
  });
  if (!share) return undefined;
  const { figures } = share;
  return {
    closed,
    ...('days' in share && { days: share.days }),
    counts: Object.fromEntries(counts.map(id => [id, figures[id]])),
    times: Object.fromEntries(durations.flatMap(id => named(id, timesOf(figures[id])))),
    hours: hoursOf(figures),
  };
}

/** From the first hour with something to the last: an hour without anybody is a figure too. */
function hoursOf({ hours }: Figures): PeriodFigures['hours'] {
  const [first, last] = [hours[0]?.hour ?? 0, hours.at(-1)?.hour ?? -1];
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const tally = hours.find(({ hour }) => hour === first + index);
    const queueing = timesOf(tally?.queueing);
    const { arrivals = 0, served = 0 } = tally ?? {};
    return { hour: first + index, arrivals, served, ...(queueing && { queueing }) };
  });
}

function named(id: string, times: TimeFigures | undefined): [string, TimeFigures][] {
  return times ? [[id, times]] : [];
}

/** Nothing of fewer than five customers: the longest of one is that one's. */
function timesOf(spread: Spread | undefined): TimeFigures | undefined {
  if (!spread || spread.count < fewest) return undefined;
  const { count, mean = 0, p50 = 0, p90 = 0, longest = 0 } = spread;
  return {
    count,
    mean: mean / msOfMinute,
    p50: p50 / msOfMinute,
    p90: p90 / msOfMinute,
    longest: longest / msOfMinute,
  };
}

function outcomesOf(outcomes: readonly Outcome[]): OutcomeFigures {
  if (outcomes.length < fewest) return { points: [], classes: [] };
  const accuracy = accuracyOf(outcomes.reduce(adding, noSums));
  return {
    points: outcomes.slice(-mostPoints).map(({ estimate, actual }) => ({ estimate, actual })),
    ...(accuracy && {
      accuracy: {
        count: accuracy.count,
        mae: accuracy.mae,
        bias: accuracy.bias,
        coverage: accuracy.coverage,
      },
    }),
    classes: classLimits.flatMap((from, index) => {
      const to = classLimits[index + 1];
      const waits = outcomes
        .filter(({ estimate }) => estimate >= from && (to === undefined || estimate < to))
        .map(({ actual }) => actual)
        .sort((one, other) => one - other);
      if (waits.length < fewest) return [];
      const at = (part: number) => waits[Math.ceil(part * waits.length) - 1] ?? 0;
      return [{ from, ...(to !== undefined && { to }), count: waits.length, p50: at(0.5), p90: at(0.9) }];
    }),
  };
}

/** Each batch of answers has five at least, so every sum of them has. Scales of four and five faces are never added up. */
function questionsOf(answers: readonly Answers[], period: StatisticsPeriod): QuestionFigures[] {
  return (['csat', 'ces', 'nps'] as const).flatMap(question => {
    const those = answers.filter(one => one.question === question);
    const byScale = [...Map.groupBy(those, ({ scale }) => scale)];
    return byScale.flatMap(([scale, ofScale]) => {
      const byTime = Map.groupBy(ofScale, ({ day }) => (period === 'day' ? day : weekOf(day)));
      const buckets = [...byTime]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .flatMap(([day, batches]) => {
          const sum = summed(batches.map(({ counts }) => counts));
          const answers = totalOf(sum);
          const result = answers < fewest ? undefined : resultOf(question, sum, scale);
          return result ? [{ day, answers, ...result }] : [];
        });
      return buckets.length > 0 ? [{ question, buckets }] : [];
    });
  });
}

/** Of batches of one scale. */
function summed(batches: readonly Counts[]): Counts {
  return batches.reduce((total, counts) => total.map((count, place) => count + (counts[place] ?? 0)));
}

/** The share of those who are well content, and the value of the question. Nothing without answers. */
function resultOf(
  question: RatedQuestion,
  sum: Counts,
  scale: Answers['scale'],
): Omit<AnswerBucket, 'day' | 'answers'> | undefined {
  if (question === 'nps') {
    const nps = npsOf(sum);
    return nps && { ...nps.promoters, value: nps.score };
  }
  if (question === 'ces') {
    const ces = cesOf(sum, scale);
    return ces && { ...ces.littleEffort, value: ces.mean };
  }
  const csat = csatOf(sum, scale);
  return csat && { ...csat.satisfied, value: csat.mean };
}
