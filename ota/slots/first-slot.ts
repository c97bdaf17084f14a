import { join } from 'node:path';
import { isTiskiError, TiskiError } from '../../hal/platform/error';
import type { Disk } from '../disk/disk';
import { makeFolderDurably, removeAll } from '../disk/durably';
import { manifestName } from '../format/manifest';
import { manifestIn } from './slot-check';
import { SlotWriter } from './slot-writer';
import type { Slots } from './slots';

export interface FirstSlotOptions {
  readonly disk: Disk;
  readonly slots: Slots;
  /** A whole release that lies on this disk, as the package of the operating system brought it. */
  readonly release: string;
}

/**
 * Lays a copy of a release into the first slot, unless a slot holds a whole one already: whatever updates have brought is never touched. A cut leaves a slot that
 * does not count; the next call begins again. Returns whether it laid one down.
 * @throws TiskiError `update-slot-damaged` if the release is not whole, or the error of the file system
 */
export function layFirstSlot({ disk, slots, release }: FirstSlotOptions): boolean {
  if (isThere(slots)) return false;
  const { manifest } = manifestIn(disk, release) ?? damaged(release);
  const folder = slots.folderOf('a');
  removeAll(disk, folder);
  makeFolderDurably(disk, folder);
  const old = { folder: release, manifest };
  new SlotWriter({ disk, folder, old }).write(manifest, disk.read(join(release, manifestName)));
  slots.start();
  return true;
}

function isThere(slots: Slots): boolean {
  try {
    slots.running();
    return true;
  } catch (error) {
    if (isTiskiError(error, 'update-slot-damaged')) return false;
    throw error;
  }
}

function damaged(folder: string): never {
  throw new TiskiError('update-slot-damaged', folder);
}
