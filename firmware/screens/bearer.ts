import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';

/** A shorter secret could be guessed; one that is too short lets nobody in. */
const shortestSecret = 16;

/**
 * Whether a request bears the secret that a file holds (RFC 6750, 2.1). The file is read for each request, so that a changed secret needs no
 * restart; one that cannot be read, or is shorter than 16 characters, lets nobody in and is logged.
 */
export function bearsSecret(request: IncomingMessage, file: string | undefined, log: Log): boolean {
  return isRight(tokenOf(request), secretOf(file, log));
}

function secretOf(file: string | undefined, log: Log): string | undefined {
  if (file === undefined) return undefined;
  try {
    const secret = readFileSync(file, 'utf8').trim();
    if (secret.length >= shortestSecret) return secret;
    log.error({ file }, `a secret has less than ${shortestSecret} characters`);
  } catch (error) {
    log.error({ file, error: messageOf(error) }, 'a secret cannot be read');
  }
  return undefined;
}

function tokenOf({ headers }: IncomingMessage): string {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
}

/** In a time that tells nothing of how much of it is right. */
function isRight(token: string, secret: string | undefined): boolean {
  const same = timingSafeEqual(digest(token), digest(secret ?? ''));
  return same && secret !== undefined;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
