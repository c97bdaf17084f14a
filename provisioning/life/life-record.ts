import { dirname } from 'node:path';
import { TiskiError } from '../../hal/platform/error';
import type { Disk } from '../../ota/disk/disk';
import { replaceDurably } from '../../ota/disk/durably';
import type { OldDisk } from './arrivals';
import { type BoxFolders, recordIn } from './box-folders';
import type { Proof } from './proof';

/** What was begun with the box and is not at its end. While it is there the box does not serve; `finish` goes on from it, whatever happened. */
export type LifeRecord =
  /** The spare is about to enrol and to fetch what the old box has left. */
  | { readonly doing: 'swap'; readonly step: 'fetch'; readonly from?: OldDisk }
  /** All of it is here: it is being put in its places. */
  | {
      readonly doing: 'swap';
      readonly step: 'install';
      readonly files: readonly string[];
      /** When the old box was as it will be here, ms; nothing if it comes from its own disk and is all there was. */
      readonly asOf?: number;
    }
  | { readonly doing: 'move'; readonly site: string; readonly box: string; readonly reset: boolean }
  | { readonly doing: 'reset' }
  | { readonly doing: 'decommission'; readonly proof?: Proof | 'none' };

/** @throws TiskiError `life-under-way` if it cannot be read: nobody knows what to do then */
export function readRecord(disk: Disk, folders: BoxFolders): LifeRecord | undefined {
  const file = recordIn(folders);
  if (disk.kind(file) === undefined) return undefined;
  try {
    return JSON.parse(disk.read(file).toString('utf8')) as LifeRecord;
  } catch (error) {
    throw new TiskiError('life-under-way', file, { cause: error });
  }
}

/** From when it returns there is no way back but through what it says. */
export function keepRecord(disk: Disk, folders: BoxFolders, record: LifeRecord): void {
  replaceDurably(disk, recordIn(folders), Buffer.from(JSON.stringify(record)));
}

/** It is at its end, for good. */
export function dropRecord(disk: Disk, folders: BoxFolders): void {
  const file = recordIn(folders);
  if (disk.kind(file) === undefined) return;
  disk.remove(file);
  disk.sync(dirname(file));
}
