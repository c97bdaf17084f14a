import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { WebApp } from './http';
import { problem } from './problem';

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
export function addAssets(app: WebApp, prefix: string, folder: string): void {
  const files = new Map(
    readdirSync(folder)
      .filter(isAsset)
      .map(name => [name, read(join(folder, name))]),
  );
  app.get(`${prefix}/:name`, context => {
    const file = files.get(context.req.param('name'));
    if (!file) return problem(context, 'page-unknown', { status: 404 });
    const headers = { 'Cache-Control': 'no-cache', ETag: file.tag, 'Content-Type': file.type };
    if (context.req.header('if-none-match') === file.tag) return context.body(null, 304, headers);
    return context.body(file.content, 200, headers);
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
