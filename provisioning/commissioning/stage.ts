import type { Shelf } from '../identity/shelf';
import { type SetupDisk, shelfOn } from './setup-disk';

/** Where a finished box has what its set-up made; there whole, or not at all. */
export const boxFolder = 'box';

/** Its site file, whose paths are seen from that folder: `identity/certificate.pem`. */
export const siteFile = `${boxFolder}/site.yaml`;

const stageFolder = 'stage';

/** The key of the box, which a factory-fresh one has as well. */
export const keyFolder = 'identity';

const keyFile = 'key.pem';

/** What a box is: it has only ever one of two states on its disk, since what is staged counts for nothing. */
export async function isFinished(disk: SetupDisk): Promise<boolean> {
  return disk.has(siteFile);
}

/** Takes away what a set-up left that did not come to its end. */
export async function sweep(disk: SetupDisk): Promise<void> {
  if (await disk.has(stageFolder)) await disk.remove(stageFolder);
}

/**
 * The transaction of a set-up: everything is put into one folder, which becomes the box's by one change of its name. Until then the box is as it
 * came from the factory, afterwards it is finished. The key stays where it is; the stage has a link to it.
 */
export class Stage {
  readonly identity: Shelf;
  readonly #disk: SetupDisk;

  private constructor(disk: SetupDisk) {
    this.#disk = disk;
    this.identity = shelfOn(disk, `${stageFolder}/identity`);
  }

  /** An empty one in the place of any before. The key must be there. */
  static async begin(disk: SetupDisk): Promise<Stage> {
    await sweep(disk);
    await disk.makeFolder(`${stageFolder}/identity`);
    await disk.link(`${stageFolder}/identity/${keyFile}`, `../../${keyFolder}/${keyFile}`);
    return new Stage(disk);
  }

  /** Path below the state folder. */
  pathOf(name: string): string {
    return `${stageFolder}/${name}`;
  }

  write(name: string, text: string): Promise<void> {
    return this.#disk.write(this.pathOf(name), text);
  }

  /** The one step. */
  commit(): Promise<void> {
    return this.#disk.move(stageFolder, boxFolder);
  }

  abandon(): Promise<void> {
    return sweep(this.#disk);
  }
}
