import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { TiskiError } from '../../hal/platform/error';

/**
 * Keeps other programs from the same identity, by a socket in Linux's abstract namespace: it leaves nothing on the disk and ends with the
 * process, however that ends.
 * @returns gives it back
 * @throws TiskiError `identity-in-use`
 */
export async function lockIdentity(folder: string): Promise<() => void> {
  const name = createHash('sha256').update(resolve(folder)).digest('hex');
  const server = createServer(socket => socket.destroy());
  server.listen(`\0tiski-identity-${name}`);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new TiskiError('identity-in-use', folder, { cause: error });
  }
  server.unref();
  return () => void server.close();
}
