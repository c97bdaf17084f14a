import { createPrivateKey, X509Certificate } from 'node:crypto';
import * as assert from 'uvu/assert';
import { Identity } from '../../../provisioning/identity/identity';
import { FolderShelf } from '../../../provisioning/identity/shelf';
import type { BoxFolders } from '../../../provisioning/life/box-folders';
import { BoxLife, type BoxLifeOptions } from '../../../provisioning/life/box-life';
import type { CrashDisk } from '../ota/crash-disk';
import type { RegionBench } from '../region-bench';

export const folders = { state: '/var/lib/tiski', siteFile: '/etc/tiski/site.yaml' };
export const oldCard = { state: '/mnt/var/lib/tiski', siteFile: '/mnt/etc/tiski/site.yaml' };

/** What a box in service keeps beside its identity. */
export const served: Readonly<Record<string, string>> = {
  'state/journal.db': 'queue of the day',
  'state/configuration.json': '{"hours":1}',
  'state/access/counter-1.json': 'digest',
  'config/site.yaml': 'version: 1',
};

/** What customers wrote, and what the site file names: they stay on the box and its disk. */
export const unshared: Readonly<Record<string, string>> = {
  'state/open-answers/2026-11.json': 'in their own words',
  'config/codec-password': 'secret',
};

export function put(disk: CrashDisk, path: string, text: string): void {
  const folder = path.slice(0, path.lastIndexOf('/'));
  disk.makeFolder(folder);
  disk.write(path, Buffer.from(text));
  disk.sync(path);
  for (let at = folder; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) disk.sync(at);
  disk.sync('/');
}

/** Fills the places of a box with these files. */
export function fill(disk: CrashDisk, files: Readonly<Record<string, string>>, box = folders): void {
  for (const [name, text] of Object.entries(files)) put(disk, placeOf(name, box), text);
}

function placeOf(name: string, box: typeof folders): string {
  const [root, ...rest] = name.split('/');
  const folder = root === 'config' ? box.siteFile.replace(/\/[^/]+$/, '') : box.state;
  return [folder, ...rest].join('/');
}

/** Every file of the box but its identity, what is under way and what lies about. */
export function kept(disk: CrashDisk): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (path: string, name: string) => {
    for (const entry of disk.list(path)) {
      const inside = `${path}/${entry}`;
      const called = `${name}/${entry}`;
      if (/^state\/(identity|incoming|takeover|life\.json)/.test(called) || entry.endsWith('.new')) continue;
      if (disk.kind(inside) === 'folder') visit(inside, called);
      else found[called] = disk.read(inside).toString('utf8');
    }
  };
  visit(folders.state, 'state');
  visit('/etc/tiski', 'config');
  return found;
}

/** A box whose whole disk is this one. */
export function boxOn(
  disk: CrashDisk,
  bench: RegionBench,
  places: BoxFolders = folders,
): { readonly identity: Identity; readonly life: BoxLife; readonly options: BoxLifeOptions } {
  const shelf = new FolderShelf(`${folders.state}/identity`, disk, () => {});
  const identity = new Identity({ shelf, time: bench.time });
  const options: BoxLifeOptions = {
    disk,
    folders: places,
    identity,
    time: bench.time,
    copyJournal: async (journal, copy) => disk.write(copy, disk.read(journal)),
  };
  return { identity, life: new BoxLife(options), options };
}

/** The certificate in use, which belongs to the key and to the authority beside it; nothing if there is none. */
export function usable(disk: CrashDisk): X509Certificate | undefined {
  const read = (name: string) => {
    const file = `${folders.state}/identity/${name}`;
    return disk.kind(file) === undefined ? '' : disk.read(file).toString('utf8');
  };
  if (read('certificate.pem') === '') return undefined;
  const certificate = new X509Certificate(read('certificate.pem'));
  assert.ok(certificate.checkPrivateKey(createPrivateKey(read('key.pem'))), 'key and certificate');
  assert.ok(certificate.checkIssued(new X509Certificate(read('ca.pem'))), 'certificate and authority');
  return certificate;
}
