import { Metadata, type Root, Signature } from '@tufjs/models';

export type Json = string | number | boolean | undefined | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

/** The bytes that a signature covers. `Metadata.sign` is the library's only way to them. */
export function canonicalBytes(signed: object): Buffer {
  let bytes: Buffer = Buffer.alloc(0);
  new Metadata({ toJSON: () => signed } as unknown as Root).sign(data => {
    bytes = data;
    return new Signature({ keyID: '', sig: '' });
  });
  return bytes;
}
