import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import { canonicalBytes, type JsonObject } from './canonical';

/** A private key of a role (Ed25519) with its public half as the metadata has it. */
export class SigningKey {
  readonly id: string;
  readonly published: JsonObject;
  readonly #key: KeyObject;

  constructor(key: KeyObject) {
    const raw = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
    this.published = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: raw.toString('hex') } };
    // TUF 4.2: the hexdigest of SHA-256 of the canonical form.
    this.id = createHash('sha256').update(canonicalBytes(this.published)).digest('hex');
    this.#key = key;
  }

  static make(): SigningKey {
    return new SigningKey(generateKeyPairSync('ed25519').privateKey);
  }

  /** @throws if it is no private key in PEM */
  static read(pem: Buffer): SigningKey {
    return new SigningKey(createPrivateKey(pem));
  }

  pem(): string {
    return this.#key.export({ format: 'pem', type: 'pkcs8' }).toString();
  }

  /** Hex. */
  sign(bytes: Buffer): string {
    return sign(null, bytes, this.#key).toString('hex');
  }
}
