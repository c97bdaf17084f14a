import { type Html, html, nothing } from '../../html';
import { bars } from './plots/bars';
import { ranges } from './plots/ranges';
import { scatter } from './plots/scatter';
import type { StatisticsView } from './statistics-body';
import type { AnswerBucket, OutcomeFigures, PeriodFigures, QuestionFigures } from './statistics-feed';
import { dayWords, decimal, hourWords, per, table } from './table';

/** STA-01, STA-02. */
export function arrivalsFigure({ words }: StatisticsView, { hours }: PeriodFigures): Html {
  const name = words.format('statistics.arrivals');
  if (hours.length === 0) return nothing;
  const picture = bars({
    label: name,
    upName: words.format('statistics.customers'),
    acrossName: words.format('statistics.hour'),
    bars: hours.map(({ hour, arrivals }) => ({ name: hourWords(hour), value: arrivals })),
  });
  return figure('arrivals', name, words.format('statistics.arrivals-help'), [
    picture,
    table(
      name,
      [words.format('statistics.hour'), ...hours.map(({ hour }) => hourWords(hour))],
      [[words.format('statistics.customers'), ...hours.map(({ arrivals }) => String(arrivals))]],
    ),
  ]);
}

/** STA-05: with percentiles, as a mean hides the long ones. */
export function queueingFigure({ words }: StatisticsView, { hours }: PeriodFigures): Html {
  const name = words.format('statistics.queueing');
  const rows = hours.flatMap(({ hour, queueing }) => (queueing ? [{ hour, queueing }] : []));
  if (rows.length === 0) return nothing;
  const picture = ranges({
    label: name,
    upName: words.format('statistics.minutes'),
    acrossName: words.format('statistics.hour'),
    ranges: hours.map(({ hour, queueing }) => ({
      name: hourWords(hour),
      ...(queueing && { dot: queueing.p50, high: queueing.p90 }),
    })),
  });
  const line = (of: (times: NonNullable<PeriodFigures['hours'][number]['queueing']>) => string) =>
    hours.map(({ queueing }) => (queueing ? of(queueing) : '–'));
  return figure('queueing', name, words.format('statistics.queueing-help'), [
    picture,
    table(
      name,
      [words.format('statistics.hour'), ...hours.map(({ hour }) => hourWords(hour))],
      [
        [words.format('statistics.half'), ...line(({ p50 }) => decimal(p50, words.locale))],
        [words.format('statistics.nine'), ...line(({ p90 }) => decimal(p90, words.locale))],
        [words.format('statistics.customers'), ...line(({ count }) => String(count))],
      ],
    ),
  ]);
}

/** product.md, "Wait estimate": error, bias and coverage are shown. */
export function outcomesFigure({ feed, words }: StatisticsView): Html {
  const name = words.format('statistics.outcomes');
  const { points, accuracy, classes } = feed.outcomes;
  if (!accuracy) return figure('outcomes', name, words.format('statistics.no-outcomes'), []);
  const picture = scatter({
    label: name,
    upName: words.format('statistics.was'),
    acrossName: words.format('statistics.told'),
    points: points.map(({ estimate, actual }) => ({ x: estimate, y: actual })),
  });
  return figure('outcomes', name, words.format('statistics.outcomes-help'), [
    picture,
    html`<p>${accuracyWords(accuracy, words)}</p>`,
    classes.length === 0
      ? nothing
      : table(
          name,
          [
            words.format('statistics.told'),
            words.format('statistics.half'),
            words.format('statistics.nine'),
            words.format('statistics.customers'),
          ],
          classes.map(({ from, to, p50, p90, count }) => [
            to === undefined
              ? words.format('statistics.from', { from })
              : words.format('statistics.span', { from, to }),
            decimal(p50, words.locale),
            decimal(p90, words.locale),
            String(count),
          ]),
        ),
  ]);
}

function accuracyWords(
  { count, mae, bias, coverage }: NonNullable<OutcomeFigures['accuracy']>,
  words: StatisticsView['words'],
): string {
  const minutes = decimal(Math.abs(bias), words.locale);
  return [
    words.format('statistics.accuracy', {
      count,
      error: decimal(mae, words.locale),
      share: per(coverage),
    }),
    words.format(bias >= 0 ? 'statistics.bias-longer' : 'statistics.bias-shorter', { minutes }),
  ].join(' ');
}

/** FBK-23, STA-27: over time, as far as answers have left the box. */
export function answersFigure(view: StatisticsView): Html {
  const { feed, words } = view;
  if (feed.answers.length === 0)
    return figure('answers', words.format('statistics.feedback'), words.format('statistics.no-answers'), []);
  return html`${feed.answers.map((question, index) => questionFigure(view, question, `answers-${index}`))}`;
}

function questionFigure(
  { feed, words }: StatisticsView,
  { question, buckets }: QuestionFigures,
  id: string,
): Html {
  const name = words.format(`statistics.${question}`);
  const time = words.format(feed.period === 'day' ? 'statistics.day' : 'statistics.week');
  const picture = ranges({
    label: name,
    upName: '%',
    acrossName: time,
    most: 100,
    ranges: buckets.map(({ day, share, low, high }) => ({
      name: dayWords(day, words.locale),
      dot: 100 * share,
      low: 100 * low,
      high: 100 * high,
    })),
  });
  const row = ({ day, answers, share, low, high, value }: AnswerBucket) => [
    dayWords(day, words.locale),
    String(answers),
    per(share),
    `${per(low)}–${per(high)}`,
    decimal(value, words.locale),
  ];
  return figure(id, name, words.format('statistics.answers-help'), [
    picture,
    table(
      name,
      [
        time,
        words.format('statistics.answers'),
        words.format('statistics.share'),
        words.format('statistics.interval'),
        words.format(question === 'nps' ? 'statistics.score' : 'statistics.value'),
      ],
      buckets.map(row),
    ),
  ]);
}

function figure(id: string, name: string, help: string, parts: readonly Html[]): Html {
  return html`<section class="figure"><h3 id="${id}">${name}</h3><p class="about">${help}</p>${parts}</section>`;
}
