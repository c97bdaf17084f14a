import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { isTiskiError, messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import { guard } from './guard';
import { problem } from './problem';
import type { Routes } from './routes';

export interface RequestListenerOptions {
  readonly routes: Routes;
  /** Host names of the box, see `guard`. */
  readonly hostNames: readonly string[];
  readonly log: Log;
}

/** What Node calls for every request: the guard, then the route, then an answer for whatever went wrong in it. */
export function requestListener({ routes, hostNames, log }: RequestListenerOptions): RequestListener {
  const admits = guard(hostNames);
  const failed = (request: IncomingMessage, response: ServerResponse, error: unknown): void => {
    if (!isTiskiError(error)) {
      const path = request.url?.split('?')[0];
      log.error({ error: messageOf(error), path }, 'a request failed');
    }
    if (response.headersSent) response.destroy();
    else problem(response, isTiskiError(error) ? error.code : 'internal-error');
  };
  return (request, response) => {
    if (!admits(request, response)) return;
    try {
      routes.dispatch(request, response)?.catch(error => failed(request, response, error));
    } catch (error) {
      failed(request, response, error);
    }
  };
}
