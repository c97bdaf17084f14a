import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { TiskiError } from '../../hal/platform/error';
import { Digest } from './manifest';

const closed = { additionalProperties: false };

const Part = Type.Object(
  {
    /** The file that it belongs to; its parts follow one another. */
    file: Digest,
    /** Bytes of the file in it. */
    size: Type.Integer({ minimum: 1, maximum: 2 ** 21 }),
    /** Bytes of it in the pack. */
    packed: Type.Integer({ minimum: 1, maximum: 2 ** 22 }),
    /** Bytes of an old file that serve as its dictionary. */
    from: Type.Optional(
      Type.Object(
        {
          file: Digest,
          offset: Type.Integer({ minimum: 0 }),
          length: Type.Integer({ minimum: 1, maximum: 2 ** 22 }),
        },
        closed,
      ),
    ),
  },
  closed,
);
/** A piece of a file, packed by itself, so that unpacking needs little memory however large the file is. */
export type Part = Static<typeof Part>;

const Index = Type.Array(Part);

/** Largest piece of a file, and largest dictionary, bytes: what unpacking holds in memory at a time. */
export const pieceSize = 2 ** 20;
export const dictionarySize = 2 ** 22;

const magic = 'TISKIPACK1';
const headLength = magic.length + 1 + 10 + 1;

/** Past it the gain is below 2 %, and packing a Node takes minutes. */
const level = 15;

export function packPart(content: Uint8Array, dictionary?: Buffer): Buffer {
  return zstdCompressSync(content, {
    params: {
      [constants.ZSTD_c_compressionLevel]: level,
      // The window covers the dictionary as well.
      [constants.ZSTD_c_windowLog]: 23,
    },
    pledgedSrcSize: content.length,
    ...(dictionary ? { dictionary } : {}),
  });
}

/** @throws TiskiError `update-file-wrong` if it is no such part, or a larger one */
export function unpackPart({ size }: Part, packed: Buffer, dictionary?: Buffer): Buffer {
  try {
    const content = zstdDecompressSync(packed, {
      maxOutputLength: size,
      ...(dictionary ? { dictionary } : {}),
    });
    if (content.length === size) return content;
  } catch (error) {
    throw new TiskiError('update-file-wrong', 'part of a pack', { cause: error });
  }
  throw new TiskiError('update-file-wrong', 'part of a pack is short');
}

/** Manifests hold thousands of names; more than this is none, bytes. */
const largestManifest = 16 * 2 ** 20;

export function packManifest(content: Buffer): Buffer {
  return packPart(content);
}

/** @throws TiskiError `update-file-wrong` */
export function unpackManifest(packed: Buffer): Buffer {
  try {
    return zstdDecompressSync(packed, { maxOutputLength: largestManifest });
  } catch (error) {
    throw new TiskiError('update-file-wrong', 'manifest', { cause: error });
  }
}

/** What stands before the parts. */
export function packHead(parts: readonly Part[]): Buffer {
  const index = Buffer.from(JSON.stringify(parts));
  return Buffer.concat([Buffer.from(`${magic} ${String(index.length).padStart(10, '0')}\n`), index]);
}

/**
 * The parts of a pack and where each begins. `read` gives bytes of it.
 * @throws TiskiError `update-file-wrong`
 */
export function readPackHead(
  length: number,
  read: (offset: number, length: number) => Buffer,
): { readonly part: Part; readonly at: number }[] {
  const wrong = () => new TiskiError('update-file-wrong', 'head of a pack');
  const head = read(0, headLength).toString('latin1');
  const size = Number(head.match(/^TISKIPACK1 (\d{10})\n$/)?.[1] ?? Number.NaN);
  if (!(size <= length - headLength)) throw wrong();
  let parts: unknown;
  try {
    parts = JSON.parse(read(headLength, size).toString('utf8'));
  } catch {
    throw wrong();
  }
  if (!Value.Check(Index, parts)) throw wrong();
  let at = headLength + size;
  const placed = parts.map(part => {
    at += part.packed;
    return { part, at: at - part.packed };
  });
  if (at !== length) throw wrong();
  return placed;
}
