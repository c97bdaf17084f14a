import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
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
 * Serves the files of a folder made by `buildAssets`, read once and held in memory: some ten kilobytes. A browser asks again each
 * time (`no-cache`) and is told in a header line that nothing changed, so a new version never meets an old page.
 * @param prefix where they stand, such as `/assets`
 */
export function addAssets(routes: Routes, prefix: string, folder: string): void {
  const files = new Map(
    readdirSync(folder)
      .filter(isAsset)
      .map(name => [name, read(join(folder, name))]),
  );
  routes.get(`${prefix}/:name`, (request, response, { name = '' }) => {
    const file = files.get(name);
    if (!file) return problem(response, 'page-unknown');
    response.setHeader('Cache-Control', 'no-cache');
    response.setHeader('ETag', file.tag);
    if (request.headers['if-none-match'] !== file.tag) {
      return sendBytes(response, 200, file.type, file.content);
    }
    response.statusCode = 304;
    response.end();
  });
}

function isAsset(name: string): boolean {
  return extname(name) in types;
}

function read(path: string): { content: string; tag: string; type: string } {
  const content = readFileSync(path, 'utf8');
  const tag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
  return { content, tag, type: types[extname(path)] ?? 'application/octet-stream' };
}
