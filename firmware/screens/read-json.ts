import type { IncomingMessage } from 'node:http';

/** Bytes that a body may have. The longest command is far below 1 KiB. */
export const bodyLimit = 16 * 1024;

/** Bytes of a refused body that are read and dropped so that its sender gets the answer; then the connection ends. */
const mostDropped = 1024 * 1024;

export type Body =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly status: 400 | 413 | 415; readonly detail: string };

const otherType: Body = { ok: false, status: 415, detail: 'the content type must be application/json' };
const notJson: Body = { ok: false, status: 400, detail: 'the body is not JSON' };
const brokenOff: Body = { ok: false, status: 400, detail: 'the body ends before its end' };

/**
 * The JSON body of a request, read from Node's own stream. Only `application/json` is taken: a form of another site can send anything
 * else without asking. A body beyond `limit` bytes is refused as soon as that shows, not at its end.
 */
export function readJson(request: IncomingMessage, limit = bodyLimit): Promise<Body> {
  const { 'content-type': type, 'content-length': announced = 0 } = request.headers;
  if (!isJson(type)) return Promise.resolve(otherType);
  const tooLong: Body = { ok: false, status: 413, detail: `the body is longer than ${limit} bytes` };
  return new Promise(resolve => {
    if (Number(announced) > limit) resolve(tooLong);
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else resolve(tooLong);
      if (size > mostDropped) request.destroy();
    });
    request.on('end', () => resolve(size <= limit ? parsed(chunks) : tooLong));
    request.on('close', () => resolve(brokenOff));
  });
}

function isJson(type = ''): boolean {
  return type === 'application/json' || type.split(';')[0]?.trim().toLowerCase() === 'application/json';
}

function parsed(chunks: readonly Buffer[]): Body {
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(chunks).toString()) };
  } catch {
    return notJson;
  }
}
