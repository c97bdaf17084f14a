import type { Time } from '../../hal/platform/time';
import type { SiteNow } from '../configuration/site-now';
import type { Runtime } from '../runtime';
import { displayView } from './display-view';
import { mayBeFramed } from './guard';
import { infoTvView } from './info-tv-view';
import type { Routes } from './routes';
import { sendHtml, sendJson } from './send';

/** Seconds for which an info-TV may keep what it was told. */
const keptFor = 15;

export interface InfoTvRouteOptions {
  readonly site: SiteNow;
  readonly runtime: Runtime;
  readonly time: Time;
}

/**
 * - `GET /api/info-tv`: for the info-TV system of the house. The only address that pages of other sites may read (CORS): everything in it hangs on the
 *   wall of the hall anyway, and no cookie opens more of it.
 * - `GET /info-tv`: the same as a page, which the pages named in the site file may show within themselves; nobody, if it names none.
 */
export function addInfoTvRoute(routes: Routes, { site, runtime, time }: InfoTvRouteOptions): void {
  routes.get('/api/info-tv', (_, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    response.setHeader('Cache-Control', `public, max-age=${keptFor}`);
    sendJson(response, 200, infoTvView(site.now, runtime, time.now()));
  });
  routes.get('/info-tv', ({ url = '' }, response) => {
    mayBeFramed(response, site.now.infoTv?.frameAncestors ?? []);
    const query = new URLSearchParams(url.split('?')[1]);
    sendHtml(response, pages().infoTvDocument(displayView(site.now, runtime, time.now()), query));
  });
}

/** Loaded when the first page is asked for: a start does not wait for the words of pages. */
function pages(): typeof import('./pages/info-tv/info-tv-document') {
  return require('./pages/info-tv/info-tv-document');
}
