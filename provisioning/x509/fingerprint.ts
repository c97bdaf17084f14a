import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { TiskiError } from '../../hal/platform/error';
import { grouped, heard, spoken } from './read-aloud';

/** Signs of a fingerprint: 80 bits, for which nobody finds a second key (2^80 tries). */
export const fingerprintSigns = 16;

/** SHA-256 of the public key (SubjectPublicKeyInfo, RFC 5280, 4.1), 64 hexadecimal digits. */
export function keyHash(key: KeyObject): string {
  return hashOf(key).toString('hex');
}

/** The same in a form that two people compare, such as `7QF2-M9XK-3D4T-V8WN`. */
export function fingerprint(key: KeyObject): string {
  return grouped(spoken(hashOf(key), fingerprintSigns));
}

/** Of a key whose hash is known. */
export function fingerprintOfHash(hash: string): string {
  return grouped(spoken(Buffer.from(hash, 'hex'), fingerprintSigns));
}

/** As a person typed it. @throws TiskiError `fingerprint-wrong` */
export function fingerprintIn(typed: string): string {
  const text = heard(typed);
  if (text?.length !== fingerprintSigns)
    throw new TiskiError('fingerprint-wrong', `not ${fingerprintSigns} signs`);
  return grouped(text);
}

function hashOf(key: KeyObject): Buffer {
  const open = key.type === 'private' ? createPublicKey(key) : key;
  return createHash('sha256')
    .update(open.export({ type: 'spki', format: 'der' }))
    .digest();
}
