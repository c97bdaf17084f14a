import { nameIn } from '../../../texts/name-in';
import { type Html, html, nothing } from '../../html';
import type { StatisticsView } from './statistics-body';
import type { PeriodFigures } from './statistics-feed';
import { decimal, table } from './table';

/** STA-03, STA-04: every count with what it means beside it. */
export function countsTable(view: StatisticsView, { counts }: PeriodFigures): Html {
  const { words } = view;
  const name = words.format('statistics.counts');
  const rows = Object.entries(counts).map(([id, count]) => [
    nameOf(view, id),
    String(count),
    meaningOf(view, id),
  ]);
  return html`<section class="figure meanings"><h3 id="counts">${name}</h3>${table(
    name,
    [
      words.format('statistics.figure'),
      words.format('statistics.number'),
      words.format('statistics.meaning'),
    ],
    rows,
  )}</section>`;
}

/** Times of five customers or more. */
export function timesTable(view: StatisticsView, { times }: PeriodFigures): Html {
  const { words } = view;
  const name = words.format('statistics.times');
  if (Object.keys(times).length === 0) return nothing;
  const rows = Object.entries(times).map(([id, { count, mean, p50, p90, longest }]) => [
    nameOf(view, id),
    ...[mean, p50, p90, longest].map(value => decimal(value, words.locale)),
    String(count),
    meaningOf(view, id),
  ]);
  return html`<section class="figure meanings"><h3 id="times">${name}</h3>${table(
    name,
    [
      words.format('statistics.figure'),
      words.format('statistics.mean'),
      words.format('statistics.half'),
      words.format('statistics.nine'),
      words.format('statistics.longest'),
      words.format('statistics.customers'),
      words.format('statistics.meaning'),
    ],
    rows,
  )}</section>`;
}

function nameOf({ feed, language }: StatisticsView, id: string): string {
  return nameIn(feed.terms[id]?.name ?? { en: id }, language, feed.languages);
}

function meaningOf({ feed, language }: StatisticsView, id: string): string {
  return nameIn(feed.terms[id]?.text ?? {}, language, feed.languages);
}
