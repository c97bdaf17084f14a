import { createHash, type KeyObject, verify, X509Certificate } from 'node:crypto';
import { dirname, join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { messageOf, TiskiError } from '../../hal/platform/error';
import type { Disk } from '../../ota/disk/disk';
import { makeFolderDurably } from '../../ota/disk/durably';
import { readPart } from '../../ota/disk/read-pieces';
import { nameIn } from '../x509/box-name';
import { signed } from './proof';

/** One file of what a successor needs. */
export interface Part {
  /** Where it belongs, such as `state/journal.db`. */
  readonly name: string;
  /** Where it lies now. It must not change while the bundle is made. */
  readonly file: string;
}

export interface Manifest {
  readonly format: 1;
  /** SITE.NAME */
  readonly box: string;
  /** As of when, ms since 1970-01-01 UTC by the clock of the box. */
  readonly asOf: number;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

export interface Signer {
  readonly key: KeyObject;
  readonly certificate: X509Certificate;
}

/** Content is compressed in pieces of this size, so that neither end holds more in memory; bytes. */
const pieceBytes = 256 * 1024;

const limits = { manifest: 256 * 1024, files: 1000, bytes: 512 * 2 ** 20 } as const;

const goodName = /^(?:state|config)(?:\/[A-Za-z0-9_][A-Za-z0-9._-]{0,99}){1,8}$/;

/**
 * Writes a bundle: frames of a length (4 bytes, big-endian) and as many bytes. The first is the manifest, the second its signature by the box, with the
 * certificate; then come the files in the order of the manifest, in compressed pieces. The digests in the manifest make one signature enough.
 */
export function writeBundle(
  disk: Disk,
  file: string,
  about: { readonly box: string; readonly asOf: number; readonly parts: readonly Part[] },
  signer: Signer,
): void {
  const { box, asOf, parts } = about;
  const files = parts.map(part => ({ name: part.name, ...digestOf(disk, part.file) }));
  const manifest = JSON.stringify({ format: 1, box, asOf, files } satisfies Manifest);
  const signature = { signature: signed(manifest, signer.key), certificate: signer.certificate.toString() };
  makeFolderDurably(disk, dirname(file));
  disk.write(file, framed(Buffer.from(manifest)), 0o600);
  disk.append(file, framed(Buffer.from(JSON.stringify(signature))));
  for (const part of parts)
    for (const piece of piecesOf(disk, part.file)) disk.append(file, framed(deflateRawSync(piece)));
  disk.sync(file);
  disk.sync(dirname(file));
}

/**
 * What a bundle says of itself, once it is proven to be made by a box that the region knew by this name.
 * @throws TiskiError `takeover-damaged`, `takeover-foreign`
 */
export function readManifest(
  disk: Disk,
  file: string,
  expected: { readonly box?: string; readonly authorities: readonly X509Certificate[] },
): Manifest {
  const reader = new FrameReader(disk, file);
  const text = reader.next(limits.manifest);
  let manifest: Manifest;
  let maker: X509Certificate;
  let signature: Buffer;
  try {
    manifest = checked(JSON.parse(text.toString('utf8')));
    const by = JSON.parse(reader.next(limits.manifest).toString('utf8'));
    maker = new X509Certificate(String(by.certificate));
    signature = Buffer.from(String(by.signature), 'base64');
  } catch (error) {
    throw new TiskiError('takeover-damaged', messageOf(error), { cause: error });
  }
  const isMember = proven(() =>
    expected.authorities.some(authority => maker.checkIssued(authority) && maker.verify(authority.publicKey)),
  );
  if (!isMember) throw new TiskiError('takeover-foreign', 'it was made by no box of this region');
  if (!proven(() => verify('sha256', text, { key: maker.publicKey, dsaEncoding: 'der' }, signature)))
    throw new TiskiError('takeover-damaged', 'its signature');
  const { box } = nameIn(maker);
  if (box !== manifest.box || (expected.box !== undefined && expected.box !== box))
    throw new TiskiError('takeover-foreign', `it is of ${box}`);
  return manifest;
}

/** Unpacks every file into a folder and syncs it. @throws TiskiError `takeover-damaged` */
export function unpackBundle(disk: Disk, file: string, manifest: Manifest, into: string): void {
  const reader = new FrameReader(disk, file);
  reader.next(limits.manifest);
  reader.next(limits.manifest);
  for (const { name, bytes, sha256 } of manifest.files) {
    const target = join(into, name);
    makeFolderDurably(disk, dirname(target));
    disk.write(target, Buffer.alloc(0), 0o600);
    const hash = createHash('sha256');
    for (let written = 0; written < bytes; ) {
      const piece = inflated(reader.next(2 * pieceBytes), name);
      hash.update(piece);
      disk.append(target, piece);
      written += piece.length;
      if (piece.length === 0 || written > bytes) throw new TiskiError('takeover-damaged', name);
    }
    if (hash.digest('hex') !== sha256) throw new TiskiError('takeover-damaged', name);
    disk.sync(target);
    disk.sync(dirname(target));
  }
}

/** A key or a signature that OpenSSL cannot even read proves nothing. */
function proven(look: () => boolean): boolean {
  try {
    return look();
  } catch {
    return false;
  }
}

class FrameReader {
  readonly #disk: Disk;
  readonly #file: string;
  #at = 0;

  constructor(disk: Disk, file: string) {
    this.#disk = disk;
    this.#file = file;
  }

  next(most: number): Buffer {
    const head = readPart(this.#disk, this.#file, this.#at, 4);
    const length = head.length === 4 ? head.readUInt32BE() : 0;
    if (length === 0 || length > most) throw new TiskiError('takeover-damaged', 'it is cut off');
    const frame = readPart(this.#disk, this.#file, this.#at + 4, length);
    if (frame.length < length) throw new TiskiError('takeover-damaged', 'it is cut off');
    this.#at += 4 + length;
    return frame;
  }
}

function framed(content: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(content.length);
  return Buffer.concat([head, content]);
}

function* piecesOf(disk: Disk, file: string): Generator<Buffer> {
  for (let at = 0; ; at += pieceBytes) {
    const piece = readPart(disk, file, at, pieceBytes);
    if (piece.length > 0) yield piece;
    if (piece.length < pieceBytes) return;
  }
}

function digestOf(disk: Disk, file: string): { bytes: number; sha256: string } {
  const hash = createHash('sha256');
  let bytes = 0;
  for (const piece of piecesOf(disk, file)) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

function inflated(frame: Buffer, name: string): Buffer {
  try {
    return inflateRawSync(frame, { maxOutputLength: pieceBytes });
  } catch (error) {
    throw new TiskiError('takeover-damaged', name, { cause: error });
  }
}

/** Nothing that it names may lead out of the folder, or fill the disk. */
function checked(manifest: Manifest): Manifest {
  const { format, box, asOf, files } = manifest;
  if (format !== 1 || typeof box !== 'string' || !Number.isSafeInteger(asOf)) throw new Error('format');
  if (!Array.isArray(files) || files.length > limits.files) throw new Error('files');
  let total = 0;
  for (const { name, bytes, sha256 } of files) {
    if (typeof name !== 'string' || !goodName.test(name) || name.includes('..')) throw new Error('a name');
    if (!Number.isSafeInteger(bytes) || bytes < 0) throw new Error(name);
    if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) throw new Error(name);
    total += bytes;
  }
  if (total > limits.bytes || new Set(files.map(({ name }) => name)).size < files.length)
    throw new Error('files');
  return manifest;
}
