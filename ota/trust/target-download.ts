import { createHash, type Hash } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { TargetFile } from '@tufjs/models';
import { TiskiError } from '../../hal/platform/error';
import { sleep, type Time } from '../../hal/platform/time';
import type { Disk } from '../disk/disk';
import { makeFolderDurably, removeAll } from '../disk/durably';
import { readPieces } from '../disk/read-pieces';
import { bounded } from '../fetch/bounded';
import type { FetchLimits } from '../fetch/fetch-limits';
import type { Transport } from '../fetch/transport';
import type { Located } from './trusted-repository';

export interface TargetDownloadOptions {
  readonly disk: Disk;
  readonly transport: Transport;
  readonly limits: FetchLimits;
  readonly time: Time;
  /** Where files lie until they are whole, on the same disk as where they go. Each bears its hash, so that going on never mixes two. */
  readonly partFolder: string;
}

/** Bytes after which what has arrived is made durable, so that a cut costs no more than that. */
const syncEvery = 1024 * 1024;

/**
 * Fetches a signed target into a file: goes on from what is there, at most at the allowed rate, and gives it its name only when every byte is proven.
 */
export class TargetDownload {
  readonly #options: TargetDownloadOptions;

  constructor(options: TargetDownloadOptions) {
    this.#options = options;
  }

  /** @throws TiskiError `update-file-wrong` and those of the transport; errors of the file system as they are */
  async into(file: string, { target, url }: Located): Promise<void> {
    const { disk, partFolder } = this.#options;
    if (this.#isGood(file, target)) return;
    makeFolderDurably(disk, dirname(file));
    makeFolderDurably(disk, partFolder);
    const part = join(partFolder, `${Object.values(target.hashes)[0]?.replace(/[^\da-f]/g, '')}.part`);
    if (!this.#isGood(part, target)) await this.#bring(part, target, url);
    disk.sync(part);
    disk.rename(part, file);
    disk.sync(dirname(file));
  }

  /** What a part of yesterday began may have been damaged meanwhile: then once more from its first byte. */
  async #bring(part: string, target: TargetFile, url: URL): Promise<void> {
    const { disk } = this.#options;
    if (disk.size(part) >= target.length) removeAll(disk, part);
    const resumed = await this.#fetch(part, target, url);
    if (this.#isGood(part, target)) return;
    removeAll(disk, part);
    if (!resumed) throw new TiskiError('update-file-wrong', target.path);
    await this.#bring(part, target, url);
  }

  /** Whether what was there before is part of what is there now. */
  async #fetch(part: string, target: TargetFile, url: URL): Promise<boolean> {
    const { disk, transport, limits, time } = this.#options;
    const incoming = await transport(url, disk.size(part));
    const started = time.monotonic();
    let taken = 0;
    let unsynced = 0;
    for await (const chunk of bounded(incoming, target.length - incoming.from, limits, time)) {
      if (taken === 0 && incoming.from === 0) disk.write(part, chunk);
      else disk.append(part, chunk);
      taken += chunk.length;
      unsynced += chunk.length;
      if (unsynced >= syncEvery) {
        disk.sync(part);
        unsynced = 0;
      }
      const early = (taken / limits.mostPerSecond) * 1000 - (time.monotonic() - started);
      if (early > 0) await sleep(time, early, 'rate limit of a download');
    }
    if (incoming.from + taken < target.length)
      throw new TiskiError(
        'update-unreachable',
        `${url.pathname} ended after ${incoming.from + taken} bytes`,
      );
    if (target.length === 0) disk.write(part, new Uint8Array());
    return incoming.from > 0;
  }

  /** Length and every hash that is signed; an unknown kind of hash proves nothing. */
  #isGood(file: string, target: TargetFile): boolean {
    const { disk } = this.#options;
    if (disk.kind(file) !== 'file' || disk.size(file) !== target.length) return false;
    const hashes = Object.entries(target.hashes).map(([name, expected]) => ({
      hash: hasher(name),
      expected,
    }));
    for (const piece of readPieces(disk, file)) for (const { hash } of hashes) hash?.update(piece);
    return hashes.length > 0 && hashes.every(({ hash, expected }) => hash?.digest('hex') === expected);
  }
}

function hasher(name: string): Hash | undefined {
  try {
    return createHash(name);
  } catch {
    return undefined;
  }
}
