import { type IncomingMessage, type OutgoingHttpHeaders, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { codeOf, TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import { readNamedFile } from '../config/named-file';

/** How a neighbour is reached. Files are read for each request: neither a new secret nor a new authority needs a restart. */
export interface Peer {
  readonly url: string;
  /** File with a secret that is sent as a bearer token (RFC 6750). */
  readonly tokenFile?: string;
  /** PEM file with the authorities that may vouch for the server. */
  readonly ca?: string;
}

export interface Exchange {
  readonly method: 'GET' | 'POST';
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** At most `mostBytes` of it. */
  readonly body: string;
}

/** An exchange that takes longer is given up, ms. */
const patience = 15_000;

/** Of an answer, bytes. A directory of some ten thousand offices fits. */
const mostBytes = 4 * 1024 * 1024;

/** What Node calls failures of TLS. */
const untrusted = /^ERR_(SSL|TLS)_|CERT|_LEAF_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH/;

/**
 * One request and its whole answer, whatever its status. Redirections are answers: a token goes where the site file says and nowhere else.
 * @throws TiskiError `neighbour-unreachable`, `neighbour-untrusted`, `neighbour-silent`, `neighbour-too-long`, `site-file-missing`,
 * `site-file-unreadable`; never with the address in it, which may be a secret
 */
export async function exchange(
  peer: Peer,
  { method, headers, body }: Exchange,
  { time, signal }: { readonly time: Time; readonly signal: AbortSignal },
): Promise<Answer> {
  const limit = new AbortController();
  const timer = time.after(patience, 'neighbour patience', () => limit.abort());
  try {
    const url = new URL(peer.url);
    const send = url.protocol === 'https:' ? secureRequest : plainRequest;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      send(
        url,
        {
          method,
          // No agent: nothing stays open between two exchanges.
          agent: false,
          signal: AbortSignal.any([signal, limit.signal]),
          ...(peer.ca !== undefined && { ca: readNamedFile(peer.ca).content }),
          headers: {
            ...headers,
            'accept-encoding': 'identity',
            ...(peer.tokenFile !== undefined && { authorization: `Bearer ${secretIn(peer.tokenFile)}` }),
            ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
          },
        },
        resolve,
      )
        .on('error', reject)
        .end(body);
    });
    return { status: response.statusCode ?? 0, headers: response.headers, body: await textOf(response) };
  } catch (error) {
    throw limit.signal.aborted ? new TiskiError('neighbour-silent') : explained(error);
  } finally {
    timer.cancel();
  }
}

/** The secret that a file holds. @throws TiskiError `site-file-missing`, `site-file-unreadable` */
export function secretIn(file: string): string {
  return readNamedFile(file).content.toString('utf8').trim();
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw new TiskiError('neighbour-too-long', `more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function explained(error: unknown): TiskiError {
  if (error instanceof TiskiError) return error;
  const code = codeOf(error);
  return new TiskiError(untrusted.test(code) ? 'neighbour-untrusted' : 'neighbour-unreachable', code);
}
