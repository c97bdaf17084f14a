import { execFileSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { messageOf, TiskiError } from '../../hal/platform/error';

/** Making a key takes a chip some seconds, ms. */
const patience = 60_000;

/** Whether the key of the box is to be made in a trusted platform module (`TISKI_KEY=tpm`; `system/tpm/README.md`). */
export function isForTpm({ TISKI_KEY }: NodeJS.ProcessEnv): boolean {
  return TISKI_KEY === 'tpm';
}

/**
 * A key on P-256 in the TPM 2.0 of this machine. What is written down (PEM, `TSS2 PRIVATE KEY`) is wrapped by the chip and of use with that chip alone.
 * By Debian's OpenSSL with its provider for TPMs; this program must have been started with that provider, too, which is tried before the key counts.
 * @throws TiskiError `tpm-unusable`
 */
export function keyInTpm(): string {
  try {
    const words = ['genpkey', '-provider', 'tpm2', '-provider', 'default'];
    const pem = execFileSync('openssl', [...words, '-algorithm', 'EC', '-pkeyopt', 'group:P-256'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: patience,
    });
    const key = createPrivateKey(pem);
    const said = Buffer.from('tiski');
    if (!verify('sha256', said, createPublicKey(key), sign('sha256', said, key)))
      throw new Error('signature');
    return pem;
  } catch (error) {
    throw new TiskiError('tpm-unusable', messageOf(error).split('\n')[0], { cause: error });
  }
}
