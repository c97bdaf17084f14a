import { forgetRegion } from '../identity/forget-region';
import type { Shelf } from '../identity/shelf';
import { stageName } from '../life/box-folders';
import { type SetupDisk, shelfOn } from './setup-disk';

/** Where a finished box has what its set-up made. */
export const boxFolder = 'box';

/** Its site file: there, and the box is finished; not there, and it is factory-fresh, whatever else lies about. */
export const siteFile = `${boxFolder}/site.yaml`;

/** By whose name it is known whether the certificate came with the set-up, and goes with it. */
const stageFolders = { newcomer: stageName, member: 'stage-of-member' } as const;

/** A member of its region already, after a factory reset; or one that becomes so by a claim. */
export type Standing = keyof typeof stageFolders;

/** Key and certificates, for a finished box and a factory-fresh one, which has its key alone. */
export const identityFolder = 'identity';

export async function isFinished(disk: SetupDisk): Promise<boolean> {
  return disk.has(siteFile);
}

/** Takes away what a set-up left that did not come to its end. The stage goes last: as long as it is there, this is to be done again. */
export async function sweep(disk: SetupDisk): Promise<void> {
  if (await disk.has(stageFolders.member)) await disk.remove(stageFolders.member);
  if (!(await disk.has(stageFolders.newcomer))) return;
  await forgetRegion(shelfOn(disk, identityFolder));
  await disk.remove(stageFolders.newcomer);
}

/**
 * The transaction of a set-up. What it makes is put into a folder, the certificate beside the key; nothing of it counts until the folder becomes the
 * box's by one change of its name. The folder is there before the first certificate is asked for and says that all of this is to go if power is cut.
 */
export class Stage {
  readonly identity: Shelf;
  readonly #disk: SetupDisk;
  readonly #folder: string;

  private constructor(disk: SetupDisk, folder: string) {
    this.#disk = disk;
    this.#folder = folder;
    this.identity = shelfOn(disk, identityFolder);
  }

  /** An empty one in the place of any before. The key must be there. */
  static async begin(disk: SetupDisk, standing: Standing): Promise<Stage> {
    await sweep(disk);
    const folder = stageFolders[standing];
    await disk.makeFolder(folder);
    return new Stage(disk, folder);
  }

  /** Path below the state folder. */
  pathOf(name: string): string {
    return `${this.#folder}/${name}`;
  }

  write(name: string, text: string): Promise<void> {
    return this.#disk.write(this.pathOf(name), text);
  }

  /** The one step. */
  commit(): Promise<void> {
    return this.#disk.move(this.#folder, boxFolder);
  }

  abandon(): Promise<void> {
    return sweep(this.#disk);
  }
}
