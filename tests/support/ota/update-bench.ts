import { join } from 'node:path';
import { TiskiError } from '../../../hal/platform/error';
import { SystemTime } from '../../../hal/platform/time';
import { UpdateClient, type UpdateClientOptions } from '../../../ota/client/update-client';
import type { Disk } from '../../../ota/disk/disk';
import { makeFolderDurably } from '../../../ota/disk/durably';
import type { FetchLimits } from '../../../ota/fetch/fetch-limits';
import type { Transport } from '../../../ota/fetch/transport';
import { digestOf, type Manifest, manifestBytes, manifestName } from '../../../ota/format/manifest';
import { addChannel } from '../../../ota/release/change-keys';
import { Keyring } from '../../../ota/release/keyring';
import { publishRelease } from '../../../ota/release/publish-release';
import { Repository } from '../../../ota/release/repository';
import { Slots } from '../../../ota/slots/slots';
import { MetadataStore } from '../../../ota/trust/metadata-store';
import { CrashDisk } from './crash-disk';
import { rememberSignatures } from './known-signatures';

const day = 86_400_000;

/** Real time whose wall clock a test sets. */
export class SetTime extends SystemTime {
  shift = 0;

  override now(): number {
    return super.now() + this.shift;
  }
}

export const fastLimits: FetchLimits = { window: 5_000, leastPerWindow: 1, mostPerSecond: 1e9 };

/** Once: the same release has the same manifest wherever it lies. */
const built = new Date(Date.now() - day).toISOString().replace(/\.\d+Z/, 'Z');

export const notes = { fi: 'Uutta', sv: 'Nytt', en: 'News' };

/** A release in a folder, on disk and synced. */
export function makeRelease(
  disk: Disk,
  folder: string,
  version: string,
  files: Readonly<Record<string, string>>,
  change: Partial<Manifest> = {},
): Manifest {
  const entries = Object.entries(files).map(([path, text]) => {
    const content = Buffer.from(text);
    const file = join(folder, path);
    makeFolderDurably(disk, join(file, '..'));
    disk.write(file, content, path.startsWith('bin/') ? 0o755 : 0o644);
    disk.sync(file);
    disk.sync(join(file, '..'));
    const isProgram = path.startsWith('bin/');
    return {
      path,
      size: content.length,
      sha256: digestOf(content),
      ...(isProgram && { executable: true as const }),
    };
  });
  const manifest: Manifest = {
    format: 1,
    version,
    architecture: 'arm64',
    built,
    notes,
    files: entries,
    ...change,
  };
  disk.write(join(folder, manifestName), manifestBytes(manifest));
  disk.sync(join(folder, manifestName));
  disk.sync(folder);
  return manifest;
}

/** Text that does not compress away, the same for the same seed. */
export function noise(bytes: number, seed: number): string {
  let text = '';
  for (let n = 0; text.length < bytes; n++) text += digestOf(Buffer.from(`${seed} ${n}`));
  return text.slice(0, bytes);
}

export const filesOf = (version: string): Record<string, string> => ({
  'program.js': `${noise(6_000, 1)} ${version} ${noise(6_000, 2)}`,
  'node/library.so': noise(9_000, 3),
  'node/copy.so': noise(9_000, 3),
  'assets/page.css': `${version} page`,
  'assets/empty': '',
});

/** A repository and boxes that trust it, all in memory. */
export class UpdateBench {
  readonly time = new SetTime();
  readonly disk: CrashDisk;
  readonly keyring: Keyring;
  readonly repository: Repository;
  factoryRoot: Buffer = Buffer.alloc(0);
  readonly requests: string[] = [];
  /** Changes what the server gives; nothing for 404. */
  answer: (path: string, content: Buffer | undefined) => Buffer | undefined = (_, content) => content;

  /** @param disk of the release tool, with what lies on it */
  constructor(disk = new CrashDisk()) {
    this.disk = disk;
    this.keyring = new Keyring(disk, '/keys');
    this.repository = new Repository({ disk, folder: '/repository', keyring: this.keyring, time: this.time });
  }

  begin(): this {
    rememberSignatures();
    this.repository.init();
    this.factoryRoot = this.disk.read('/repository/metadata/1.root.json');
    addChannel(this.repository, this.keyring, 'stable');
    makeRelease(this.disk, '/releases/1.0.0', '1.0.0', filesOf('1.0.0'));
    return this;
  }

  publish(
    version: string,
    earlier: readonly string[],
    change: Partial<Manifest> = {},
    sites?: string[],
  ): void {
    const release = `/releases/${version}`;
    makeRelease(this.disk, release, version, filesOf(version), change);
    publishRelease({
      disk: this.disk,
      repository: this.repository,
      channel: 'stable',
      release,
      earlier: earlier.map(old => `/releases/${old}`),
      ...(sites ? { sites } : {}),
    });
  }

  /** A box as it left the factory, with release 1.0.0 in slot a. */
  box(): CrashDisk {
    const disk = new CrashDisk();
    makeRelease(disk, '/box/slots/a', '1.0.0', filesOf('1.0.0'));
    makeFolderDurably(disk, '/box/slots/a');
    return disk;
  }

  client(disk: Disk, change: Partial<UpdateClientOptions> = {}): { slots: Slots; client: UpdateClient } {
    const slots = new Slots({ disk, folder: '/box' });
    const store = new MetadataStore({ disk, folder: '/box/trust', factoryRoot: this.factoryRoot });
    const client = new UpdateClient({
      disk,
      folder: '/box',
      slots,
      store,
      source: new URL('http://updates/'),
      transport: this.transport,
      limits: fastLimits,
      time: this.time,
      channel: 'stable',
      architecture: 'arm64',
      site: 'mikkeli',
      ...change,
    });
    return { slots, client };
  }

  readonly transport: Transport = async (url, from) => {
    this.requests.push(url.pathname);
    const file = join('/repository', decodeURIComponent(url.pathname));
    const there = this.disk.kind(file) === 'file' ? this.disk.read(file) : undefined;
    const content = this.answer(url.pathname, there);
    if (!content) throw new TiskiError('update-not-found', url.pathname);
    async function* chunks() {
      for (let at = from; at < (content?.length ?? 0); at += 4096)
        yield content?.subarray(at, at + 4096) ?? Buffer.alloc(0);
    }
    return { chunks: chunks(), from, announced: undefined, close() {} };
  };
}
