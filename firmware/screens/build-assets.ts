import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';

/**
 * Bundles the scripts and style sheets of pages for the browser. Each `*-page.ts`, `*-page.css` and `*.svg` in `sources` becomes one
 * file of the same name in `outDir`, and a packed one beside it (`.gz`); everything else there is what they import. Without imports of ours and without types to compile, so that
 * the plain JavaScript of the build can load it too.
 * @param sources folder of the sources, such as `firmware/screens/browser-page`
 * @param options source maps are for measuring coverage; a box serves none
 */
export function buildAssets(
  outDir: string,
  sources: string,
  { sourceMaps = false }: { readonly sourceMaps?: boolean } = {},
): void {
  const entries = readdirSync(sources).filter(name => /(-page\.(ts|css)|\.svg)$/.test(name));
  buildSync({
    entryPoints: entries.map(name => join(sources, name)),
    outdir: outDir,
    loader: { '.svg': 'copy' },
    bundle: true,
    format: 'esm',
    // Kiosk browsers are renewed seldom: what Debian 12 and the tablets of 2021 understand.
    target: ['chrome90', 'firefox91', 'safari15'],
    minify: true,
    legalComments: 'none',
    logLevel: 'error',
    sourcemap: sourceMaps ? 'external' : false,
  });
  for (const entry of entries) {
    const file = join(outDir, entry.replace(/\.ts$/, '.js'));
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
  }
}
