import { join } from 'node:path';
import type { Disk } from '../../ota/disk/disk';

/** Where a box keeps what. */
export interface BoxFolders {
  /** `/var/lib/tiski`: journal, settings, and the identity in a folder of its own. */
  readonly state: string;
  /** Made by a set-up, in the state folder; or by hand, `/etc/tiski/site.yaml`. */
  readonly siteFile: string;
}

/** Where the site file of a box lies that was set up by hand. */
const byHand = '/etc/tiski/site.yaml';

/** The folders of the box whose state this is. @param root under which its disk is mounted, empty for the running system */
export function foldersAt(disk: Disk, state: string, root = ''): BoxFolders {
  const setUp = join(state, 'box', 'site.yaml');
  const isByHand = disk.kind(setUp) === undefined && disk.kind(root + byHand) !== undefined;
  return { state, siteFile: isByHand ? root + byHand : setUp };
}

/** Whether the site file is one of the files of the state folder. */
export const isSetUp = ({ state, siteFile }: BoxFolders): boolean => siteFile.startsWith(`${state}/`);

export const identityIn = (folders: BoxFolders): string => join(folders.state, 'identity');
export const journalIn = (folders: BoxFolders): string => join(folders.state, 'journal.db');
export const incomingIn = (folders: BoxFolders): string => join(folders.state, 'incoming');
export const workIn = (folders: BoxFolders): string => join(folders.state, 'takeover');
/** What a set-up makes until its box is finished; the one that led to a swap has nothing to undo once the swap has no way back. */
export const stageIn = (folders: BoxFolders): string => join(folders.state, stageName);
export const recordIn = (folders: BoxFolders): string => join(folders.state, 'life.json');

/** The word of the old box's age, for the program of the box (`firmware/journal`). */
export const takenOverIn = (folders: BoxFolders): string => join(folders.state, 'taken-over.json');
export const proofFileIn = (folders: BoxFolders): string => join(folders.state, 'decommissioned.json');

/** Of a newcomer's set-up (`../commissioning`). */
export const stageName = 'stage';

/** Of this box alone: its identity, what is under way with it, how its own program started. */
const own = new Set([
  'identity',
  'life.json',
  'incoming',
  stageName,
  'takeover',
  'taken-over.json',
  'decommissioned.json',
  'starts.json',
  'last-end',
  'satellite.lock',
  'journal.db',
  'journal.db-wal',
  'journal.db-shm',
]);

/** What customers wrote in their own words: it does not leave the box, but by its own disk. */
const customersWords = new Set(['open-answers']);

/** Files of the state folder that a successor needs beside the journal, relative to it. */
export function settingsIn(disk: Disk, state: string, wish: { readonly answers: boolean }): string[] {
  const files: string[] = [];
  const visit = (path: string) => {
    for (const name of disk.list(join(state, path))) {
      const inside = path === '' ? name : `${path}/${name}`;
      if (own.has(inside) || /\.(new|sock)$/.test(name) || (!wish.answers && customersWords.has(inside)))
        continue;
      const kind = disk.kind(join(state, inside));
      if (kind === 'folder') visit(inside);
      else if (kind === 'file') files.push(inside);
    }
  };
  visit('');
  return files;
}
