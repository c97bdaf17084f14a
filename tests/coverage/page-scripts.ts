import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildAssets } from '../../firmware/screens/build-assets';
import type { KnownMap } from './tally';

const root = join(__dirname, '..', '..');

const folders = [
  'firmware/screens/browser-page',
  'simulator/bench-page/browser-page',
  'provisioning/commissioning/browser-page',
];

/** Source maps of what the pages run, by its text: a box serves none. */
export function pageScripts(): Map<string, KnownMap> {
  const out = mkdtempSync(join(tmpdir(), 'tiski-pages-'));
  const scripts = new Map<string, KnownMap>();
  try {
    for (const [index, sources] of folders.entries()) {
      const folder = join(out, String(index));
      buildAssets(folder, join(root, sources), { sourceMaps: true });
      for (const name of readdirSync(folder).filter(name => name.endsWith('.js'))) {
        const text = readFileSync(join(folder, name), 'utf8');
        const map = JSON.parse(readFileSync(join(folder, `${name}.map`), 'utf8'));
        const data = { ...map, sources: map.sources.map((source: string) => resolve(folder, source)) };
        scripts.set(text, { data, lineLengths: text.split('\n').map(line => line.length) });
      }
    }
  } finally {
    rmSync(out, { recursive: true });
  }
  return scripts;
}
