import { type ExtraRoutes, problem } from '../../screens/extra-routes';
import { sendBytes } from '../../screens/send';
import type { MetricSource } from './metric';

/** `/metrics`, for programs on the box and for who bears a token. What it needs is loaded at the first scrape; most boxes never have one. */
export function metricsRoute(source: MetricSource): ExtraRoutes {
  return {
    links: [],
    add(routes, { door }) {
      routes.get('/metrics', (request, response) => {
        if (!door.isStaff(request)) return problem(response, 'not-allowed');
        const { metricsText } = require('./metrics') as typeof import('./metrics.js');
        const { expositionType } = require('./exposition') as typeof import('./exposition.js');
        sendBytes(response, 200, expositionType, metricsText(source));
      });
    },
  };
}
