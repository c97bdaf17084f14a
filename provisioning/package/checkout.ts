import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TiskiError } from '../../hal/platform/error';

/** A checkout whose `node_modules` are those of an architecture. */
export interface Checkout {
  readonly root: string;
  readonly remove: () => void;
}

/**
 * The checkout itself if it has the packages of the architecture (`x64`, `arm64`), else one beside it with the same programs, whose packages npm installs
 * anew by the lock file, without those of development.
 * @throws TiskiError `release-refused` if npm cannot
 */
export function checkoutFor(root: string, architecture: string): Checkout {
  if (existsSync(join(root, 'node_modules', `node-linux-${architecture}`))) return { root, remove: () => {} };
  const beside = mkdtempSync(join(tmpdir(), 'tiski-checkout-'));
  const remove = () => rmSync(beside, { recursive: true });
  for (const name of ['package.json', 'package-lock.json', '.npmrc', 'LICENSE'])
    copyFileSync(join(root, name), join(beside, name));
  for (const name of ['ota', 'firmware']) symlinkSync(join(root, name), join(beside, name));
  cpSync(join(root, 'dist'), join(beside, 'dist'), { recursive: true });
  const words = [
    'ci',
    `--cpu=${architecture}`,
    '--os=linux',
    '--libc=glibc',
    '--omit=dev',
    '--ignore-scripts',
  ];
  const { status, stderr, error } = spawnSync('npm', words, { cwd: beside, encoding: 'utf8' });
  if (status === 0) return { root: beside, remove };
  remove();
  throw new TiskiError('release-refused', `packages for ${architecture}: ${error?.message ?? stderr}`);
}
