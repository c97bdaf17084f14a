import type { ExtraRoutes } from '../../screens/extra-routes';
import { sendBytes } from '../../screens/send';
import type { MetricSource } from './metric';

/** `/metrics`. What it needs is loaded at the first scrape; most boxes never have one. */
export function metricsRoute(source: MetricSource): ExtraRoutes {
  return {
    links: [],
    add(routes) {
      routes.get('/metrics', (_, response) => {
        const { metricsText } = require('./metrics') as typeof import('./metrics.js');
        const { expositionType } = require('./exposition') as typeof import('./exposition.js');
        sendBytes(response, 200, expositionType, metricsText(source));
      });
    },
  };
}
