import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import { Attempts, bearsSecret, problem } from '../screens/extra-routes';

/**
 * Who may read what a neighbour comes for: with a file, whoever bears the secret in it (RFC 6750), ten wrong ones per address and minute; without,
 * whoever may read the pages of the box. @returns whether the request may go on; if not, it has been answered
 */
export function mayRead(
  file: string | undefined,
  { time, log }: { readonly time: Time; readonly log: Log },
): (request: IncomingMessage, response: ServerResponse) => boolean {
  if (file === undefined) return () => true;
  const attempts = new Attempts(time);
  return (request, response) => {
    const { remoteAddress: address = '' } = request.socket;
    if (!attempts.isOver(address) && bearsSecret(request, file, log)) return true;
    attempts.failed(address);
    response.setHeader('WWW-Authenticate', 'Bearer');
    problem(response, 'neighbour-forbidden', { status: 401 });
    return false;
  };
}
