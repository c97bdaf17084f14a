import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import { mostReportBytes, type RingReports } from '../places/ring-reports';
import { Attempts } from './attempts';
import { problem } from './problem';
import { readJson } from './read-json';
import type { Routes } from './routes';

/** A shorter secret could be guessed; one that is too short lets nobody in. */
const shortestSecret = 16;

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
    const address = request.socket.remoteAddress ?? '';
    if (attempts.isOver(address)) return problem(response, 'ring-report-limited');
    if (!isRight(tokenOf(request), secretOf(secretFiles.get(device), log))) {
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

/** Read for each report, so that a changed secret needs no restart. */
function secretOf(file: string | undefined, log: Log): string | undefined {
  if (file === undefined) return undefined;
  try {
    const secret = readFileSync(file, 'utf8').trim();
    if (secret.length >= shortestSecret) return secret;
    log.error({ file }, `the secret of a ring source has less than ${shortestSecret} characters`);
  } catch (error) {
    log.error({ file, error: messageOf(error) }, 'the secret of a ring source cannot be read');
  }
  return undefined;
}

/** RFC 6750, 2.1. */
function tokenOf({ headers }: IncomingMessage): string {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
}

/** In a time that tells nothing of how much of it is right. */
function isRight(token: string, secret: string | undefined): boolean {
  const same = timingSafeEqual(digest(token), digest(secret ?? ''));
  return same && secret !== undefined;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
