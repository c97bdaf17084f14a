import type { Time } from '../../hal/platform/time';
import type { SiteNow } from '../configuration/site-now';
import type { Runtime } from '../runtime';
import { admitsToFeed, admitsToPage } from './access/access-routes';
import type { Door } from './access/door';
import { counterView } from './counter-view';
import type { UpdateNotice } from './pages/shell/update-notice';
import { problem } from './problem';
import { queryOf } from './query-of';
import type { OtherCallers } from './ring-views';
import type { Routes } from './routes';
import { sendHtml, sendJson } from './send';

export interface CounterRouteOptions {
  readonly site: SiteNow;
  readonly runtime: Runtime;
  readonly time: Time;
  readonly door: Door;
  readonly callers?: OtherCallers;
  /** What staff are told of a new release. */
  readonly update?: () => UpdateNotice | undefined;
}

/**
 * - `GET /counter/{id}`: the panel of a counter, for a browser that came in by its link;
 * - `GET /api/counter/{id}`: what it shows, for that browser and for programs on the box.
 */
export function addCounterRoute(routes: Routes, options: CounterRouteOptions): void {
  const { site, runtime, time, door, callers } = options;
  const told = () => {
    const update = options.update?.();
    return { ...(callers && { callers }), ...(update && { update }) };
  };
  const counterOf = (id: string) => site.now.counters.find(counter => counter.id === id);
  const source = () => ({ site: site.now, runtime, ...told(), at: time.now() });

  routes.get('/counter/:id', (request, response, { id = '' }) => {
    const counter = counterOf(id);
    if (!counter) return problem(response, 'counter-unknown');
    if (!admitsToPage({ door, site }, request, response, { role: 'counter', place: id })) return;
    const query = queryOf(request);
    sendHtml(response, pages().counterDocument(counterView(source(), counter), query));
  });

  routes.get('/api/counter/:id', (request, response, { id = '' }) => {
    const counter = counterOf(id);
    if (!counter) return problem(response, 'counter-unknown');
    if (!admitsToFeed(door, request, response, { role: 'counter', place: id })) return;
    sendJson(response, 200, counterView(source(), counter));
  });
}

/** Loaded when the first panel is asked for: a start does not wait for the words of pages. */
function pages(): typeof import('./pages/counter/counter-document') {
  return require('./pages/counter/counter-document');
}
