import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * `npm run coverage` runs the tests, whole or those that match, and tells what of the programs they went through: of every process that took
 * part, bundled ones by their source maps. `tests/.work/coverage` has it line by line as a page. Ends with 1 below the bounds.
 */

const root = join(__dirname, '..');

/** Of a hundred lines and branches. */
const bounds = { lines: 95, branches: 95 };

const programs = ['firmware', 'hal', 'ota', 'provisioning', 'simulator'];

/** Runs in Chromium, whose coverage is not taken; the pages' tests drive it. */
const inBrowser = '**/browser-page/**';

function main(chosen: readonly string[]): number {
  const raw = mkdtempSync(join(tmpdir(), 'tiski-coverage-'));
  const node = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...more } })
      .status ?? 1;
  try {
    const tested = node(['-r', 'ts-node/register', 'tests/run.ts', ...chosen], { NODE_V8_COVERAGE: raw });
    const told = node([
      require.resolve('c8/bin/c8.js'),
      'report',
      ...['--temp-directory', raw, '--reports-dir', join('tests', '.work', 'coverage')],
      ...['--reporter', 'text', '--reporter', 'html', '--skip-full'],
      ...programs.flatMap(folder => ['--include', `${folder}/**/*.ts`]),
      ...['--exclude', inBrowser, '--all'],
      ...Object.entries(bounds).flatMap(([what, bound]) => [`--${what}`, String(bound)]),
      '--check-coverage',
    ]);
    return tested || told;
  } finally {
    rmSync(raw, { recursive: true });
  }
}

process.exitCode = main(process.argv.slice(2));
