import type { IncomingMessage } from 'node:http';

export type Body =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly status: 400 | 413 | 415; readonly detail: string };

/**
 * The JSON body of a request. Only `application/json` is taken: a form of another site can send anything else without asking.
 * @param limit bytes; what is longer is not read to its end
 */
export async function readJson(incoming: IncomingMessage, limit: number): Promise<Body> {
  const type = incoming.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    return { ok: false, status: 415, detail: 'the content type must be application/json' };
  }
  const chunks: Buffer[] = [];
  let size = Number(incoming.headers['content-length'] ?? 0);
  if (size <= limit) {
    size = 0;
    // Leaving the loop must not destroy the connection that is to carry the answer.
    const chunksIn: AsyncIterable<Buffer> = incoming.iterator({ destroyOnReturn: false });
    for await (const chunk of chunksIn) {
      size += chunk.length;
      if (size > limit) break;
      chunks.push(chunk);
    }
  }
  if (size > limit) return { ok: false, status: 413, detail: `the body is longer than ${limit} bytes` };
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
  } catch {
    return { ok: false, status: 400, detail: 'the body is not JSON' };
  }
}
