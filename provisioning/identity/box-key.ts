import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { TiskiError } from '../../hal/platform/error';
import type { Shelf } from './shelf';
import { isForTpm, keyInTpm } from './tpm-key';

/** Named in the site file beside the certificate. */
export const keyFile = 'key.pem';

/**
 * The key of the box, EC P-256: made at the first call and the same ever after, through every renewal, so that no power cut can leave a key
 * and a certificate at odds. Nothing but this program and the TLS of the box reads it.
 * @throws TiskiError `tpm-unusable`; `identity-damaged`: a key that is there but unreadable is never replaced by itself, since the region knows the box by it
 */
export async function boxKey(shelf: Shelf): Promise<KeyObject> {
  const pem = await shelf.read(keyFile);
  if (pem !== undefined) return keyIn(pem);
  const made = isForTpm(process.env) ? keyInTpm() : keyInFile();
  await shelf.write(keyFile, made);
  return keyIn(made);
}

function keyInFile(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function keyIn(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key;
  } catch {
    // What a library says of a key is not for logs.
  }
  throw new TiskiError('identity-damaged', keyFile);
}
