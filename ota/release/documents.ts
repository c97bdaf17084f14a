import { canonicalBytes, type JsonObject } from './canonical';
import type { SigningKey } from './signing-key';

/** Roles of The Update Framework as plain JSON (specification 1.0.31, section 4). */
interface Common {
  spec_version: '1.0.31';
  version: number;
  /** UTC, whole seconds. */
  expires: string;
}

export interface RoleKeys {
  keyids: string[];
  threshold: number;
}

export const topRoles = ['root', 'targets', 'snapshot', 'timestamp'] as const;
export type TopRole = (typeof topRoles)[number];

export interface RootDocument extends Common {
  _type: 'root';
  consistent_snapshot: true;
  keys: Record<string, JsonObject>;
  roles: Record<TopRole, RoleKeys>;
}

export interface FileMeta {
  version: number;
  length: number;
  hashes: { sha256: string };
}

export interface TargetMeta {
  length: number;
  hashes: { sha256: string };
}

export interface Delegation extends RoleKeys {
  name: string;
  terminating: true;
  paths: string[];
}

export interface TargetsDocument extends Common {
  _type: 'targets';
  targets: Record<string, TargetMeta>;
  delegations?: { keys: Record<string, JsonObject>; roles: Delegation[] };
}

export interface SnapshotDocument extends Common {
  _type: 'snapshot';
  meta: Record<string, FileMeta>;
}

export interface TimestampDocument extends Common {
  _type: 'timestamp';
  /** Not of the specification: what a box without a battery clock takes as proof of the time. */
  issued: string;
  meta: { 'snapshot.json': FileMeta };
}

export type RoleDocument = RootDocument | TargetsDocument | SnapshotDocument | TimestampDocument;

export interface SignedFile<T extends RoleDocument = RoleDocument> {
  signatures: { keyid: string; sig: string }[];
  signed: T;
}

export const specification = '1.0.31';

/** Adds the signatures of these keys; those of other keys stay. */
export function withSignatures<T extends RoleDocument>(
  { signed, signatures }: SignedFile<T>,
  keys: readonly SigningKey[],
): SignedFile<T> {
  const bytes = canonicalBytes(signed);
  const added = keys.map(key => ({ keyid: key.id, sig: key.sign(bytes) }));
  const others = signatures.filter(({ keyid }) => !added.some(signature => signature.keyid === keyid));
  return { signed, signatures: [...others, ...added] };
}

export function bytesOf(file: SignedFile): Buffer {
  return Buffer.from(`${JSON.stringify(file, undefined, 1)}\n`);
}

/** TUF 4.2: `YYYY-MM-DDTHH:MM:SSZ` */
export function instant(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
