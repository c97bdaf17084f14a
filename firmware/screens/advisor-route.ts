import type { IncomingMessage } from 'node:http';
import type { Time } from '../../hal/platform/time';
import type { SiteNow } from '../configuration/site-now';
import type { Runtime } from '../runtime';
import { admitsToFeed, admitsToPage } from './access/access-routes';
import type { Door } from './access/door';
import { advisorView } from './advisor-view';
import type { UpdateNotice } from './pages/shell/update-notice';
import { queryOf } from './query-of';
import type { OtherCallers } from './ring-views';
import type { Routes } from './routes';
import { sendHtml, sendJson } from './send';

export interface AdvisorRouteOptions {
  readonly site: SiteNow;
  readonly runtime: Runtime;
  readonly time: Time;
  readonly door: Door;
  readonly callers?: OtherCallers;
  /** What staff are told of a new release. */
  readonly update?: () => UpdateNotice | undefined;
}

/**
 * - `GET /advisor`: the tablet of a lobby advisor, for a browser that came in by a link of that role;
 * - `GET /api/advisor`: what it shows.
 */
export function addAdvisorRoute(routes: Routes, options: AdvisorRouteOptions): void {
  const { site, runtime, time, door, callers } = options;
  const feedFor = (request: IncomingMessage) => {
    const held = door.borne(request).filter(({ role }) => role === 'advisor');
    const update = options.update?.();
    const source = { site: site.now, runtime, ...(callers && { callers }), update, at: time.now() };
    return advisorView(source, held.length === 1 ? held[0]?.place : undefined);
  };

  routes.get('/advisor', (request, response) => {
    if (!admitsToPage({ door, site }, request, response, { role: 'advisor' })) return;
    const query = queryOf(request);
    sendHtml(response, pages().advisorDocument(feedFor(request), query));
  });

  routes.get('/api/advisor', (request, response) => {
    if (admitsToFeed(door, request, response, { role: 'advisor' })) sendJson(response, 200, feedFor(request));
  });
}

/** Loaded when the page is asked for: a start does not wait for its words. */
function pages(): typeof import('./pages/advisor/advisor-document') {
  return require('./pages/advisor/advisor-document');
}
