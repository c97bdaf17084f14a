import { constants, createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { Metadata, type Root, Signature } from '@tufjs/models';

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

export const keyTypes = {
  rsa: 'rsassa-pss-sha256',
  ecdsa: 'ecdsa-sha2-nistp256',
  ed25519: 'ed25519',
} as const;
export type KeyType = keyof typeof keyTypes;

/** A key of a role, with its public half as the metadata has it. `key` may be given strange fields before it is used. */
export interface Signer {
  readonly keyid: string;
  readonly key: JsonObject;
  sign(bytes: Buffer): string;
}

const made = new Map<string, { publicKey: KeyObject; privateKey: KeyObject }>();

/** The nth key of a kind; keys are made once for all tests of a process. */
export function signer(nth: number, type: KeyType = 'ecdsa', extra: JsonObject = {}): Signer {
  const name = `${type} ${nth}`;
  const pair = made.get(name) ?? pairOf(type);
  made.set(name, pair);
  const { publicKey, privateKey } = pair;
  const key: JsonObject = {
    keytype: type,
    scheme: keyTypes[type],
    keyval: {
      public:
        type === 'ed25519'
          ? publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
          : publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    },
    ...extra,
  };
  return {
    keyid: createHash('sha256').update(canonical(key)).digest('hex'),
    key,
    sign: bytes => {
      if (type === 'ed25519') return sign(null, bytes, privateKey).toString('hex');
      const padding = type === 'rsa' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {};
      return sign('sha256', bytes, { key: privateKey, ...padding }).toString('hex');
    },
  };
}

function pairOf(type: KeyType): { publicKey: KeyObject; privateKey: KeyObject } {
  if (type === 'rsa') return generateKeyPairSync('rsa', { modulusLength: 3072 });
  if (type === 'ecdsa') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return generateKeyPairSync('ed25519');
}

/** The bytes that a signature covers. `Metadata.sign` is the only way of the library to them. */
export function canonical(signed: JsonObject): Buffer {
  let bytes: Buffer = Buffer.alloc(0);
  new Metadata({ toJSON: () => signed } as unknown as Root).sign(data => {
    bytes = data;
    return new Signature({ keyID: '', sig: '' });
  });
  return bytes;
}
