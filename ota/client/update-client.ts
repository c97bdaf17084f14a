import { join } from 'node:path';
import type { CatalogueCode } from '../../hal/platform/catalogue';
import { isTiskiError, TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import type { Disk } from '../disk/disk';
import { makeFolderDurably, removeAll } from '../disk/durably';
import type { FetchLimits } from '../fetch/fetch-limits';
import type { Transport } from '../fetch/transport';
import { type ChannelHead, headName, readHead } from '../format/channel-head';
import { digestOf, type Manifest, readManifest } from '../format/manifest';
import { unpackManifest } from '../format/pack';
import { compareVersions } from '../format/version-order';
import { type Rollout, readRollout, rolloutName } from '../rollout/rollout';
import { SlotWriter } from '../slots/slot-writer';
import type { Slots, Start } from '../slots/slots';
import { other } from '../slots/slots-state';
import { diskRefusal } from '../trust/disk-refusal';
import type { MetadataStore } from '../trust/metadata-store';
import { TargetDownload } from '../trust/target-download';
import { type Located, TrustedRepository } from '../trust/trusted-repository';

export interface UpdateClientOptions {
  readonly disk: Disk;
  /** The folder of the slots; the client keeps `download/` beside them. */
  readonly folder: string;
  readonly slots: Slots;
  readonly store: MetadataStore;
  /** The repository: `metadata/` and `targets/` below it. `file:` for a stick. */
  readonly source: URL;
  readonly transport: Transport;
  readonly limits: FetchLimits;
  readonly time: Time;
  readonly channel: string;
  /** As `process.arch` says it. */
  readonly architecture: string;
  /** Which site the box belongs to; whatever `check` is told, if left out. */
  readonly site: string | undefined;
}

/** A release that is newer than the one that runs, fit for this box. */
export interface Offer {
  readonly head: ChannelHead;
  readonly manifest: Manifest;
  readonly manifestContent: Buffer;
  /** What is to be fetched, the smallest first. */
  readonly packs: readonly Pack[];
  /** How far the channel lets a release go; nothing if it says nothing. */
  readonly rollout: Rollout | undefined;
}

interface Pack {
  readonly located: Located;
  /** Whether it builds on the running release. */
  readonly delta: boolean;
}

/** Room beside what is written, for the file system's own book-keeping, bytes. */
const slack = 8 * 1024 * 1024;

/** Looks for a newer release and brings it into the idle slot. What it throws is a TiskiError of the group "updates". */
export class UpdateClient {
  readonly #options: UpdateClientOptions;

  constructor(options: UpdateClientOptions) {
    this.#options = options;
  }

  /** Nothing if the running release is the newest. @param site of the box, where its settings do not name one */
  check(site?: string): Promise<Offer | undefined> {
    return this.#judged(async () => {
      const running = this.#options.slots.running();
      const repository = this.#repository(running);
      await repository.refresh();
      const offer = await this.#offer(repository, running, this.#options.site ?? site);
      this.#forgetParts(offer);
      return offer;
    });
  }

  /**
   * Goes the way to a release as far as that can be gone without bringing one: keys, roles and what the channel offers are fetched anew, verified and kept. Which
   * release that is does not matter.
   */
  prove(): Promise<void> {
    return this.#judged(async () => {
      this.#forgetParts(undefined);
      const repository = this.#repository(this.#options.slots.running());
      await repository.refresh();
      await this.#head(repository);
    });
  }

  /** Downloads, writes and proves the newest release. Returns its version, or nothing if the running one is the newest. */
  async install(site?: string): Promise<string | undefined> {
    const offer = await this.check(site);
    if (!offer) return undefined;
    return this.#judged(async () => {
      const { slots } = this.#options;
      const state = slots.state();
      const digest = digestOf(offer.manifestContent);
      if (state.phase === 'trial') throw new TiskiError('update-busy');
      if (state.phase === 'verified' && state.whole[other(state.active)] === digest)
        return offer.manifest.version;
      await this.#fill(offer);
      slots.prepared(digest);
      removeAll(this.#options.disk, this.#downloads);
      return offer.manifest.version;
    });
  }

  /** The smallest pack first; a delta that is of no use only costs its download. */
  async #fill(offer: Offer): Promise<void> {
    const { slots, disk } = this.#options;
    const last = offer.packs.at(-1);
    for (const pack of offer.packs) {
      try {
        this.#needRoom(offer, pack);
        const file = await this.#fetch(pack.located);
        const old = pack.delta ? slots.running() : undefined;
        new SlotWriter({ disk, folder: slots.prepare(), old }).write(
          offer.manifest,
          offer.manifestContent,
          file,
        );
        return;
      } catch (error) {
        const useless = isTiskiError(error, 'update-delta-wrong') || isTiskiError(error, 'update-not-found');
        if (!useless || pack === last) throw error;
      }
    }
  }

  async #offer(
    repository: TrustedRepository,
    running: Start,
    site: string | undefined,
  ): Promise<Offer | undefined> {
    const { channel, architecture, slots, disk } = this.#options;
    const head = await this.#head(repository);
    if (head.architecture !== architecture)
      throw new TiskiError('update-wrong-architecture', `${head.architecture}, this is ${architecture}`);
    if (head.sites && (site === undefined || !head.sites.includes(site)))
      throw new TiskiError('update-wrong-site', site);
    const order = compareVersions(head.version, running.manifest.version);
    if (order < 0)
      throw new TiskiError('update-release-older', `${head.version} after ${running.manifest.version}`);
    if (order === 0) return undefined;

    const manifestContent = unpackManifest(await this.#read(repository, head.manifest));
    const manifest = readManifest(manifestContent);
    if (manifest.architecture !== architecture)
      throw new TiskiError('update-wrong-architecture', manifest.architecture);
    if (manifest.version !== head.version)
      throw new TiskiError('update-mixed', `${manifest.version} in ${head.version}`);
    const state = slots.state();
    if (state.refused.includes(digestOf(manifestContent)))
      throw new TiskiError('update-refused-before', manifest.version);
    const { [running.slot]: whole = '' } = state.whole;
    const names = { delta: head.deltas[whole], full: head.full };
    const packs: Pack[] = [];
    for (const name of [names.delta, names.full]) {
      const located = name === undefined ? undefined : await repository.find(name);
      if (located) packs.push({ located, delta: name === names.delta });
    }
    packs.sort((a, b) => a.located.target.length - b.located.target.length);
    if (packs.length === 0) throw new TiskiError('update-not-found', head.full);
    const signed = await repository.find(rolloutName(channel));
    const rollout = signed && readRollout(disk.read(await this.#fetch(signed)));
    return { head, manifest, manifestContent, packs, rollout };
  }

  async #head(repository: TrustedRepository): Promise<ChannelHead> {
    const { channel, architecture } = this.#options;
    return readHead(await this.#read(repository, headName(channel, architecture)));
  }

  /** A small target, whole. */
  async #read(repository: TrustedRepository, name: string): Promise<Buffer> {
    const located = await repository.find(name);
    if (!located) throw new TiskiError('update-not-found', name);
    return this.#options.disk.read(await this.#fetch(located));
  }

  async #fetch(located: Located): Promise<string> {
    const { disk } = this.#options;
    makeFolderDurably(disk, this.#downloads);
    const [hash = ''] = Object.values(located.target.hashes);
    const file = join(this.#downloads, hash);
    await new TargetDownload({ ...this.#options, partFolder: this.#downloads }).into(file, located);
    return file;
  }

  /** Before the first byte is fetched: what is to come, and the slot it goes to, whose old content goes first. */
  #needRoom({ manifest }: Offer, { located }: Pack): void {
    const { disk, folder, slots } = this.#options;
    const slot = slots.folderOf(other(slots.running().slot));
    const needed = located.target.length + sizes(manifest.files) + slack;
    const free = disk.free(folder) + sizeOf(disk, slot) + sizeOf(disk, this.#downloads);
    if (free < needed) throw new TiskiError('update-no-space', `${needed} bytes needed, ${free} free`);
  }

  /** Downloads of another release than the one offered are of no use any more. */
  #forgetParts(offer: Offer | undefined): void {
    const { disk } = this.#options;
    const wanted = offer?.packs.flatMap(({ located }) => Object.values(located.target.hashes)) ?? [];
    for (const name of disk.list(this.#downloads))
      if (!wanted.includes(name.replace(/\.part$/, ''))) removeAll(disk, join(this.#downloads, name));
  }

  #repository({ manifest }: Start): TrustedRepository {
    const { source } = this.#options;
    const base = source.href.endsWith('/') ? source : new URL(`${source.href}/`);
    return new TrustedRepository({
      ...this.#options,
      metadataUrl: new URL('metadata/', base),
      targetsUrl: new URL('targets/', base),
      notBefore: Date.parse(manifest.built),
    });
  }

  get #downloads(): string {
    return join(this.#options.folder, 'download');
  }

  async #judged<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const refusal = isTiskiError(error) ? error : (diskRefusal(error) ?? error);
      const stale: readonly CatalogueCode[] = ['update-rollback', 'update-frozen', 'update-release-older'];
      if (this.#options.source.protocol === 'file:' && isTiskiError(refusal) && stale.includes(refusal.code))
        throw new TiskiError('update-stick-old', refusal.message, { cause: refusal });
      throw refusal;
    }
  }
}

function sizes(files: readonly { size: number }[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

function sizeOf(disk: Disk, path: string): number {
  if (disk.kind(path) !== 'folder') return disk.size(path);
  return disk.list(path).reduce((sum, name) => sum + sizeOf(disk, join(path, name)), 0);
}
