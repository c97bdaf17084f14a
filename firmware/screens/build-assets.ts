import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Where the sources of this folder's pages stand. */
export const pageSources = join(__dirname, 'browser-page');

/**
 * Bundles the scripts and style sheets of pages for the browser, for development and for the program that ships. Each `*-page.ts` and
 * `*-page.css` becomes one file of the same name in `outDir`; everything else is what they import.
 * @param sources folder of the sources
 */
export async function buildAssets(outDir: string, sources: string = pageSources): Promise<void> {
  const entries = readdirSync(sources).filter(name => /-page\.(ts|css)$/.test(name));
  await build({
    entryPoints: entries.map(name => join(sources, name)),
    outdir: outDir,
    bundle: true,
    format: 'esm',
    // Kiosk browsers are renewed seldom: what Debian 12 and the tablets of 2021 understand.
    target: ['chrome90', 'firefox91', 'safari15'],
    minify: true,
    logLevel: 'warning',
  });
}
