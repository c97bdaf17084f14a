import { readFileSync } from 'node:fs';

/** The titles of the tests in a file, with "…" for what a test puts into its own. */
export function titlesIn(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const calls = text.matchAll(/\btest\(\s*(?:'((?:\\.|[^'\\])*)'|`((?:\\.|[^`\\])*)`|"([^"]*)")/g);
  return [...calls].map(([, single, template, double]) =>
    (single ?? template?.replaceAll(/\$\{[^}]*\}/g, '…') ?? double ?? '').replaceAll(/\\(['`])/g, '$1'),
  );
}
