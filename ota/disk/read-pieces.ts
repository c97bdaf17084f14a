import type { Disk } from './disk';

/** Read at a time, bytes. */
const step = 256 * 1024;

/** One for all: V8 leaves up to 64 MiB of buffers that nobody holds before it looks for them. */
const shared = Buffer.allocUnsafeSlow(step);

/** A file piece by piece, however large it is. A piece is valid until the next is asked for. */
export function* readPieces(disk: Disk, file: string): Generator<Buffer> {
  for (let at = 0; ; at += step) {
    const read = disk.readInto(file, at, shared);
    if (read > 0) yield shared.subarray(0, read);
    if (read < step) return;
  }
}

/** At most `length` bytes from `offset` on. */
export function readPart(disk: Disk, file: string, offset: number, length: number): Buffer {
  const part = Buffer.allocUnsafe(length);
  return part.subarray(0, disk.readInto(file, offset, part));
}
