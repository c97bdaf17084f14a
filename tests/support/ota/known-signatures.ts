import crypto, { createHash, type KeyObject } from 'node:crypto';

/**
 * Boxes of a test verify the same few documents thousands of times: a signature that was judged is not judged again by elliptic curves. What was judged is known by
 * key, document and signature, each whole, so nothing forged passes that did not pass before.
 */
export function rememberSignatures(): void {
  if (judge !== crypto.verify) return;
  crypto.verify = verify as typeof crypto.verify;
  crypto.createPublicKey = createPublicKey;
}

const judge = crypto.verify;
const makeKey = crypto.createPublicKey;

const judged = new Map<string, boolean>();
const keys = new Map<string, KeyObject>();
const namesOfKeys = new WeakMap<KeyObject, number>();
let named = 0;

function nameOf(key: KeyObject): number {
  const name = namesOfKeys.get(key) ?? ++named;
  namesOfKeys.set(key, name);
  return name;
}

/** As `@tufjs/models` asks: with the key in an object beside what else decides. */
function verify(
  algorithm: string | undefined,
  data: Buffer,
  how: { readonly key: KeyObject; readonly padding?: number },
  signature: Buffer,
): boolean {
  const { key, ...more } = how;
  const document = createHash('sha256').update(data).digest('base64');
  const name = [algorithm, nameOf(key), JSON.stringify(more), document, signature.toString('base64')].join();
  const known = judged.get(name) ?? judge(algorithm, data, how, signature);
  judged.set(name, known);
  return known;
}

/** From its text or bytes, as it stands in a document; anything else is made as ever. */
function createPublicKey(input: Parameters<typeof makeKey>[0]): KeyObject {
  const isWritten =
    typeof input === 'string' || (typeof input === 'object' && 'key' in input && Buffer.isBuffer(input.key));
  if (!isWritten) return makeKey(input);
  const name = JSON.stringify(input);
  const key = keys.get(name) ?? makeKey(input);
  keys.set(name, key);
  return key;
}
