import { accessSync, constants, existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { TiskiError } from '../../hal/platform/error';
import type { Disk } from '../disk/disk';
import { makeFolderDurably, removeAll } from '../disk/durably';
import {
  digestOf,
  type FileEntry,
  type Manifest,
  manifestBytes,
  manifestName,
  type Notes,
} from '../format/manifest';
import { isVersion } from '../format/version-order';
import { billOfMaterials, materialsName, packagesOf } from './bill-of-materials';
import { collectFiles } from './collect-files';

export interface BuildOptions {
  readonly disk: Disk;
  readonly root: string;
  /** Folder that becomes the release; what was in it goes. */
  readonly out: string;
  readonly architecture: string;
  readonly version: string;
  /** As in the manifest: of the sources, not of the build. */
  readonly built: string;
  readonly notes: Notes;
}

/** Puts a release together: programs, pages, native parts and Node. The same sources give the same bytes. */
export function buildRelease(options: BuildOptions): Manifest {
  const { disk, root, out, architecture, version, built, notes } = options;
  if (!isVersion(version)) throw new TiskiError('release-refused', `"${version}" is no version`);
  const node = join('node_modules', `node-linux-${architecture}`, 'bin', 'node');
  if (!existsSync(join(root, node)))
    throw new TiskiError(
      'release-refused',
      `Node for ${architecture} is not installed: npm ci --cpu=${architecture}`,
    );
  const sources = releaseSources(root, architecture);
  removeAll(disk, out);
  const put = (path: string, content: Buffer, executable: boolean): FileEntry => {
    const target = join(out, path);
    makeFolderDurably(disk, join(target, '..'));
    disk.write(target, content, executable ? 0o755 : 0o644);
    const entry = { path, size: content.length, sha256: digestOf(content) };
    return executable ? { ...entry, executable: true } : entry;
  };
  const bill = billOfMaterials({
    disk,
    root,
    version,
    built,
    packages: shippedPackages(disk, root, sources),
  });
  const files = [...sources].map(([path, source]) =>
    put(
      path,
      path === productName ? named(disk.read(source), version) : disk.read(source),
      isExecutable(source),
    ),
  );
  files.push(put(materialsName, bill, false));
  const manifest: Manifest = { format: 1, version, architecture, built, notes, files };
  disk.write(join(out, manifestName), manifestBytes(manifest), 0o644);
  return manifest;
}

/** Where programs read which release they are. */
const productName = 'package.json';

function named(product: Buffer, version: string): Buffer {
  return Buffer.from(
    `${JSON.stringify({ ...JSON.parse(product.toString('utf8')), version }, undefined, 2)}\n`,
  );
}

/** Every file of a release by its path in it, and where it lies in the checkout. */
export function releaseSources(root: string, architecture: string): ReadonlyMap<string, string> {
  const { external } = require(join(root, 'ota', 'bundle', 'bundle.js')) as { external: readonly string[] };
  const paths = collectFiles({ root, architecture, packages: external });
  const node = join(root, 'node_modules', `node-linux-${architecture}`, 'bin', 'node');
  return new Map([...paths.map(path => [path, join(root, path)] as const), ['bin/node', node]]);
}

/** Packages whose files are in the release, and those of which the build has put something into its programs. */
export function shippedPackages(disk: Disk, root: string, sources: ReadonlyMap<string, string>): string[] {
  const list = disk.read(join(root, 'dist', 'packages.json')).toString('utf8');
  const bundled = Object.entries(JSON.parse(list) as Record<string, string[]>);
  const programs = bundled.filter(([program]) => sources.has(program));
  const files = [...sources.values()].map(source => relative(root, source));
  return [...packagesOf(files), ...programs.flatMap(([, packages]) => packages)];
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
