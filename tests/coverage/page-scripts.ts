import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAssets } from '../../firmware/screens/build-assets';
import { pageAddress } from '../support/page-coverage';
import type { PageScript } from './tally';

/** Scripts of the pages as a box serves them, beside the source maps that a box does not have; by their addresses in what pages leave behind. */
export function pageScripts(root: string, folders: readonly string[]): Map<string, PageScript> {
  const out = mkdtempSync(join(tmpdir(), 'tiski-pages-'));
  const scripts = new Map<string, PageScript>();
  try {
    for (const [index, sources] of folders.entries()) {
      const folder = join(out, String(index));
      buildAssets(folder, join(root, sources), { sourceMaps: true });
      for (const name of readdirSync(folder).filter(name => name.endsWith('.js'))) {
        const text = readFileSync(join(folder, name), 'utf8');
        const data = JSON.parse(readFileSync(join(folder, `${name}.map`), 'utf8'));
        const lineLengths = text.split('\n').map(line => line.length);
        scripts.set(pageAddress(text), { folder, data, lineLengths });
      }
    }
  } finally {
    rmSync(out, { recursive: true });
  }
  return scripts;
}
