import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import { mostReportBytes, type RingReports } from '../places/ring-reports';
import { Attempts } from './attempts';
import { bearsSecret } from './bearer';
import { problem } from './problem';
import { readJson } from './read-json';
import type { Routes } from './routes';

export interface RingRouteOptions {
  readonly reports: RingReports;
  /** The file that holds the secret of each device; a device without one takes nothing by HTTP. */
  readonly secretFiles: ReadonlyMap<string, string>;
  readonly time: Time;
  readonly log: Log;
}

/**
 * `POST /api/ring/{device}`: another program reports ringing (RNG-23), with the secret of that device as a bearer token. Answers 204 once the
 * device has it. An unknown device is answered like a wrong secret. Nothing of a report is logged: it can name a caller.
 */
export function addRingRoute(routes: Routes, { reports, secretFiles, time, log }: RingRouteOptions): void {
  const attempts = new Attempts(time);
  routes.post('/api/ring/:device', async (request, response, { device = '' }) => {
    const { remoteAddress: address = '' } = request.socket;
    if (attempts.isOver(address)) return problem(response, 'ring-report-limited');
    if (!bearsSecret(request, secretFiles.get(device), log)) {
      attempts.failed(address);
      response.setHeader('WWW-Authenticate', 'Bearer');
      return problem(response, 'ring-report-forbidden');
    }
    const body = await readJson(request, mostReportBytes);
    if (!body.ok) return problem(response, 'command-invalid', body);
    if (!reports.take(device, body.value)) return problem(response, 'command-invalid');
    response.writeHead(204).end();
  });
}
