import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a box never reads: sources of native parts, types, maps, documents, tests. */
const unneeded =
  /\.(md|markdown|map|d\.[cm]?ts|ts|c|cc|cpp|h|hpp|gyp|gypi|o|mk)$|(^|\/)(\.[^/]+|CHANGELOG[^/]*|Makefile|binding\.gyp)$|(^|\/)(docs?|tests?|examples?|eg|benchmarks?|\.github|musl_[^/]+)\//i;

/** Folders of a package that hold sources only. */
const sourceFolders: Readonly<Record<string, readonly string[]>> = {
  'better-sqlite3': ['deps', 'src'],
  '@serialport/bindings-cpp': ['src'],
};

interface PackageJson {
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly cpu?: readonly string[];
  readonly os?: readonly string[];
}

export interface CollectOptions {
  /** The checkout, with `dist/` built and packages installed. */
  readonly root: string;
  readonly architecture: string;
  /** Packages that are loaded at run time and not bundled. */
  readonly packages: readonly string[];
}

/** Paths of a release below the root of the checkout, sorted; nothing of it depends on when or where it is asked. */
export function collectFiles({ root, architecture, packages }: CollectOptions): string[] {
  const product = readPackage(root);
  const shipped = { ...product.dependencies, ...product.optionalDependencies };
  // Also what a bundled package needs and the bundle leaves outside; not what is for development only.
  const ours = new Set<string>();
  for (const name of Object.keys(shipped))
    collectPackage(root, join('node_modules', name), architecture, ours);
  const found = new Set<string>();
  for (const name of packages) {
    const folder = join('node_modules', name);
    if (ours.has(folder)) collectPackage(root, folder, architecture, found);
  }
  return [
    'package.json',
    'LICENSE',
    'firmware/bin/tiski.js',
    'firmware/bin/load-program.js',
    ...filesBelow(root, 'dist').filter(path => isProgram(path)),
    ...[...found].flatMap(folder => packageFiles(root, folder, architecture)),
  ].sort();
}

/** Not the simulator, no maps (three times the size of what they map), and not what the build says to the release tool. */
function isProgram(path: string): boolean {
  return !/\.map$|\/\.|^dist\/simulator\.js|^dist\/packages\.json|\/bench-page/.test(path);
}

function collectPackage(root: string, folder: string, architecture: string, found: Set<string>): void {
  if (found.has(folder) || !existsSync(join(root, folder, 'package.json'))) return;
  const { dependencies, optionalDependencies, cpu, os } = readPackage(join(root, folder));
  if (cpu && !cpu.includes(architecture)) return;
  if (os && !os.includes('linux')) return;
  found.add(folder);
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const nested = join(folder, 'node_modules', name);
    const place = existsSync(join(root, nested)) ? nested : join('node_modules', name);
    collectPackage(root, place, architecture, found);
  }
}

function packageFiles(root: string, folder: string, architecture: string): string[] {
  const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const sources = (sourceFolders[name] ?? []).map(source => `${folder}/${source}/`);
  return filesBelow(root, folder, path => !path.endsWith('/node_modules')).filter(path => {
    const inside = path.slice(folder.length + 1);
    if (sources.some(source => path.startsWith(source))) return false;
    const platform = inside.match(/(?:^|\/)prebuilds\/([^/]+?)(?:\.node$|\/)/)?.[1];
    if (platform !== undefined && platform !== `linux-${architecture}`) return false;
    return !unneeded.test(inside);
  });
}

function filesBelow(root: string, folder: string, enters: (path: string) => boolean = () => true): string[] {
  return readdirSync(join(root, folder))
    .sort()
    .flatMap(name => {
      const path = `${folder}/${name}`;
      if (!statSync(join(root, path)).isDirectory()) return [path];
      return enters(path) ? filesBelow(root, path, enters) : [];
    });
}

function readPackage(folder: string): PackageJson {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
