import type { Site } from '../config/site';
import { periodOf } from '../reports/calendar-period';
import { History } from '../reports/history';
import { MeasureBook } from '../reports/measure-book';
import type { Runtime } from '../runtime';
import { usualLanguage } from '../texts/usual-language';
import { statisticsBody } from './pages/statistics/statistics-body';
import type { StatisticsPeriod } from './pages/statistics/statistics-feed';
import { statisticsState } from './pages/statistics/statistics-state';
import { statisticsView } from './statistics-view';

export interface StatisticsReportOptions {
  readonly site: Site;
  readonly runtime: Runtime;
  readonly period: StatisticsPeriod;
  /** A day in the period, YYYY-MM-DD. */
  readonly day: string;
}

/** What the statistics page shows of a period, to stand in another document; in English if the site speaks it. */
export async function statisticsReport({
  site,
  runtime,
  period,
  day,
}: StatisticsReportOptions): Promise<{ readonly locale: string; readonly markup: string }> {
  const language = site.languages.includes('en') ? 'en' : usualLanguage(site);
  const report = new MeasureBook(runtime).find(period, periodOf(period, day));
  const history = await new History(runtime).read();
  const at = Date.parse(`${day}T12:00:00Z`);
  const { mode } = runtime.state;
  const source = { site, mode, at, today: day, period, day, of: 'all', report, history };
  const query = new URLSearchParams({ period, day, language });
  const { locale, body } = statisticsBody(statisticsView(source), statisticsState(query, language, day));
  return { locale, markup: body.markup };
}
