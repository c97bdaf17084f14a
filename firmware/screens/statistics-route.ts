import type { Time } from '../../hal/platform/time';
import type { SiteNow } from '../configuration/site-now';
import { periodOf } from '../reports/calendar-period';
import { History } from '../reports/history';
import { MeasureBook } from '../reports/measure-book';
import type { Runtime } from '../runtime';
import { localTime } from '../servicepoint/opening/local-time';
import { usualLanguage } from '../texts/usual-language';
import { sendNoEntry } from './access/access-routes';
import type { Door } from './access/door';
import type { Routes } from './routes';
import { sendHtml } from './send';
import { stateOnDisk } from './state-on-disk';
import { statisticsView } from './statistics-view';

export interface StatisticsRouteOptions {
  readonly site: SiteNow;
  readonly runtime: Runtime;
  readonly time: Time;
  readonly door: Door;
}

/**
 * `GET /statistics`: the figures of a day, month or quarter as plots and tables, drawn whole on the box. `?period=month&day=2026-03-14` chooses, `&of=service-tax`
 * whose. For staff, as the figures of one counter may be those of one person. The same figures for programs: `/api/measures`.
 */
export function addStatisticsRoute(
  routes: Routes,
  { site, runtime, time, door }: StatisticsRouteOptions,
): void {
  const book = new MeasureBook(runtime);
  const history = new History(runtime);
  routes.get('/statistics', async (request, response) => {
    if (!door.isStaff(request)) return sendNoEntry(response, site, { role: 'advisor' });
    const { url = '' } = request;
    const { statisticsDocument, statisticsState } = pages();
    const query = new URLSearchParams(url.split('?')[1]);
    const { mode } = stateOnDisk(runtime);
    const at = time.now();
    const today = localTime(at, site.now.timezone).day;
    const state = statisticsState(query, usualLanguage(site.now), today);
    const { period, day, of } = state;
    const report = book.find(period, periodOf(period, day));
    const told = { site: site.now, mode, at, today, period, day, of, report };
    sendHtml(response, statisticsDocument(statisticsView({ ...told, history: await history.read() }), state));
  });
}

/** Loaded when the first page is asked for: a start does not wait for the words of pages. */
function pages(): typeof import('./pages/statistics/statistics-document') {
  return require('./pages/statistics/statistics-document');
}
