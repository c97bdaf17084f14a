import { join } from 'node:path';
import type { Disk } from '../disk/disk';
import type { FileEntry, Manifest } from '../format/manifest';
import { dictionarySize, type Part, packHead, packPart, pieceSize } from '../format/pack';

/** A release in a folder. */
export interface ReleaseFolder {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Every file of a release, each content once. The same release gives the same bytes. */
export function makeFullPack(disk: Disk, release: ReleaseFolder): Buffer {
  return makePack(disk, release, () => undefined);
}

/** What of a release is not in an older one, the rest in terms of the older one's files. */
export function makeDelta(disk: Disk, release: ReleaseFolder, old: ReleaseFolder): Buffer {
  const there = new Set(old.manifest.files.map(file => file.sha256));
  const files = release.manifest.files.filter(file => !there.has(file.sha256));
  return makePack(disk, { ...release, manifest: { ...release.manifest, files } }, file => {
    const like = likeness(file, old.manifest.files);
    return like && { file: like, content: disk.read(join(old.folder, like.path)) };
  });
}

type Like = (file: FileEntry) => { file: FileEntry; content: Buffer } | undefined;

function makePack(disk: Disk, { folder, manifest }: ReleaseFolder, like: Like): Buffer {
  const parts: Part[] = [];
  const packed: Buffer[] = [];
  const seen = new Set<string>();
  for (const file of manifest.files) {
    if (file.size === 0 || seen.has(file.sha256)) continue;
    seen.add(file.sha256);
    const content = disk.read(join(folder, file.path));
    const old = like(file);
    for (let at = 0; at < content.length; at += pieceSize) {
      const piece = content.subarray(at, at + pieceSize);
      const from = old && stretch(old.content.length, at / content.length);
      const dictionary = from && old?.content.subarray(from.offset, from.offset + from.length);
      const bytes = packPart(piece, dictionary);
      packed.push(bytes);
      const origin = from && old ? { from: { file: old.file.sha256, ...from } } : {};
      parts.push({ file: file.sha256, size: piece.length, packed: bytes.length, ...origin });
    }
  }
  return Buffer.concat([packHead(parts), ...packed]);
}

/** The stretch of an old file in which a piece is most likely found again: around the same place, seen from both ends. */
function stretch(length: number, place: number): { offset: number; length: number } | undefined {
  if (length === 0) return undefined;
  const size = Math.min(length, dictionarySize);
  const middle = Math.round(place * length) + pieceSize / 2;
  const offset = Math.max(0, Math.min(length - size, middle - size / 2));
  return { offset, length: size };
}

/** The old file that a new one probably grew from: of the same path, or of the same path but for a hash in its name. */
function likeness(file: FileEntry, old: readonly FileEntry[]): FileEntry | undefined {
  return (
    old.find(({ path }) => path === file.path) ??
    old.find(({ path }) => unhashed(path) === unhashed(file.path))
  );
}

function unhashed(path: string): string {
  return path.replace(/[-.][0-9A-Za-z_]{8,}(?=\.[^/]*$)/, '');
}
