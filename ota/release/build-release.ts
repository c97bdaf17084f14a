import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
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
  const { external } = require(join(root, 'ota', 'bundle', 'bundle.js')) as { external: readonly string[] };

  removeAll(disk, out);
  const sources = new Map(
    collectFiles({ root, architecture, packages: external }).map(path => [path, join(root, path)] as const),
  );
  sources.set('bin/node', join(root, node));
  const files = [...sources].map(([path, source]): FileEntry => {
    const content = disk.read(source);
    const target = join(out, path);
    const executable = isExecutable(source);
    makeFolderDurably(disk, join(target, '..'));
    disk.write(target, content, executable ? 0o755 : 0o644);
    const entry = { path, size: content.length, sha256: digestOf(content) };
    return executable ? { ...entry, executable: true } : entry;
  });
  const manifest: Manifest = { format: 1, version, architecture, built, notes, files };
  disk.write(join(out, manifestName), manifestBytes(manifest), 0o644);
  return manifest;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
