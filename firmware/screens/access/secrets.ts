import { createHash, randomBytes } from 'node:crypto';

/** Bytes of a secret: 192 bits, 32 letters in a link. */
const secretBytes = 24;

const form = /^[A-Za-z0-9_-]{32}$/;

/** A new secret. From the system alone, never from a source that is handed in: one that could be repeated would be none. */
export function newSecret(): string {
  return randomBytes(secretBytes).toString('base64url');
}

export function isSecret(text: string): boolean {
  return form.test(text);
}

/** What is kept of a secret. Plain SHA-256 is enough for one that nobody chose: there is nothing to guess from. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
