import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { codeOf, messageOf } from '../../hal/platform/error';
import { type Problem, problemAt } from './problem';

/** Bytes. A site with 17 organisations in four languages has some 30 000. */
const maxSize = 256 * 1024;

export type SiteSource = { readonly source: string } | { readonly problem: Problem };

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  ENOTDIR: 'a part of the path is a file, not a folder',
  ENAMETOOLONG: 'the path is too long',
  ELOOP: 'the path is a link that leads to itself',
};

/** The text of a site file, or why there is none. Never throws. */
export function readSiteFile(file: string): SiteSource {
  const unreadable = (message: string) => ({
    problem: problemAt({ file, line: 1, column: 1 }, 'site-unreadable', message),
  });
  let descriptor: number | undefined;
  try {
    // Without O_NONBLOCK a named pipe would hold the program until someone writes.
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = fstatSync(descriptor);
    if (stats.isDirectory()) return unreadable('it is a folder; name the file in it');
    if (!stats.isFile()) return unreadable('it is not a file that can be read twice');
    if (stats.size > maxSize) {
      const message = `it has ${stats.size} bytes; at most ${maxSize} are read`;
      return { problem: problemAt({ file, line: 1, column: 1 }, 'site-too-large', message) };
    }
    return decoded(readFileSync(descriptor), file);
  } catch (error) {
    return unreadable(reasons[codeOf(error)] ?? messageOf(error));
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function decoded(bytes: Buffer, file: string): SiteSource {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  try {
    if (!wide) return { source: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    // Told below, with its place.
  }
  if (wide) {
    return { problem: problemAt({ file, line: 1, column: 1 }, 'site-encoding', 'it is UTF-16') };
  }
  const { line, column, byte } = firstWrongByte(bytes);
  const message = `the byte ${byte} here is not UTF-8; the file is probably in Latin-1 or Windows-1252`;
  return { problem: problemAt({ file, line, column }, 'site-encoding', message) };
}

function firstWrongByte(bytes: Buffer): { line: number; column: number; byte: string } {
  const decoder = new TextDecoder('utf-8');
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    const part = bytes.subarray(start, end < 0 ? bytes.length : end);
    const text = decoder.decode(part);
    const index = text.indexOf('\uFFFD');
    if (index >= 0 && !Buffer.from(text).equals(part)) {
      const offset = Buffer.byteLength(text.slice(0, index));
      return { line, column: index + 1, byte: `0x${(part[offset] ?? 0).toString(16).toUpperCase()}` };
    }
    start += part.length + 1;
  }
  return { line: 1, column: 1, byte: 'somewhere' };
}
