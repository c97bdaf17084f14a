import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Reached } from './tally';

/** What of a file no test reaches. */
export interface Unreached {
  readonly statements: number;
  readonly branches: number;
}

interface Entry extends Unreached {
  /** Names of reasons. */
  readonly why: readonly string[];
}

/** `rest.yaml`: what is known not to be reached, by file, and why. */
interface Rest {
  readonly reasons: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, Entry>>;
}

const home = join(__dirname, 'rest.yaml');

/** Of a file whose reason nobody has written down. */
const open = 'open';

const head = `# What the tests do not reach, by file: so many statements and arms of branches, and why. A file that has more fails \`npm run coverage\`.
# \`npm run coverage -- --keep FOLDER\` counts anew and keeps the reasons. See README.md.
`;

/**
 * By path from `root`. What the type checker wants after a look-up explains itself and is not among it; see `fallbacksIn`.
 */
export function unreachedIn(files: ReadonlyMap<string, Reached>, root: string): Map<string, Unreached> {
  return new Map(
    [...files].map(([path, file]) => [
      relative(root, path),
      {
        statements: file.statements.filter(count => count === 0).length,
        branches: armsNotTaken(file, false),
      },
    ]),
  );
}

/** Fallbacks after look-ups that were never needed. */
export function fallbacksIn(files: ReadonlyMap<string, Reached>): number {
  return [...files.values()].reduce((sum, file) => sum + armsNotTaken(file, true), 0);
}

function armsNotTaken({ places, branches }: Reached, areFallbacks: boolean): number {
  return places.branches
    .flatMap(({ arms }, index) => arms.filter((_, arm) => branches[index]?.[arm] === 0))
    .filter(({ isFallback = false }) => isFallback === areFallbacks).length;
}

/** What the list does not explain. */
export function notExplained(found: ReadonlyMap<string, Unreached>): string[] {
  const { reasons, files } = read();
  const more = [...found].flatMap(([path, { statements, branches }]) => {
    const known = files[path] ?? { statements: 0, branches: 0, why: [] };
    return statements > known.statements || branches > known.branches
      ? `${path}: ${statements} statements and ${branches} arms are not reached, ${known.statements} and ${known.branches} are listed`
      : [];
  });
  const wrong = Object.entries(files).flatMap(([path, { why }]) => [
    ...(found.has(path) ? [] : [`${path}: listed, but not there`]),
    ...why.filter(name => !Object.hasOwn(reasons, name)).map(name => `${path}: no reason is called ${name}`),
  ]);
  return [...more, ...wrong];
}

/** Statements and arms that are listed without a reason of their own. */
export function stillOpen(): Unreached {
  const without = Object.values(read().files).filter(({ why }) => why.includes(open));
  return {
    statements: without.reduce((sum, { statements }) => sum + statements, 0),
    branches: without.reduce((sum, { branches }) => sum + branches, 0),
  };
}

/** Writes the list anew, with the reasons that it has. */
export function keep(found: ReadonlyMap<string, Unreached>): void {
  const { reasons, files } = read();
  const listed = [...found]
    .filter(([, { statements, branches }]) => statements + branches > 0)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, { statements, branches }]) => {
      const why = files[path]?.why ?? [open];
      return `  ${path}: { statements: ${statements}, branches: ${branches}, why: [${why.join(', ')}] }\n`;
    });
  writeFileSync(home, `${head}${stringify({ reasons }, { lineWidth: 0 })}files:\n${listed.join('')}`);
}

function read(): Rest {
  return existsSync(home) ? parse(readFileSync(home, 'utf8')) : { reasons: {}, files: {} };
}
