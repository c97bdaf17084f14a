import { type KeyObject, sign, verify } from 'node:crypto';
import { TiskiError } from '../../hal/platform/error';
import { fingerprint } from '../x509/fingerprint';

/** What a box says, by its key, for the last time. */
export interface Declaration {
  /** SITE.NAME */
  readonly box: string;
  /** Of the key that it is about to destroy. */
  readonly fingerprint: string;
  /** By the clock of the box, ISO 8601; it may be wrong. */
  readonly at: string;
  /** Base64, ECDSA over SHA-256 in DER, by the key of the box over `declarationText`. */
  readonly signature: string;
}

/** The declaration, and the region's word that the certificate is revoked. */
export interface Proof {
  readonly declaration: Declaration;
  /** By the clock of the region, ISO 8601. */
  readonly revokedAt: string;
  /** The same by the authority of the region, over `proofText`. */
  readonly signature: string;
}

/** What the box signs: lines of a text, so that it can be looked at with OpenSSL alone. */
export function declarationText({ box, fingerprint, at }: Omit<Declaration, 'signature'>): string {
  return `tiski-leave-1\nbox ${box}\nkey ${fingerprint}\nat ${at}\nThis box erases what it keeps and destroys its key.\n`;
}

/** What the authority of the region signs. */
export function proofText({ declaration, revokedAt }: Omit<Proof, 'signature'>): string {
  return `${declarationText(declaration)}signed ${declaration.signature}\nrevoked ${revokedAt}\n`;
}

export function declare(box: string, key: KeyObject, at: number): Declaration {
  const said = { box, fingerprint: fingerprint(key), at: new Date(at).toISOString() };
  return { ...said, signature: signed(declarationText(said), key) };
}

/** A declaration that this key has signed about itself; nothing for anything else. */
export function declarationIn(text: string, key: KeyObject): Declaration | undefined {
  try {
    const declaration = JSON.parse(text) as Declaration;
    const { box, fingerprint: named, at, signature } = declaration;
    const said = [box, named, at, signature].every(part => typeof part === 'string' && !part.includes('\n'));
    if (!said || named !== fingerprint(key)) return undefined;
    return isSigned(declarationText(declaration), signature, key)
      ? { box, fingerprint: named, at, signature }
      : undefined;
  } catch {
    return undefined;
  }
}

/** @param sign by the authority of the region */
export function attest(declaration: Declaration, now: number, sign: (content: string) => string): Proof {
  const proof = { declaration, revokedAt: new Date(now).toISOString() };
  return { ...proof, signature: sign(proofText(proof)) };
}

/** @throws TiskiError `leave-unproven` unless the authority has signed it */
export function proofIn(text: string, authority: KeyObject): Proof {
  try {
    const proof = JSON.parse(text) as Proof;
    if (isSigned(proofText(proof), proof.signature, authority)) return proof;
  } catch {
    // Told below.
  }
  throw new TiskiError('leave-unproven');
}

/** Base64, in DER. */
export function signed(content: string, key: KeyObject): string {
  return sign('sha256', Buffer.from(content), { key, dsaEncoding: 'der' }).toString('base64');
}

function isSigned(content: string, signature: string, key: KeyObject): boolean {
  return verify(
    'sha256',
    Buffer.from(content),
    { key, dsaEncoding: 'der' },
    Buffer.from(signature, 'base64'),
  );
}
