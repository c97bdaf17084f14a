import { createRequire } from 'node:module';
import type { Span } from './places';
import type { Reached } from './tally';

/** Istanbul's own form of coverage, so that its reports can be used. */

interface Position {
  readonly line: number;
  readonly column: number;
}

/** Of Istanbul's libraries what is used here; they come with c8. */
interface Istanbul {
  coverage: { createCoverageMap(data: object): CoverageMap };
  report: { createContext(options: object): object };
  reports: { create(name: string, options: object): { execute(context: object): void } };
}

interface CoverageMap {
  getCoverageSummary(): {
    toJSON(): Record<
      'lines' | 'branches' | 'statements' | 'functions',
      { readonly pct: number; total: number; covered: number }
    >;
  };
}

const ofC8 = createRequire(require.resolve('c8'));
const istanbul: Istanbul = {
  coverage: ofC8('istanbul-lib-coverage'),
  report: ofC8('istanbul-lib-report'),
  reports: ofC8('istanbul-reports'),
};

export function coverageMap(
  files: ReadonlyMap<string, Reached>,
  textOf: (path: string) => string,
): CoverageMap {
  return istanbul.coverage.createCoverageMap(
    Object.fromEntries(
      [...files].map(([path, file]) => [path, fileCoverage(path, file, positions(textOf(path)))]),
    ),
  );
}

export function writeReports(map: CoverageMap, dir: string): void {
  const context = istanbul.report.createContext({ dir, coverageMap: map, defaultSummarizer: 'nested' });
  istanbul.reports.create('text', { skipFull: true, maxCols: 140 }).execute(context);
  istanbul.reports.create('html', {}).execute(context);
  istanbul.reports.create('json', {}).execute(context);
}

function fileCoverage(
  path: string,
  { places, statements, functions, branches }: Reached,
  at: (offset: number) => Position,
) {
  const range = ({ start, end }: Span) => ({ start: at(start), end: at(end) });
  const known = <T>(all: readonly T[], counts: readonly (number | undefined)[]) =>
    all.flatMap((place, index) => (counts[index] === undefined ? [] : [{ place, count: counts[index] }]));
  const numbered = <T>(values: readonly T[]) => Object.fromEntries(values.entries());
  const s = known(places.statements, statements);
  const f = known(places.functions, functions);
  const b = places.branches.map((branch, index) => ({
    branch,
    arms: known(branch.arms, branches[index] ?? []),
  }));
  return {
    path,
    statementMap: numbered(s.map(({ place }) => range(place))),
    s: numbered(s.map(({ count }) => count)),
    fnMap: numbered(
      f.map(({ place }) => ({
        name: place.name,
        decl: range(place),
        loc: range(place),
        line: at(place.start).line,
      })),
    ),
    f: numbered(f.map(({ count }) => count)),
    branchMap: numbered(
      b.map(({ branch, arms }) => ({
        type: branch.kind,
        loc: range(branch.span),
        locations: arms.map(({ place }) => range(place)),
        line: at(branch.span.start).line,
      })),
    ),
    b: numbered(b.map(({ arms }) => arms.map(({ count }) => count))),
  };
}

function positions(text: string): (offset: number) => Position {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return offset => {
    let [from, to] = [0, starts.length];
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if ((starts[middle] ?? offset) <= offset) from = middle;
      else to = middle;
    }
    return { line: from + 1, column: offset - (starts[from] ?? 0) };
  };
}
