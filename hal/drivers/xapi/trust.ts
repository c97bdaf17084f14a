import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** How the unit proves that it is the one meant. */
export interface Trust {
  readonly fingerprint?: string;
  readonly caFile?: string;
  readonly verify: boolean;
}

/** Authorities to believe instead of the machine's own; read for each attempt, so that a renewed file needs no restart. @throws Error */
export function authorities({ caFile }: Trust): Buffer | undefined {
  return caFile === undefined ? undefined : readFileSync(caFile);
}

/** Why a key or certificate is not trusted; `undefined` when it is. `authorityError` is what the check of its signatures found. */
export function distrust(
  trust: Trust,
  bytes: Buffer,
  format: 'hex' | 'base64',
  authorityError: string | undefined,
): string | undefined {
  if (!trust.verify) return undefined;
  const digest = createHash('sha256').update(bytes).digest();
  const seen = format === 'hex' ? colons(digest) : `SHA256:${digest.toString('base64').replace(/=+$/, '')}`;
  if (trust.fingerprint !== undefined)
    return digestOf(trust.fingerprint).equals(digest) ? undefined : `its fingerprint is ${seen}`;
  return authorityError === undefined ? undefined : `${authorityError}; its fingerprint is ${seen}`;
}

function digestOf(fingerprint: string): Buffer {
  return fingerprint.startsWith('SHA256:')
    ? Buffer.from(fingerprint.slice('SHA256:'.length), 'base64')
    : Buffer.from(fingerprint.replaceAll(':', ''), 'hex');
}

function colons(digest: Buffer): string {
  return Array.from(digest, byte => byte.toString(16).toUpperCase().padStart(2, '0')).join(':');
}
