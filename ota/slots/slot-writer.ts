import { dirname, join } from 'node:path';
import { isTiskiError, TiskiError } from '../../hal/platform/error';
import type { Disk } from '../disk/disk';
import { makeFolderDurably } from '../disk/durably';
import { type FileEntry, type Manifest, manifestName } from '../format/manifest';
import { type Part, readPackHead, unpackPart } from '../format/pack';
import { isAsSigned } from './slot-check';

/** A release that lies on this disk already, whose files may be used again. */
export interface OldRelease {
  readonly folder: string;
  readonly manifest: Manifest;
}

export interface SlotWriterOptions {
  readonly disk: Disk;
  /** The emptied slot. */
  readonly folder: string;
  readonly old: OldRelease | undefined;
}

/** Copied at a time, bytes. */
const step = 256 * 1024;

/** Fills a slot with a release: from the old one what is the same, from a pack the rest. Every file is read back after it was written. */
export class SlotWriter {
  readonly #options: SlotWriterOptions;
  readonly #folders = new Set<string>();

  constructor(options: SlotWriterOptions) {
    this.#options = options;
  }

  /**
   * @throws TiskiError `update-delta-wrong` if a pack that builds on the old release yields something else, `update-file-wrong` if a full one does
   */
  write(manifest: Manifest, manifestContent: Buffer, pack: string): void {
    const { disk, folder } = this.#options;
    const byDigest = Map.groupBy(manifest.files, file => file.sha256);
    const delta = this.#unpack(pack, byDigest);
    for (const same of byDigest.values()) this.#spread(same);
    for (const file of manifest.files) {
      disk.sync(join(folder, file.path));
      if (!isAsSigned(disk, folder, file))
        throw new TiskiError(delta ? 'update-delta-wrong' : 'update-file-wrong', file.path);
    }
    disk.write(join(folder, manifestName), manifestContent, 0o644);
    disk.sync(join(folder, manifestName));
    this.#folders.add(folder);
    for (const written of this.#folders) disk.sync(written);
  }

  /** Returns whether the pack needs the old release. */
  #unpack(pack: string, byDigest: ReadonlyMap<string, readonly FileEntry[]>): boolean {
    const { disk } = this.#options;
    const parts = readPackHead(disk.size(pack), (offset, length) => disk.readPart(pack, offset, length));
    const delta = parts.some(({ part }) => part.from) || this.#reuses(byDigest, parts);
    const begun = new Set<string>();
    for (const { part, at } of parts) {
      const [file] = byDigest.get(part.file) ?? [];
      if (!file) throw new TiskiError('update-file-wrong', 'a part of no file');
      const content = this.#content(part, disk.readPart(pack, at, part.packed), delta);
      this.#put(file, content, begun.has(part.file));
      begun.add(part.file);
    }
    return delta;
  }

  #content(part: Part, packed: Buffer, delta: boolean): Buffer {
    try {
      return unpackPart(part, packed, part.from && this.#dictionary(part.from));
    } catch (error) {
      if (delta && isTiskiError(error, 'update-file-wrong'))
        throw new TiskiError('update-delta-wrong', error.message, { cause: error });
      throw error;
    }
  }

  #dictionary({ file, offset, length }: NonNullable<Part['from']>): Buffer {
    const from = this.#oldFile(file);
    if (from === undefined) throw new TiskiError('update-delta-wrong', 'made for another release');
    return this.#options.disk.readPart(from, offset, length);
  }

  #reuses(byDigest: ReadonlyMap<string, unknown>, parts: readonly { part: Part }[]): boolean {
    const packed = new Set(parts.map(({ part }) => part.file));
    return [...byDigest.keys()].some(digest => !packed.has(digest) && this.#oldFile(digest) !== undefined);
  }

  /** Files of the same content: the first may have come in the pack, the others are copies. */
  #spread(files: readonly FileEntry[]): void {
    const { disk, folder } = this.#options;
    for (const file of files) {
      if (disk.kind(join(folder, file.path))) continue;
      const [first] = files;
      const written = first && first !== file ? join(folder, first.path) : this.#oldFile(file.sha256);
      if (file.size === 0) this.#put(file, Buffer.alloc(0), false);
      else if (written === undefined) throw new TiskiError('update-file-wrong', `${file.path} is in no pack`);
      else this.#copy(written, file);
    }
  }

  #copy(from: string, file: FileEntry): void {
    for (let at = 0; at < file.size; at += step)
      this.#put(file, this.#options.disk.readPart(from, at, Math.min(step, file.size - at)), at > 0);
  }

  #put(file: FileEntry, content: Buffer, more: boolean): void {
    const { disk, folder } = this.#options;
    const target = join(folder, file.path);
    if (more) {
      disk.append(target, content);
      return;
    }
    const parent = dirname(target);
    makeFolderDurably(disk, parent);
    this.#folders.add(parent);
    disk.write(target, content, file.executable ? 0o755 : 0o644);
  }

  #oldFile(digest: string): string | undefined {
    const { old } = this.#options;
    const file = old?.manifest.files.find(({ sha256 }) => sha256 === digest);
    return old && file && join(old.folder, file.path);
  }
}
