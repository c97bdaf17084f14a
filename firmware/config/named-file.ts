import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { messageOf, TiskiError } from '../../hal/platform/error';

/** A file that the site file names. */
export interface NamedFile {
  readonly content: Buffer;
  /** Permissions, as in `stat`. */
  readonly mode: number;
}

/** A bundle of every public authority is a quarter of this, bytes. */
const mostBytes = 1_048_576;

/** @throws TiskiError `site-file-missing`, `site-file-unreadable` */
export function readNamedFile(path: string): NamedFile {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    // Of the file that is open: another one may stand under the name a moment later.
    const { mode, size } = fstatSync(file);
    if (size > mostBytes) throw new Error(`it has ${size} bytes`);
    return { content: readFileSync(file), mode };
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (missing) throw new TiskiError('site-file-missing', path, { cause: error });
    throw new TiskiError('site-file-unreadable', `${path}: ${messageOf(error)}`, { cause: error });
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
