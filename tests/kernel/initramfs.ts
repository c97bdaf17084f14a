import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Kernel } from './kernel';
import { shell } from './shell';

const root = join(__dirname, '..', '..');
const { external } = require('../../ota/bundle/bundle.js') as { readonly external: string[] };
const guest = join(__dirname, 'guest');

/** Packages with native parts, and what onoff needs. */
const packages = [
  'koffi',
  '@koromix/koffi-linux-x64',
  'onoff',
  'epoll',
  'bindings',
  'file-uri-to-path',
  'lodash.debounce',
];

/** Sources of packages, which nobody runs. */
const left = /\/(vendor|doc|test|example|integration-test|obj\.target|musl_x64)$/;

/**
 * Everything that the guest has: a shell, the Node of the product, the tests bundled with the drivers they test, and the modules of the kernel.
 * @returns the path of the archive
 */
export function buildInitramfs({ modules }: Kernel, tests: readonly string[], work: string): string {
  const tree = join(work, 'initramfs');
  rmSync(tree, { recursive: true, force: true });
  for (const folder of ['bin', 'dev', 'proc', 'sys', 'tmp', 'modules', 'app/node_modules'])
    mkdirSync(join(tree, folder), { recursive: true });
  copyFileSync(join(guest, 'init.sh'), join(tree, 'init'));
  chmodSync(join(tree, 'init'), 0o755);
  copyFileSync('/bin/busybox', join(tree, 'bin', 'busybox'));
  for (const module of modules)
    if (existsSync(module)) copyFileSync(module, join(tree, 'modules', basename(module)));
  addNode(tree, work);
  addTests(tree, tests);
  const archive = join(work, 'initramfs.cpio');
  shell('sh', ['-c', `cd "${tree}" && find . | cpio --quiet -o -H newc > "${archive}"`]);
  return archive;
}

/** Without its symbols it is a fifth smaller, and so is the time to unpack it. */
function addNode(tree: string, work: string): void {
  const node = process.execPath;
  const stripped = join(work, `node-${process.versions.node}`);
  if (!existsSync(stripped)) shell('strip', ['-o', stripped, node]);
  copyFileSync(stripped, join(tree, 'bin', 'node'));
  for (const [, library] of shell('ldd', [node]).matchAll(/(\/\S+) \(0x/g)) {
    if (library === undefined) continue;
    mkdirSync(join(tree, dirname(library)), { recursive: true });
    copyFileSync(library, join(tree, library));
  }
}

function addTests(tree: string, tests: readonly string[]): void {
  buildSync({
    absWorkingDir: root,
    entryPoints: tests.map(name => join(guest, `${name}.ts`)),
    outdir: join(tree, 'app'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    external,
    logLevel: 'error',
  });
  for (const name of packages)
    cpSync(join(root, 'node_modules', name), join(tree, 'app', 'node_modules', name), {
      recursive: true,
      dereference: true,
      filter: path => !(left.test(path) && statSync(path).isDirectory()),
    });
  shell('gcc', [
    '-O2',
    '-static',
    '-o',
    join(tree, 'bin', 'press'),
    join(root, 'simulator', 'gpio', 'press.c'),
  ]);
}
