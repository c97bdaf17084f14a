import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import type { SiteNow } from '../configuration/site-now';
import type { Runtime } from '../runtime';
import type { Broadcast } from './broadcast';
import { DisplayStream } from './display-stream';
import { displayView } from './display-view';
import { problem } from './problem';
import { queryOf } from './query-of';
import type { Routes } from './routes';
import { sendHtml, sendJson } from './send';

export interface DisplayRouteOptions {
  readonly site: SiteNow;
  readonly runtime: Runtime;
  readonly time: Time;
  readonly log: Log;
  readonly version: string;
  readonly broadcast: Broadcast;
}

/**
 * - `GET /display`: the page of the first display of the site, or of one that the site file does not name;
 * - `GET /display/{id}`: that of another one, with the ways from there;
 * - `GET /api/display`: what they all show; `GET /api/display/stream`: the same as it changes.
 * @returns to be started and stopped with the server
 */
export function addDisplayRoute(routes: Routes, options: DisplayRouteOptions): DisplayStream {
  const { site, runtime, time, broadcast } = options;
  const feed = () => displayView(site.now, runtime, time.now());
  const stream = new DisplayStream({ ...options, feed });

  routes.get('/display', (request, response) =>
    sendHtml(response, pages().displayDocument(feed(), queryOf(request))),
  );
  routes.get('/display/:id', (request, response, { id }) => {
    if (!site.now.displays?.some(display => display.id === id)) return problem(response, 'page-unknown');
    sendHtml(response, pages().displayDocument(feed(), queryOf(request), id));
  });
  routes.get('/api/display', (_, response) => sendJson(response, 200, feed()));
  routes.get('/api/display/stream', (_, response) => broadcast.open(response, () => stream.opening()));
  return stream;
}

/** Loaded when the first page is asked for: a start does not wait for the words of pages. */
function pages(): typeof import('./pages/display/display-document') {
  return require('./pages/display/display-document');
}
