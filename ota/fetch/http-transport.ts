import { get, type IncomingMessage } from 'node:http';
import { get as getSecurely } from 'node:https';
import type { SecureContextOptions } from 'node:tls';
import { messageOf, TiskiError } from '../../hal/platform/error';
import type { Incoming, Transport } from './transport';

export interface HttpTransportOptions {
  /** Own certificate, key and the authorities that the box trusts; Node's own list without. */
  readonly tls?: SecureContextOptions;
  /** Silence before the first byte of an answer and between bytes, ms. */
  readonly silence: number;
  readonly userAgent: string;
}

/**
 * Any web server that serves plain files. Redirects are not followed: the repository is where the site file says, and a login page of a
 * hotel network is no repository.
 */
export function httpTransport(options: HttpTransportOptions): Transport {
  return (url, from) =>
    new Promise((resolve, reject) => {
      const headers = {
        'user-agent': options.userAgent,
        // Lengths and ranges count bytes of the file itself.
        'accept-encoding': 'identity',
        ...(from > 0 ? { range: `bytes=${from}-` } : {}),
      };
      const fail = (error: Error) =>
        reject(new TiskiError('update-unreachable', `${url.host}: ${messageOf(error)}`, { cause: error }));
      const answered = (response: IncomingMessage) => {
        const incoming = incomingOf(response, from);
        if (incoming) return resolve(incoming);
        response.destroy();
        const { statusCode: status = 0 } = response;
        // tuf-js reads 403 as "not there" as well: object stores answer so.
        if (status === 404 || status === 403) reject(new TiskiError('update-not-found', url.pathname));
        else
          reject(new TiskiError('update-unreachable', `${url.host} answered ${status} to ${url.pathname}`));
      };
      const request =
        url.protocol === 'https:'
          ? getSecurely(url, { headers, agent: false, ...options.tls }, answered)
          : get(url, { headers, agent: false }, answered);
      request.setNoDelay(true);
      request.setTimeout(options.silence, () => request.destroy(new Error('silent')));
      request.on('error', fail);
    });
}

function incomingOf(response: IncomingMessage, from: number): Incoming | undefined {
  const { statusCode } = response;
  const partial = statusCode === 206 && from > 0 && startOf(response.headers['content-range']) === from;
  if (statusCode !== 200 && !partial) return undefined;
  const length = Number(response.headers['content-length'] ?? Number.NaN);
  return {
    chunks: response,
    from: partial ? from : 0,
    announced: Number.isSafeInteger(length) ? length : undefined,
    close: () => response.destroy(),
  };
}

function startOf(range: string | undefined): number | undefined {
  const match = range?.match(/^bytes (\d+)-/);
  return match ? Number(match[1]) : undefined;
}
