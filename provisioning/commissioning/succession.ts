import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { Time } from '../../hal/platform/time';
import { realDisk } from '../../ota/disk/real-disk';
import { Identity } from '../identity/identity';
import { FolderShelf } from '../identity/shelf';
import { type BoxFolders, identityIn } from '../life/box-folders';
import { BoxLife, type BoxLifeOptions } from '../life/box-life';
import { copyJournal } from '../life/copy-journal';
import { Errands } from '../life/errands';
import { giveToOwner } from '../life/permission';
import { siteFile } from './stage';

/** What stands in the queue that has come along, as `tiski queue` tells it. */
export interface BroughtQueue {
  readonly waiting: number;
  /** The number that each letter goes on with. */
  readonly next: readonly string[];
}

/** A box that has become another one, whose place it takes. */
export interface Succeeded {
  /** When the other was as this one is now, ms since 1970-01-01 UTC. */
  readonly asOf: number;
  /** Nothing where the program cannot tell. */
  readonly queue: BroughtQueue | undefined;
}

/** How the box of a claim takes the place of the one that had its name before: the end of `../life`'s swap, whose beginning the set-up was. */
export interface Succession {
  /** Whether that one has left anything with the region. @throws TiskiError those of a connection */
  isDue(): Promise<boolean>;
  /** @throws TiskiError `takeover-absent`, `-damaged`, `-foreign`, those of a connection; the set-up is where it was then */
  carryOut(): Promise<Succeeded>;
}

export type TellQueue = (folders: BoxFolders) => Promise<BroughtQueue | undefined>;

/** @param options of the box, whose site file is the one that a set-up makes */
export function successionOf(options: BoxLifeOptions, tellQueue: TellQueue): Succession {
  const { identity, folders, time } = options;
  return {
    isDue: async () => new Errands(await identity.contact(), time).hasTakeover(),
    carryOut: async () => {
      const ended = await new BoxLife(options).succeed();
      giveToOwner(folders.state);
      return { asOf: (ended.did === 'swap' && ended.asOf) || time.now(), queue: await tellQueue(folders) };
    },
  };
}

/** The box whose state is this folder of the machine's disk, as a set-up makes it. */
export function setUpBox(state: string, time: Time): BoxLifeOptions {
  const folders = { state, siteFile: join(state, siteFile) };
  return {
    disk: realDisk,
    folders,
    identity: new Identity({ shelf: new FolderShelf(identityIn(folders)), time }),
    time,
    copyJournal: (journal, copy) => copyJournal(journal, copy, time),
  };
}

/** For the start of a program on a slow box that reads a long journal, ms. */
const patience = 60_000;

/** Asks the program that is to run it: `tiski queue`. @param program `tiski` as a script of Node */
export function queueByProgram(program: string): TellQueue {
  return ({ state, siteFile }) =>
    new Promise(resolve => {
      const words = [program, 'queue', '--config', siteFile, '--state', state];
      execFile(process.execPath, words, { timeout: patience }, (error, out) => {
        const line = out.trim();
        resolve(error || line === '' ? undefined : (JSON.parse(line) as BroughtQueue));
      });
    });
}
