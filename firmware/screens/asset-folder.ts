import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { extname, join } from 'node:path';
import { problem } from './problem';
import type { Routes } from './routes';
import { sendBytes } from './send';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Serves the files of a folder made by `buildAssets`, each read when it is first asked for and then held in memory, packed for whoever takes that. A
 * browser asks again each time (`no-cache`) and is told in a header line that nothing changed, so a new version never meets an old page.
 * @param prefix where they stand, such as `/assets`
 */
export function addAssets(routes: Routes, prefix: string, folder: string): void {
  const typesByName = new Map(
    readdirSync(folder).flatMap(name => {
      const type = types[extname(name)];
      return type === undefined ? [] : [[name, type] as const];
    }),
  );
  const files = new Map<string, Asset>();
  routes.get(`${prefix}/:name`, (request, response, { name = '' }) => {
    const type = typesByName.get(name);
    if (type === undefined) return problem(response, 'page-unknown');
    const file = files.get(name) ?? read(join(folder, name));
    files.set(name, file);
    response.setHeader('Cache-Control', 'no-cache');
    response.setHeader('ETag', file.tag);
    response.setHeader('Vary', 'Accept-Encoding');
    if (request.headers['if-none-match'] !== file.tag) {
      if (!file.packed || !takesPacked(request)) return sendBytes(response, 200, type, file.content);
      response.setHeader('Content-Encoding', 'gzip');
      return sendBytes(response, 200, type, file.packed);
    }
    response.statusCode = 304;
    response.end();
  });
}

/** Chromium takes gzip from any host, and brotli only from those with a certificate. */
function takesPacked({ headers: { 'accept-encoding': accepted = '' } }: IncomingMessage): boolean {
  return /\bgzip\b/.test(String(accepted));
}

interface Asset {
  readonly content: string;
  readonly packed?: Buffer;
  readonly tag: string;
}

function read(path: string): Asset {
  const content = readFileSync(path, 'utf8');
  const packed = `${path}.gz`;
  // Weak: it names the content, packed or not (RFC 9110, 8.8.3.3).
  const tag = `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
  return {
    content,
    ...(existsSync(packed) && { packed: readFileSync(packed) }),
    tag,
  };
}
