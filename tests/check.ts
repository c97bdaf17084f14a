import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { writeGenerated } from './generated-files';

/** `npm run check`: types, lint and format, import rules, generated files up to date. Shows everything that is wrong, not the first. */

const root = join(__dirname, '..');
const tool = (name: string) => join(root, 'node_modules', '.bin', name);

/** The browser's code has a library of its own. */
const typeProjects = [
  '.',
  'firmware/screens/browser-page',
  'simulator/bench-page/browser-page',
  'provisioning/commissioning/browser-page',
];

const checks: readonly { readonly name: string; readonly run: () => boolean }[] = [
  { name: 'types', run: () => typeProjects.every(project => succeeds(tool('tsc'), ['-p', project])) },
  { name: 'lint and format', run: () => succeeds(tool('biome'), ['check', '--error-on-warnings', '.']) },
  {
    name: 'import rules',
    run: () =>
      succeeds(tool('depcruise'), [
        '--config',
        '.dependency-cruiser.cjs',
        'firmware',
        'hal',
        'simulator',
        'provisioning',
        'ota',
        'tests',
      ]),
  },
  {
    name: 'generated files',
    run: () => {
      const stale = writeGenerated(root, { dryRun: true });
      for (const path of stale)
        process.stdout.write(`${path} is not what its generator makes: npm run generate\n`);
      return stale.length === 0;
    },
  },
];

function succeeds(program: string, args: readonly string[]): boolean {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) process.stdout.write(`${stdout}${stderr}\n`);
  return status === 0;
}

let failed = 0;
for (const { name, run } of checks) {
  const ok = run();
  process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${name}\n`);
  if (!ok) failed += 1;
}
process.exitCode = failed > 0 ? 1 : 0;
