import { X509Certificate } from 'node:crypto';
import { dirname, join } from 'node:path';
import { TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import type { Disk } from '../../ota/disk/disk';
import { makeFolderDurably, removeAll } from '../../ota/disk/durably';
import { readPieces } from '../../ota/disk/read-pieces';
import { certificateFile } from '../identity/generations';
import type { Contact } from '../identity/identity';
import { nameIn } from '../x509/box-name';
import {
  type BoxFolders,
  identityIn,
  incomingIn,
  isSetUp,
  journalIn,
  settingsIn,
  workIn,
} from './box-folders';
import { type Part, readManifest, unpackBundle, writeBundle } from './bundle';
import { Errands } from './errands';
import { siteFileName } from './install';

/** The mounted disk or card of the old box. */
export type OldDisk = BoxFolders;

export interface Bringing {
  readonly disk: Disk;
  readonly folders: BoxFolders;
  readonly time: Time;
  readonly copyJournal: (journal: string, copy: string) => Promise<void>;
}

/** What has come, in the folder of arrivals. */
export interface Brought {
  readonly files: readonly string[];
  readonly asOf?: number;
}

/** @throws TiskiError `takeover-absent`, `-damaged`, `-foreign`, those of a connection */
export async function bringFromRegion(box: Bringing, contact: Contact): Promise<Brought> {
  const { disk, folders, time } = box;
  const file = join(workIn(folders), 'bundle');
  await new Errands(contact, time).fetchTakeover(disk, file);
  const { authorities } = contact;
  const manifest = readManifest(disk, file, { box: contact.box, authorities });
  removeAll(disk, incomingIn(folders));
  unpackBundle(disk, file, manifest, incomingIn(folders));
  return { files: manifest.files.map(({ name }) => name), asOf: manifest.asOf };
}

/** Everything, to the last commit, with what customers wrote and the secrets beside the site file. @throws TiskiError `takeover-foreign`, `journal-damaged` */
export async function bringFromDisk(box: Bringing, contact: Contact, old: OldDisk): Promise<Brought> {
  const { disk, folders } = box;
  const of = nameOfOld(disk, old);
  if (of !== contact.box) throw new TiskiError('takeover-foreign', `it is of ${of ?? 'no box'}`);
  const into = incomingIn(folders);
  removeAll(disk, into);
  const files: string[] = [];
  const copy = (from: string, name: string) => {
    copyDurably(disk, from, join(into, name));
    files.push(name);
  };
  if (disk.kind(journalIn(old)) !== undefined) {
    makeFolderDurably(disk, join(into, 'state'));
    await box.copyJournal(journalIn(old), join(into, 'state', 'journal.db'));
    disk.sync(join(into, 'state', 'journal.db'));
    disk.sync(join(into, 'state'));
    files.push('state/journal.db');
  }
  for (const name of settingsIn(disk, old.state, { answers: true }))
    copy(join(old.state, name), `state/${name}`);
  const configuration = dirname(old.siteFile);
  for (const name of isSetUp(old) ? [] : disk.list(configuration)) {
    const from = join(configuration, name);
    if (disk.kind(from) === 'file') copy(from, from === old.siteFile ? siteFileName : `config/${name}`);
  }
  return { files };
}

/**
 * Leaves with the region what a successor needs, as of now, while the box serves. Not what customers wrote in their own words, and not the
 * secrets beside the site file: both stay on the box.
 * @throws TiskiError `identity-absent`, `takeover-large`, `journal-damaged`, those of a connection
 */
export async function leaveTakeover(
  box: Bringing,
  { contact }: { readonly contact: Contact },
): Promise<number> {
  const { disk, folders, time } = box;
  const work = workIn(folders);
  removeAll(disk, work);
  makeFolderDurably(disk, work);
  try {
    const asOf = time.now();
    const parts: Part[] = [];
    const keep = (from: string, name: string) => {
      const file = join(work, String(parts.length));
      copyDurably(disk, from, file);
      parts.push({ name, file });
    };
    if (disk.kind(journalIn(folders)) !== undefined) {
      const file = join(work, 'journal.db');
      await box.copyJournal(journalIn(folders), file);
      parts.push({ name: 'state/journal.db', file });
    }
    for (const name of settingsIn(disk, folders.state, { answers: false }))
      keep(join(folders.state, name), `state/${name}`);
    if (!isSetUp(folders) && disk.kind(folders.siteFile) === 'file') keep(folders.siteFile, siteFileName);
    const bundle = join(work, 'bundle');
    writeBundle(disk, bundle, { box: contact.box, asOf, parts }, contact);
    await new Errands(contact, time).leaveTakeover(disk, bundle);
    return disk.size(bundle);
  } finally {
    removeAll(disk, work);
  }
}

function copyDurably(disk: Disk, from: string, to: string): void {
  makeFolderDurably(disk, dirname(to));
  disk.write(to, Buffer.alloc(0), 0o600);
  for (const piece of readPieces(disk, from)) disk.append(to, piece);
  disk.sync(to);
  disk.sync(dirname(to));
}

/** SITE.NAME of the box that this disk was of. */
function nameOfOld(disk: Disk, old: OldDisk): string | undefined {
  const file = join(identityIn(old), certificateFile);
  if (disk.kind(file) === undefined) return undefined;
  try {
    return nameIn(new X509Certificate(disk.read(file))).box;
  } catch {
    return undefined;
  }
}
