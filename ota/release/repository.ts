import { dirname, join } from 'node:path';
import { TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import type { Disk } from '../disk/disk';
import { makeFolderDurably, replaceDurably } from '../disk/durably';
import { digestOf } from '../format/manifest';
import {
  bytesOf,
  type Delegation,
  type FileMeta,
  instant,
  type RoleDocument,
  type RoleKeys,
  type RootDocument,
  type SignedFile,
  type SnapshotDocument,
  specification,
  type TargetsDocument,
  type TimestampDocument,
  type TopRole,
  topRoles,
  withSignatures,
} from './documents';
import type { Keyring } from './keyring';

export interface RepositoryOptions {
  readonly disk: Disk;
  /** What a web server serves: `metadata/` and `targets/`. */
  readonly folder: string;
  readonly keyring: Keyring;
  readonly time: Time;
}

const day = 86_400_000;

/** A web server runs as somebody else. */
const readable = 0o644;

/** How long a signature is good for, ms. Online roles short, so that a frozen mirror shows soon; root long, as people sign it by hand. */
const lifetimes = { root: 730 * day, targets: 365 * day, snapshot: 30 * day, timestamp: 7 * day };

/**
 * The files of a repository. Everything a box reads is written before the timestamp that leads to it, under a name that is never written
 * twice, so that a box and a cut see the old state or the new one.
 */
export class Repository {
  readonly #options: RepositoryOptions;

  constructor(options: RepositoryOptions) {
    this.#options = options;
  }

  /** Root 2 of 3, one key for each other role; goes on where a cut left it. @throws TiskiError `release-refused` if there is a repository */
  init(): void {
    if (this.isBegun) throw new TiskiError('release-refused', 'there is a repository already');
    if (this.#newest('root') === 0) this.#firstRoot();
    this.publish(this.#noTargets());
  }

  #firstRoot(): void {
    const { keyring } = this.#options;
    const counts: Record<TopRole, number> = { root: 3, targets: 1, snapshot: 1, timestamp: 1 };
    const root: RootDocument = {
      _type: 'root',
      ...this.#common('root', 0),
      consistent_snapshot: true,
      keys: {},
      roles: {} as RootDocument['roles'],
    };
    for (const role of topRoles) {
      const keys = Array.from({ length: counts[role] }, () => keyring.make(role));
      for (const key of keys) root.keys[key.id] = key.published;
      root.roles[role] = { keyids: keys.map(key => key.id), threshold: role === 'root' ? 2 : 1 };
    }
    this.writeRoot({ signed: root, signatures: [] });
  }

  /** Whether there is anything that a box could look at. */
  get isBegun(): boolean {
    return this.#newest('targets') > 0;
  }

  root(): SignedFile<RootDocument> {
    const version = this.#newest('root');
    if (version === 0) throw new TiskiError('release-refused', 'there is no repository: begin with "init"');
    return this.#read(`${version}.root.json`);
  }

  targets(): TargetsDocument {
    return this.#current<TargetsDocument>('targets');
  }

  /** What a channel offers; empty if it is new. */
  channel(name: string): TargetsDocument {
    return this.#newest(name) > 0 ? this.#current<TargetsDocument>(name) : this.#noTargets();
  }

  delegation(name: string): Delegation | undefined {
    return this.targets().delegations?.roles.find(role => role.name === name);
  }

  /** Signs a new root by what both the old and the new one ask for (TUF 5.3.4) and publishes it. */
  writeRoot(file: SignedFile<RootDocument>): void {
    const { keyring } = this.#options;
    const before = this.#newest('root') > 0 ? this.root().signed.roles.root : file.signed.roles.root;
    const needed = [before, file.signed.roles.root];
    const keyids = needed.flatMap(role => role.keyids);
    const signed = withSignatures(file, keyring.of({ keyids, threshold: 1 }));
    for (const { keyids, threshold } of needed) {
      const there = signed.signatures.filter(({ keyid }) => keyids.includes(keyid)).length;
      if (there < threshold)
        throw new TiskiError(
          'release-refused',
          `root is signed by ${there} of ${threshold}: bring more keys`,
        );
    }
    this.#write(`${signed.signed.version}.root.json`, bytesOf(signed));
  }

  /** The next version of a root, to be changed. */
  nextRoot(): RootDocument {
    const { signed } = this.root();
    return structuredClone({ ...signed, ...this.#common('root', signed.version) });
  }

  /** Whether there are keys here to sign as a role does today. */
  canSign(role: TopRole): boolean {
    const needed = this.root().signed.roles[role];
    return this.#options.keyring.of(needed).length >= needed.threshold;
  }

  /**
   * Publishes a new state: these roles one version higher, then snapshot and timestamp.
   * @param targets nothing if it stays as it is: its key is then not needed
   * @param next roles of a root that is about to be written: what is signed is good for those who have it and for those who have not
   */
  publish(
    targets: TargetsDocument | undefined,
    channels: ReadonlyMap<string, TargetsDocument> = new Map(),
    next?: RootDocument['roles'],
  ): void {
    const now = this.root().signed.roles;
    const by = (role: TopRole) => (next ? [now[role], next[role]] : [now[role]]);
    const snapshot = this.#newest('snapshot') > 0 ? this.#current<SnapshotDocument>('snapshot') : undefined;
    const meta: Record<string, FileMeta> = { ...snapshot?.meta };
    for (const [name, document] of channels) {
      const { delegations } = targets ?? this.targets();
      const delegation = delegations?.roles.find(role => role.name === name);
      if (!delegation) throw new TiskiError('release-refused', `there is no channel ${name}`);
      meta[`${name}.json`] = this.#sign(name, { ...document, ...this.#common('targets', document.version) }, [
        delegation,
      ]);
    }
    if (targets)
      meta['targets.json'] = this.#sign(
        'targets',
        { ...targets, ...this.#common('targets', targets.version) },
        by('targets'),
      );
    const snapshotMeta = this.#sign(
      'snapshot',
      { _type: 'snapshot', ...this.#common('snapshot', snapshot?.version ?? 0), meta },
      by('snapshot'),
    );
    this.#stamp(snapshotMeta, by('timestamp'));
  }

  /** Says anew that nothing changed, before the timestamp runs out; needs the key of the timestamp alone. */
  restamp(): void {
    this.#stamp(this.#current<TimestampDocument>('timestamp', 'timestamp.json').meta['snapshot.json'], [
      this.root().signed.roles.timestamp,
    ]);
  }

  /** Keeps a target under its hash (TUF 6.2) and says how the metadata names it. */
  addTarget(name: string, content: Buffer): { length: number; hashes: { sha256: string } } {
    const sha256 = digestOf(content);
    const [folder, base] = [dirname(name), name.slice(dirname(name).length + 1)];
    const file = join(this.#options.folder, 'targets', folder, `${sha256}.${base}`);
    makeFolderDurably(this.#options.disk, dirname(file));
    replaceDurably(this.#options.disk, file, content, readable);
    return { length: content.length, hashes: { sha256 } };
  }

  /** To be published as version 1. */
  #noTargets(): TargetsDocument {
    return { _type: 'targets', ...this.#common('targets', -1), targets: {} };
  }

  #stamp(snapshot: FileMeta, keys: readonly RoleKeys[]): void {
    const before = this.#options.disk.kind(this.#file('timestamp.json'))
      ? this.#current<TimestampDocument>('timestamp', 'timestamp.json').version
      : 0;
    const document: TimestampDocument = {
      _type: 'timestamp',
      ...this.#common('timestamp', before),
      issued: instant(this.#options.time.now()),
      meta: { 'snapshot.json': snapshot },
    };
    this.#sign('timestamp', document, keys, 'timestamp.json');
  }

  #sign(
    role: string,
    document: RoleDocument,
    keys: readonly RoleKeys[],
    name = `${document.version}.${role}.json`,
  ): FileMeta {
    const signers = keys.flatMap(each => this.#options.keyring.enough(role, each));
    const once = [...new Map(signers.map(key => [key.id, key])).values()];
    const file = withSignatures({ signed: document, signatures: [] }, once);
    const content = bytesOf(file);
    this.#write(name, content);
    return { version: document.version, length: content.length, hashes: { sha256: digestOf(content) } };
  }

  #common(
    role: TopRole,
    before: number,
  ): { spec_version: typeof specification; version: number; expires: string } {
    const expires = instant(this.#options.time.now() + lifetimes[role]);
    return { spec_version: specification, version: before + 1, expires };
  }

  /** Versions that a cut left unnamed are written again: only what snapshot and timestamp name counts. */
  #current<T extends RoleDocument>(role: string, name?: string): T {
    if (name) return this.#read<T>(name).signed;
    if (role === 'snapshot') {
      const { meta } = this.#current<TimestampDocument>('timestamp', 'timestamp.json');
      return this.#read<T>(`${meta['snapshot.json'].version}.snapshot.json`).signed;
    }
    return this.#read<T>(`${this.#newest(role)}.${role}.json`).signed;
  }

  /** The newest version that counts, 0 if there is none. */
  #newest(role: string): number {
    const { disk, folder } = this.#options;
    if (role === 'root') {
      const versions = disk
        .list(join(folder, 'metadata'))
        .map(name => Number(name.match(/^(\d+)\.root\.json$/)?.[1] ?? 0));
      return Math.max(0, ...versions);
    }
    if (!disk.kind(this.#file('timestamp.json'))) return 0;
    if (role === 'snapshot') return 1;
    return this.#current<SnapshotDocument>('snapshot').meta[`${role}.json`]?.version ?? 0;
  }

  #read<T extends RoleDocument>(name: string): SignedFile<T> {
    return JSON.parse(this.#options.disk.read(this.#file(name)).toString('utf8'));
  }

  #write(name: string, content: Buffer): void {
    makeFolderDurably(this.#options.disk, join(this.#options.folder, 'metadata'));
    replaceDurably(this.#options.disk, this.#file(name), content, readable);
  }

  #file(name: string): string {
    return join(this.#options.folder, 'metadata', name);
  }
}
