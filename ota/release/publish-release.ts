import { join } from 'node:path';
import { TiskiError } from '../../hal/platform/error';
import type { Disk } from '../disk/disk';
import { type ChannelHead, headName } from '../format/channel-head';
import { digestOf, manifestBytes, manifestName, readManifest } from '../format/manifest';
import { packManifest } from '../format/pack';
import { compareVersions } from '../format/version-order';
import { wholeRelease } from '../slots/slot-check';
import { makeDelta, makeFullPack, type ReleaseFolder } from './make-pack';
import type { Repository } from './repository';

export interface PublishOptions {
  readonly disk: Disk;
  readonly repository: Repository;
  readonly channel: string;
  /** As `build` left it. */
  readonly release: string;
  /** Releases that boxes run today, as `build` left them. */
  readonly earlier: readonly string[];
  /** All sites without. */
  readonly sites?: readonly string[];
}

export interface Published {
  readonly version: string;
  /** Bytes of the manifest, which every update needs. */
  readonly manifest: number;
  /** Bytes of the full pack. */
  readonly full: number;
  /** Bytes by version; only those that are smaller than the full pack are published. */
  readonly deltas: Readonly<Record<string, number>>;
}

/** Puts a release at the head of a channel, with a delta from each earlier one for which that is less than the whole. */
export function publishRelease(options: PublishOptions): Published {
  const { disk, repository, channel } = options;
  const release = openRelease(disk, options.release);
  const { version, architecture, notes } = release.manifest;
  const document = repository.channel(channel);
  const base = `${channel}/tiski-${version}-${architecture}`;
  if (document.targets[`${base}.manifest`])
    throw new TiskiError('release-refused', `${version} is published already`);

  const full = makeFullPack(disk, release);
  const sizes: Record<string, number> = {};
  const head: ChannelHead = {
    format: 1,
    version,
    architecture,
    ...(options.sites ? { sites: [...options.sites] } : {}),
    notes,
    manifest: `${base}.manifest`,
    full: `${base}.full`,
    deltas: {},
  };
  const add = (name: string, content: Buffer) => {
    document.targets[name] = repository.addTarget(name, content);
  };
  const manifest = packManifest(manifestBytes(release.manifest));
  add(head.manifest, manifest);
  add(head.full, full);
  for (const folder of options.earlier) {
    const old = openRelease(disk, folder);
    if (old.manifest.architecture !== architecture || compareVersions(old.manifest.version, version) >= 0)
      throw new TiskiError('release-refused', `${old.manifest.version} does not come before ${version}`);
    const delta = makeDelta(disk, release, old);
    sizes[old.manifest.version] = delta.length;
    if (delta.length >= full.length) continue;
    const name = `${base}.from-${old.manifest.version}`;
    head.deltas[digestOf(manifestBytes(old.manifest))] = name;
    add(name, delta);
  }
  add(headName(channel, architecture), Buffer.from(`${JSON.stringify(head, undefined, 1)}\n`));
  repository.publish(undefined, new Map([[channel, document]]));
  return { version, manifest: manifest.length, full: full.length, deltas: sizes };
}

/** @throws TiskiError `release-refused` if the folder is no whole release */
export function openRelease(disk: Disk, folder: string): ReleaseFolder {
  if (!wholeRelease(disk, folder))
    throw new TiskiError('release-refused', `${folder} holds no whole release`);
  return { folder, manifest: readManifest(disk.read(join(folder, manifestName))) };
}
