import { type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import { type ClientIdentity, connectionError, connectToRegion, type ServerTrust } from './region-connection';

export interface Exchange {
  readonly url: URL;
  readonly trust: ServerTrust;
  readonly time: Time;
  readonly identity?: ClientIdentity | undefined;
  /** For HTTP Basic authentication, `user:password`. */
  readonly login?: string | undefined;
  readonly body?: { readonly type: string; readonly text: string } | SentPieces;
  /** GET without a body, POST with one, if left out. */
  readonly method?: 'PUT' | 'HEAD';
  /** Connecting, sending and receiving together, ms. */
  readonly patience?: number;
  /** Takes a good answer (200) piece by piece; its `body` is empty then. `most`: bytes. */
  readonly into?: { readonly most: number; take(piece: Buffer): void };
}

/** More than is held in memory. */
export interface SentPieces {
  readonly type: string;
  readonly bytes: number;
  readonly pieces: Iterable<Buffer>;
}

export interface Answer {
  readonly status: number;
  /** Lower case, without parameters; empty if there is none. */
  readonly type: string;
  /** Seconds; nothing if it is not said, or by a date. */
  readonly retryAfter: number | undefined;
  readonly body: Buffer;
}

/** Connecting, sending and receiving together, ms. */
const usualPatience = 30_000;

/** A set of 16 certificates with large RSA keys, in base64, takes half of it; bytes. */
const mostBytes = 64 * 1024;

/**
 * One request on a connection of its own. Redirects are not followed: they would take a claim to somebody else.
 * @throws TiskiError `region-unreachable`, `region-untrusted`, `region-refuses`, `est-answer-large`
 */
export async function exchange(options: Exchange): Promise<Answer> {
  const { url, trust, identity, login, body, time, method, into } = options;
  const { patience = usualPatience } = options;
  const limit = new AbortController();
  const timer = time.after(patience, 'est answer', () => limit.abort());
  try {
    const socket = await connectToRegion({ url, trust, identity, signal: limit.signal });
    try {
      return await new Promise((resolve, reject) => {
        const failed = (error: unknown) => reject(connectionError(error, url));
        const ask = request({
          method: method ?? (body ? 'POST' : 'GET'),
          path: url.pathname,
          createConnection: () => socket,
          signal: limit.signal,
          headers: {
            host: url.host,
            connection: 'close',
            ...(login !== undefined && { authorization: `Basic ${Buffer.from(login).toString('base64')}` }),
            ...(body && {
              'content-type': body.type,
              'content-length': 'text' in body ? Buffer.byteLength(body.text) : body.bytes,
              ...('text' in body && { 'content-transfer-encoding': 'base64' }),
            }),
          },
        });
        ask.on('error', failed);
        ask.on('response', response => readAnswer(response, into).then(resolve, failed));
        if (body && 'pieces' in body) pipeline(Readable.from(body.pieces), ask).catch(failed);
        else ask.end(body?.text);
      });
    } finally {
      socket.destroy();
    }
  } finally {
    timer.cancel();
  }
}

async function readAnswer(response: IncomingMessage, into: Exchange['into']): Promise<Answer> {
  const parts: Buffer[] = [];
  const sink = response.statusCode === 200 ? into : undefined;
  const most = sink?.most ?? mostBytes;
  let bytes = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > most) throw new TiskiError('est-answer-large', `more than ${most} bytes`);
    if (sink) sink.take(part);
    else parts.push(part);
  }
  const { statusCode: status = 0, headers } = response;
  const { 'content-type': contentType = '', 'retry-after': retryAfter = '' } = headers;
  const [type = ''] = contentType.split(';');
  return {
    status,
    type: type.trim().toLowerCase(),
    retryAfter: /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : undefined,
    body: Buffer.concat(parts),
  };
}
