import { createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

export interface Reply {
  readonly status: number;
  readonly type?: string;
  readonly body?: string | Buffer;
  /** In place of a body: a whole file, of so many bytes. */
  readonly file?: { readonly path: string; readonly bytes: number };
  readonly retryAfter?: number;
}

export async function send(response: ServerResponse, reply: Reply): Promise<void> {
  const { status, type, body = '', file, retryAfter } = reply;
  response.statusCode = status;
  response.setHeader('content-type', type ?? 'text/plain; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  if (typeof body === 'string' && type?.startsWith('application/pk') === true)
    response.setHeader('content-transfer-encoding', 'base64');
  if (type === 'application/csrattrs') response.setHeader('content-transfer-encoding', 'base64');
  if (status === 401) response.setHeader('www-authenticate', 'Basic realm="claim"');
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
  // What is left of a refused request is not read.
  if (status === 413) response.setHeader('connection', 'close');
  if (!file) return void response.end(body);
  response.setHeader('content-length', file.bytes);
  await pipeline(createReadStream(file.path), response);
}
