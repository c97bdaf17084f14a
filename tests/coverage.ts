import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { coverageMap, writeReports } from './coverage/istanbul';
import { fallbacksIn, keep, notExplained, stillOpen, unreachedIn } from './coverage/rest';
import { type ProcessCoverage, Tally } from './coverage/tally';

/**
 * `npm run coverage` runs the tests and tells which lines and branches of the programs they went through (`coverage/README.md`). Arguments choose
 * files, as with `npm test`; bounds and `coverage/rest.yaml` hold for the whole. `--of FOLDER` reports what a run with `NODE_V8_COVERAGE=FOLDER` left
 * there; `--keep FOLDER` also writes down anew what is not reached.
 */

const root = join(__dirname, '..');

/** Of a hundred lines and branches. */
const bounds = { lines: 95, branches: 95 };

const programs = ['firmware', 'hal', 'ota', 'provisioning', 'simulator'];

function main(args: readonly string[]): number {
  const [option, folder = ''] = args;
  if (option === '--of' || option === '--keep')
    return report(folder, { isWhole: true, isKept: option === '--keep' });
  const raw = mkdtempSync(join(tmpdir(), 'tiski-coverage-'));
  try {
    const { status } = spawnSync(process.execPath, ['-r', 'ts-node/register', 'tests/run.ts', ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, NODE_V8_COVERAGE: raw },
    });
    // A failed test takes nothing from what the others went through.
    const told = report(raw, { isWhole: args.length === 0 });
    return status === 0 ? told : 1;
  } finally {
    rmSync(raw, { recursive: true });
  }
}

function report(
  raw: string,
  { isWhole, isKept = false }: { readonly isWhole: boolean; readonly isKept?: boolean },
): number {
  const tally = new Tally(root, sources());
  for (const name of readdirSync(raw)) {
    const counts = countsIn(join(raw, name));
    if (counts) tally.add(counts);
    else print(`${name} was cut short`);
  }
  const files = tally.reached();
  const map = coverageMap(files, path => readFileSync(path, 'utf8'));
  const folder = join(root, 'tests', '.work', 'coverage');
  writeReports(map, folder);
  for (const path of tally.changed) print(`changed while it was measured: ${relative(root, path)}`);
  const { lines, branches } = map.getCoverageSummary().toJSON();
  print(
    `lines ${lines.pct} % (${lines.covered} of ${lines.total}), branches ${branches.pct} % (${branches.covered} of ${branches.total})`,
  );
  print(`line by line: ${relative(root, folder)}/index.html`);
  const fallbacks = fallbacksIn(files);
  print(
    `of the arms not taken, ${fallbacks} are what the type checker wants after a look-up; without them ${percent(branches.covered, branches.total - fallbacks)} %`,
  );
  if (!isWhole) return 0;
  const found = unreachedIn(files, root);
  if (isKept) keep(found);
  const open = notExplained(found);
  for (const line of open) print(line);
  const { statements, branches: arms } = stillOpen();
  print(
    `coverage/rest.yaml: ${statements} statements and ${arms} arms have no reason but that a test is missing`,
  );
  return lines.pct < bounds.lines || branches.pct < bounds.branches || open.length > 0 ? 1 : 0;
}

/** Nothing of a process that was killed while it wrote. */
function countsIn(file: string): ProcessCoverage | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function sources(): string[] {
  return programs.flatMap(program =>
    readdirSync(join(root, program), { recursive: true, encoding: 'utf8' })
      .filter(name => /\.[jt]s$/.test(name) && !name.endsWith('.d.ts'))
      .map(name => join(root, program, name)),
  );
}

function percent(part: number, whole: number): string {
  return ((100 * part) / whole).toFixed(2);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = main(process.argv.slice(2));
