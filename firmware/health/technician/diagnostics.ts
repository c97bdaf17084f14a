import { freemem, loadavg, release, totalmem, uptime } from 'node:os';
import { withoutSecrets } from '../../log-tail';
import { type TechnicianSource, technicianView } from './technician-view';

/**
 * All that a helpdesk asks for in one file of JSON: versions, health with words, counters, the devices of the site file, the log. Secrets are in
 * files of their own and not in it; nor is the directory of callers, nor anything of customers.
 */
export function diagnostics(source: TechnicianSource): string {
  const { site, runtime, hal } = source;
  const { site: id, devices, mqtt, http, journal: budget } = site.now;
  const { epoch, last, waiting } = runtime.journal;
  const bundle = {
    made: new Date(source.time.now()).toISOString(),
    site: id,
    ...technicianView(source, 'en', true),
    machine: {
      system: `${process.platform} ${process.arch} ${release()}`,
      uptimeSeconds: Math.round(uptime()),
      load: loadavg(),
      memoryBytes: { total: totalmem(), free: freemem(), program: process.memoryUsage.rss() },
    },
    journal: { epoch, last, waiting, ...budget },
    hung: hal.hung,
    siteFile: { devices, mqtt, http },
  };
  return withoutSecrets(JSON.stringify(bundle, undefined, 2));
}
