import { join } from 'node:path';
import type { Disk } from '../disk/disk';
import { makeFolderDurably, replaceDurably } from '../disk/durably';
import { layFirstSlot } from '../slots/first-slot';
import type { Slots } from '../slots/slots';
import { factoryRootName, readSettings, settingsName } from './update-settings';

export interface BeginOptions {
  readonly disk: Disk;
  /** Folder of the slots. */
  readonly home: string;
  readonly slots: Slots;
  /** The release that the package of the operating system brought. */
  readonly release: string;
  /** What the package says of updates: `update.json` and `factory-root`; nothing if it was built without. */
  readonly given: string;
}

/** Others read where updates come from. */
const readable = 0o644;

/**
 * Makes a box with the package one that takes updates; may be called after each upgrade of the package. What stands in the slots stays, settings that are there
 * stay, the root of trust becomes that of the package: the client believes whichever is newer, that or its own.
 * @returns whether updates are on
 * @throws TiskiError `setting-invalid`, `update-slot-damaged`, or the error of the file system
 */
export function beginUpdates({ disk, home, slots, release, given }: BeginOptions): boolean {
  const root = join(given, factoryRootName);
  if (disk.kind(root) !== 'file') return areOn(disk, home);
  readSettings(disk, given);
  makeFolderDurably(disk, home);
  put(disk, join(home, factoryRootName), disk.read(root));
  layFirstSlot({ disk, slots, release });
  // Last: the timer looks for it.
  const settings = join(home, settingsName);
  if (!disk.kind(settings)) replaceDurably(disk, settings, disk.read(join(given, settingsName)), readable);
  return true;
}

/** Whether a box takes updates at all. */
export function areOn(disk: Disk, home: string): boolean {
  return disk.kind(join(home, settingsName)) === 'file';
}

function put(disk: Disk, file: string, content: Buffer): void {
  const same = disk.kind(file) === 'file' && disk.read(file).equals(content);
  if (!same) replaceDurably(disk, file, content, readable);
}
