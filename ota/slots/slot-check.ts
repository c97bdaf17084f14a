import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Disk } from '../disk/disk';
import { readPieces } from '../disk/read-pieces';
import { digestOf, type FileEntry, type Manifest, manifestName, readManifest } from '../format/manifest';

export function digestOfFile(disk: Disk, file: string): string {
  const hash = createHash('sha256');
  for (const piece of readPieces(disk, file)) hash.update(piece);
  return hash.digest('hex');
}

/** Whether a file is what the manifest says, byte by byte as it lies on the disk. */
export function isAsSigned(disk: Disk, folder: string, { path, size, sha256 }: FileEntry): boolean {
  const file = join(folder, path);
  return disk.kind(file) === 'file' && disk.size(file) === size && digestOfFile(disk, file) === sha256;
}

/** The manifest of a slot and its digest; nothing if there is none, or none that can be read. */
export function manifestIn(disk: Disk, folder: string): { manifest: Manifest; digest: string } | undefined {
  try {
    const content = disk.read(join(folder, manifestName));
    return { manifest: readManifest(content), digest: digestOf(content) };
  } catch {
    return undefined;
  }
}

/** The digest of the manifest of a slot all of whose files are as signed. */
export function wholeRelease(disk: Disk, folder: string): string | undefined {
  const found = manifestIn(disk, folder);
  return found?.manifest.files.every(file => isAsSigned(disk, folder, file)) ? found.digest : undefined;
}
