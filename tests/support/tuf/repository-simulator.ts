import { createHash } from 'node:crypto';
import { TiskiError } from '../../../hal/platform/error';
import type { Transport } from '../../../ota/fetch/transport';
import { canonical, type Json, type JsonObject, type KeyType, type Signer, signer } from './signer';

interface RoleJson extends JsonObject {
  keyids: string[];
  threshold: number;
}

export interface RootJson extends JsonObject {
  version: number;
  expires: string;
  keys: Record<string, JsonObject>;
  roles: Record<string, RoleJson>;
  consistent_snapshot: boolean;
}

type Meta = { version: number; length?: number; hashes?: Record<string, string> };

export interface DelegatedJson extends RoleJson {
  name: string;
  terminating: boolean;
}

export interface TargetsJson extends JsonObject {
  version: number;
  expires: string;
  targets: Record<string, { length: number; hashes: Record<string, string> }>;
}

export interface Delegations extends JsonObject {
  keys: Record<string, JsonObject>;
  roles: DelegatedJson[];
}

const day = 86_400_000;
const topLevel = ['root', 'timestamp', 'snapshot', 'targets'];

/**
 * A repository that a test may spoil: the roles are plain JSON, `publish` signs whatever stands there. Modelled on the behaviour of the
 * conformance suite's own simulator, so that its cases read the same here.
 */
export class RepositorySimulator {
  readonly root: RootJson;
  readonly timestamp: { version: number; expires: string; meta: { 'snapshot.json': Meta } } & JsonObject;
  readonly snapshot: { version: number; expires: string; meta: Record<string, Meta> } & JsonObject;
  readonly targets: TargetsJson;
  readonly roles = new Map<string, JsonObject & { version: number }>();
  /** Every version that was published, as the server gives it. */
  readonly published = new Map<string, Buffer[]>();
  readonly signers = new Map<string, Map<string, Signer>>();
  readonly artifacts = new Map<string, { data: Buffer; hashes: Record<string, string> }>();
  /** Whether snapshot and timestamp name lengths and hashes. */
  withHashes = false;
  metadataRequests: [string, number | undefined][] = [];
  readonly artifactRequests: [string, string][] = [];
  readonly #now: number;
  readonly #used: Record<KeyType, number> = { rsa: 0, ecdsa: 0, ed25519: 0 };

  constructor(now: number) {
    this.#now = now;
    const common = (type: string) => ({
      _type: type,
      spec_version: '1.0.31',
      version: 1,
      expires: this.expires(30),
    });
    this.targets = { ...common('targets'), targets: {} };
    this.snapshot = { ...common('snapshot'), meta: { 'targets.json': { version: 1 } } };
    this.timestamp = { ...common('timestamp'), meta: { 'snapshot.json': { version: 1 } } };
    const roles = Object.fromEntries(topLevel.map(role => [role, { keyids: [], threshold: 1 }]));
    this.root = { ...common('root'), keys: {}, roles, consistent_snapshot: true };
    this.roles.set('targets', this.targets);
    this.roles.set('snapshot', this.snapshot);
    this.roles.set('timestamp', this.timestamp);
    this.roles.set('root', this.root);
    for (const role of topLevel) this.addKey(role);
    this.publish('targets', 'snapshot', 'timestamp', 'root');
  }

