import { chown, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Replaces a file so that after a power cut either the old or the new content is there, never half of one: written beside, synced,
 * renamed, and the folder synced, since the new name is the folder's content. The caller lets no two writes of one file overlap. What root
 * writes belongs to whoever owns the folder: a service that runs with less must be able to read it.
 * @throws the error of the file system; the old content is still there then
 */
export async function writeDurably(file: string, content: string | Uint8Array): Promise<void> {
  const beside = `${file}.new`;
  const handle = await open(beside, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await giveToOwnerOf(dirname(file), (user, group) => handle.chown(user, group));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
  await syncFolder(dirname(file));
}

/** Takes a file away, so that it stays away after a power cut. Does nothing if it is not there. @throws the error of the file system */
export async function removeDurably(file: string): Promise<void> {
  try {
    await rm(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  await syncFolder(dirname(file));
}

/**
 * Gives a folder another name beside it, in one step that a power cut either leaves undone or done. What is in the folder must be on disk already.
 * @throws the error of the file system, if there is a full folder of that name
 */
export async function moveDurably(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncFolder(dirname(to));
}

/** Takes a file away, or a folder with all that is in it; half of that may still be there after a power cut meanwhile. @throws the error of the file system */
export async function removeTreeDurably(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
  await syncFolder(dirname(path));
}

/** Makes a folder that others cannot look into, and those above it, unless it is there. @throws the error of the file system */
export async function makeFolder(folder: string): Promise<void> {
  const above = dirname(folder);
  const isThere = await stat(folder).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  if (above !== folder) await makeFolder(above);
  await mkdir(folder, { mode: 0o700, recursive: true });
  await giveToOwnerOf(above, (user, group) => chown(folder, user, group));
  await syncFolder(above);
}

/** The content of a file, or nothing if there is none. @throws the error of the file system if it cannot be read */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function giveToOwnerOf(
  folder: string,
  give: (user: number, group: number) => Promise<void>,
): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(folder);
  await give(uid, gid);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
