import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { messageOf, TiskiError } from '../../hal/platform/error';
import type { Transport } from './transport';

/** A repository in a folder: a stick that a technician brings. */
export const fileTransport: Transport = async (url, from) => {
  const file = fileURLToPath(url);
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    const code =
      error.code === 'ENOENT' || error.code === 'ENOTDIR' ? 'update-not-found' : 'update-unreachable';
    throw new TiskiError(code, messageOf(error), { cause: error });
  });
  if (!found.isFile()) throw new TiskiError('update-not-found', file);
  const chunks = createReadStream(file, { start: from });
  return { chunks, from, announced: Math.max(0, found.size - from), close: () => chunks.destroy() };
};
