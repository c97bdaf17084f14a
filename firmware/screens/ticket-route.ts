import type { Time } from '../../hal/platform/time';
import type { SiteNow } from '../configuration/site-now';
import type { Runtime } from '../runtime';
import { queryOf } from './query-of';
import type { PathParams, Routes } from './routes';
import { sendHtml, sendJson } from './send';
import { ticketView } from './ticket-view';

export interface TicketRouteOptions {
  readonly site: SiteNow;
  readonly runtime: Runtime;
  readonly time: Time;
}

/**
 * For everybody, as all of it is public in the room:
 * - `GET /ticket/{code}?day=2026-03-18`: the page of one number, for the phone of whoever holds it;
 * - `GET /api/ticket/{code}`: what it shows. A number that there is not is told calmly.
 */
export function addTicketRoute(routes: Routes, { site, runtime, time }: TicketRouteOptions): void {
  const feedOf = ({ code = '' }: PathParams, query: URLSearchParams) =>
    ticketView({ site: site.now, runtime, at: time.now() }, code, query.get('day') ?? undefined);

  routes.get('/ticket/:code', (request, response, params) => {
    const query = queryOf(request);
    sendHtml(response, pages().ticketDocument(feedOf(params, query), query));
  });
  routes.get('/api/ticket/:code', (request, response, params) =>
    sendJson(response, 200, feedOf(params, queryOf(request))),
  );
}

/** Loaded when the first page is asked for: a start does not wait for the words of pages. */
function pages(): typeof import('./pages/ticket/ticket-document') {
  return require('./pages/ticket/ticket-document');
}