  /** Whole seconds, as the specification wants. */
  expires(days: number): string {
    return new Date(this.#now + days * day).toISOString().replace(/\.\d+Z/, 'Z');
  }

  newSigner(type: KeyType = 'ecdsa', extra: JsonObject = {}): Signer {
    return signer(this.#used[type]++, type, extra);
  }

  addSigner(role: string, added: Signer): void {
    const signers = this.signers.get(role) ?? new Map();
    this.signers.set(role, signers.set(added.keyid, added));
  }

  /** A key for a role of the root. */
  addKey(role: string, added = this.newSigner()): Signer {
    const { keyids } = this.roleOf(role);
    if (!keyids.includes(added.keyid)) keyids.push(added.keyid);
    this.root.keys[added.keyid] = added.key;
    this.addSigner(role, added);
    return added;
  }

  /** Who may sign a role of the root. */
  roleOf(role: string): RoleJson {
    const found = this.root.roles[role];
    if (!found) throw new Error(`no role ${role}`);
    return found;
  }

  /** Nobody may sign the role any more. */
  clearKeys(role: string): void {
    this.roleOf(role).keyids.length = 0;
    this.signers.get(role)?.clear();
  }

  rotateKeys(role: string): void {
    this.clearKeys(role);
    for (let n = 0; n < this.roleOf(role).threshold; n++) this.addKey(role);
  }

  /** Takes the youngest signer of a role away, its key stays. */
  dropSigner(role: string): void {
    const signers = this.signers.get(role);
    const last = [...(signers?.keys() ?? [])].at(-1);
    if (last !== undefined) signers?.delete(last);
  }

  /** A delegated role with a key of its own, last in the order of its delegator. */
  delegate(
    delegator: string,
    name: string,
    { paths = ['*'], terminating = false, threshold = 1 } = {},
  ): void {
    const parent = this.targetsOf(delegator);
    parent.delegations ??= { keys: {}, roles: [] };
    const { keys, roles } = parent.delegations as Delegations;
    const added = this.newSigner();
    keys[added.keyid] = added.key;
    this.addSigner(name, added);
    const there = roles.findIndex(role => role.name === name);
    if (there >= 0) roles.splice(there, 1);
    roles.push({ name, keyids: [added.keyid], threshold, terminating, paths });
    if (!this.roles.has(name))
      this.roles.set(name, {
        _type: 'targets',
        spec_version: '1.0.31',
        version: 1,
        expires: this.expires(30),
        targets: {},
      });
  }

  targetsOf(role: string): TargetsJson {
    return this.roles.get(role) as TargetsJson;
  }

  addArtifact(role: string, path: string, content: string, algorithms = ['sha256']): void {
    const data = Buffer.from(content);
    const hashes = Object.fromEntries(
      algorithms.map(name => [name, createHash(name).update(data).digest('hex')]),
    );
    this.targetsOf(role).targets[path] = { length: data.length, hashes };
    this.artifacts.set(path, { data, hashes });
  }

  /** Signs the roles in this order, one version higher unless it is the first, and names them in snapshot and timestamp. */
  publish(...names: string[]): void {
    for (const name of names) {
      const signed = this.roles.get(name);
      if (!signed) throw new Error(`no role ${name}`);
      const versions = this.published.get(name);
      if (versions) signed.version++;
      const content = this.signed(name);
      this.published.set(name, [...(versions ?? []), content]);
      const meta: Meta = { version: signed.version };
      if (this.withHashes) {
        meta.length = content.length;
        meta.hashes = { sha256: createHash('sha256').update(content).digest('hex') };
      }
      if (name === 'snapshot') this.timestamp.meta['snapshot.json'] = meta;
      else if (name !== 'root' && name !== 'timestamp') this.snapshot.meta[`${name}.json`] = meta;
    }
  }

  /** The role as it stands, signed by its signers. */
  signed(name: string): Buffer {
    const signed = this.roles.get(name) as JsonObject;
    const bytes = canonical(signed);
    const signatures = [...(this.signers.get(name)?.values() ?? [])].map(({ keyid, sign }) => ({
      keyid,
      sig: sign(bytes),
    }));
    return Buffer.from(JSON.stringify({ signatures, signed }, undefined, 1));
  }

  /** Starts the versions of a role anew, as an attacker or a recovery does. */
  rollBack(name: string): void {
    this.published.delete(name);
    (this.roles.get(name) as { version: number }).version = 1;
  }

  /** Spoils what is published last. */
  spoil(
    name: string,
    change: (metadata: { signatures: { keyid: string; sig: string }[] } & JsonObject) => void,
  ): void {
    const content = this.published.get(name)?.pop();
    const metadata = JSON.parse(String(content));
    change(metadata);
    this.published.get(name)?.push(Buffer.from(JSON.stringify(metadata)));
  }

  latest(name: string): Buffer {
    const found = this.published.get(name)?.at(-1);
    if (!found) throw new Error(`${name} is not published`);
    return found;
  }

  /** What a web server would answer to `/metadata/…` and `/targets/…`; nothing for 404. */
  answer(path: string): Buffer | undefined {
    const metadata = path.match(/^\/metadata\/(?:(\d+)\.)?(.+)\.json$/);
    if (metadata) return this.#metadata(metadata[2] ?? '', metadata[1]);
    const target = path.match(/^\/targets\/((?:.*\/)?)([^./]+)\.([^/]*)$/);
    if (!target) return undefined;
    const name = decodeURIComponent(`${target[1]}${target[3]}`);
    this.artifactRequests.push([name, target[2] ?? '']);
    const artifact = this.artifacts.get(name);
    return artifact && Object.values(artifact.hashes).includes(target[2] ?? '') ? artifact.data : undefined;
  }

  #metadata(encoded: string, version: string | undefined): Buffer | undefined {
    const number = version === undefined ? undefined : Number(version);
    this.metadataRequests.push([encoded, number]);
    const versions = this.published.get(decodeURIComponent(encoded)) ?? [];
    return number === undefined ? versions.at(-1) : versions[number - 1];
  }

  /** The repository without a socket. */
  readonly transport: Transport = async url => {
    const data = this.answer(url.pathname);
    if (!data) throw new TiskiError('update-not-found', url.pathname);
    async function* chunks() {
      yield data as Buffer;
    }
    return { chunks: chunks(), from: 0, announced: undefined, close() {} };
  };
}

export type { Json };
