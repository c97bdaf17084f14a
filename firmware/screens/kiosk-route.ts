import type { Time } from '../../hal/platform/time';
import type { SiteNow } from '../configuration/site-now';
import type { Runtime } from '../runtime';
import { kioskView } from './kiosk-view';
import { problem } from './problem';
import { queryOf } from './query-of';
import type { PathParams, Routes } from './routes';
import { sendHtml, sendJson } from './send';

export interface KioskRouteOptions {
  readonly site: SiteNow;
  readonly runtime: Runtime;
  readonly time: Time;
}

/**
 * - `GET /kiosk`: to the first kiosk of the site;
 * - `GET /kiosk/{id}`: the page where customers take numbers, readable before its script runs;
 * - `GET /api/kiosk/{id}`: what it shows; `?ticket=K101` adds that ticket.
 */
export function addKioskRoute(routes: Routes, { site, runtime, time }: KioskRouteOptions): void {
  const feedOf = ({ id }: PathParams, query: URLSearchParams) => {
    const kiosk = site.now.kiosks.find(kiosk => kiosk.id === id);
    const source = { site: site.now, runtime, at: time.now() };
    return kiosk && kioskView(source, kiosk, query.get('ticket') ?? undefined);
  };

  routes.get('/kiosk', (request, response) => {
    const [first] = site.now.kiosks;
    if (!first) return problem(response, 'kiosk-unknown');
    const query = queryOf(request).toString();
    response.writeHead(302, { Location: `/kiosk/${first.id}${query === '' ? '' : `?${query}`}` }).end();
  });

  routes.get('/kiosk/:id', (request, response, params) => {
    const query = queryOf(request);
    const feed = feedOf(params, query);
    if (!feed) return problem(response, 'kiosk-unknown');
    sendHtml(response, pages().kioskDocument(feed, query));
  });

  routes.get('/api/kiosk/:id', (request, response, params) => {
    const feed = feedOf(params, queryOf(request));
    if (!feed) return problem(response, 'kiosk-unknown');
    sendJson(response, 200, feed);
  });
}

/** Loaded when the first page is asked for: a start does not wait for the words of pages. */
function pages(): typeof import('./pages/kiosk/kiosk-document') {
  return require('./pages/kiosk/kiosk-document');
}
