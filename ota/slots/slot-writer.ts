import { dirname, join } from 'node:path';
import { isTiskiError, TiskiError } from '../../hal/platform/error';
import type { Disk } from '../disk/disk';
import { makeFolderDurably } from '../disk/durably';
import { readPart, readPieces } from '../disk/read-pieces';
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
  /** What a delta builds on; a full pack needs nothing. */
  readonly old: OldRelease | undefined;
}

/** Fills a slot with a release: from the old one what is the same, from a pack the rest. Every file is read back after it was written. */
export class SlotWriter {
  readonly #options: SlotWriterOptions;
  readonly #folders = new Set<string>();
  #shared = Buffer.alloc(0);

  constructor(options: SlotWriterOptions) {
    this.#options = options;
  }

  /**
   * @param pack nothing if the old release is to be copied
   * @throws TiskiError `update-delta-wrong` if a delta or a copy yields something else than was signed, `update-file-wrong` if a full pack does
   */
  write(manifest: Manifest, manifestContent: Buffer, pack?: string): void {
    try {
      this.#writeFiles(manifest, pack);
    } catch (error) {
      if (this.#options.old && isTiskiError(error, 'update-file-wrong'))
        throw new TiskiError('update-delta-wrong', error.message, { cause: error });
      throw error;
    }
    const { disk, folder } = this.#options;
    disk.write(join(folder, manifestName), manifestContent, 0o644);
    disk.sync(join(folder, manifestName));
    this.#folders.add(folder);
    for (const written of this.#folders) disk.sync(written);
  }

  #writeFiles({ files }: Manifest, pack: string | undefined): void {
    const { disk, folder } = this.#options;
    const byDigest = Map.groupBy(files, file => file.sha256);
    if (pack !== undefined) this.#unpack(pack, byDigest);
    for (const same of byDigest.values()) this.#spread(same);
    for (const file of files) {
      disk.sync(join(folder, file.path));
      if (!isAsSigned(disk, folder, file)) throw new TiskiError('update-file-wrong', file.path);
    }
  }

  #unpack(pack: string, byDigest: ReadonlyMap<string, readonly FileEntry[]>): void {
    const { disk } = this.#options;
    const begun = new Set<string>();
    for (const { part, at } of readPackHead(disk.size(pack), (from, length) =>
      readPart(disk, pack, from, length),
    )) {
      const [file] = byDigest.get(part.file) ?? [];
      if (!file) throw new TiskiError('update-file-wrong', 'a part of no file');
      const dictionary = part.from && this.#dictionary(part.from);
      this.#put(
        file,
        unpackPart(part, readPart(disk, pack, at, part.packed), dictionary),
        begun.has(part.file),
      );
      begun.add(part.file);
    }
  }

  /** Valid until the next is asked for: V8 would leave many of them before it looks for those that nobody holds. */
  #dictionary({ file, offset, length }: NonNullable<Part['from']>): Buffer {
    const from = this.#oldFile(file);
    if (from === undefined) throw new TiskiError('update-file-wrong', 'made for another release');
    if (this.#shared.length < length) this.#shared = Buffer.allocUnsafeSlow(length);
    const read = this.#options.disk.readInto(from, offset, this.#shared.subarray(0, length));
    return this.#shared.subarray(0, read);
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
    let begun = false;
    for (const piece of readPieces(this.#options.disk, from)) {
      this.#put(file, piece, begun);
      begun = true;
    }
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
