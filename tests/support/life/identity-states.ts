import * as assert from 'uvu/assert';
import { TiskiError } from '../../../hal/platform/error';
import { silent } from '../../../hal/platform/log';
import { claimIn } from '../../../provisioning/claim';
import { Course } from '../../../provisioning/commissioning/course';
import { sweep } from '../../../provisioning/commissioning/stage';
import { successionOf } from '../../../provisioning/commissioning/succession';
import { leaveTakeover } from '../../../provisioning/life/arrivals';
import type { BoxFolders } from '../../../provisioning/life/box-folders';
import { setupDiskOn } from '../commissioning/setup-disk-on';
import { TornNetwork } from '../commissioning/torn-network';
import { type CrashDisk, cuts, CrashDisk as Disk } from '../ota/crash-disk';
import { day, RegionBench } from '../region-bench';
import { boxOn, fill, folders, kept, oldCard, put, served, unshared, usable } from './box-on-disk';

/** What became of one scene. */
export interface Enumerated {
  /** Cuts before and after each call that changes the disk, each in every way that a cut may end. */
  readonly cuts: number;
  /** Of them, those that leave different disks. */
  readonly distinct: number;
  /** Of them, those that were looked at. */
  readonly looked: number;
}

/** Of a box that is set up by its page. */
const setUpFolders = { state: folders.state, siteFile: `${folders.state}/box/site.yaml` };

/** The same files, with the site file where a set-up has it. */
function setUpAs({ 'config/site.yaml': site = '', ...rest }: Readonly<Record<string, string>>) {
  return { ...rest, 'state/box/site.yaml': site };
}

interface Scene {
  readonly begin: (name: string) => Promise<CrashDisk>;
  readonly work: (disk: CrashDisk, name: string) => Promise<void>;
  /** What may be there: as before, or as it is to be. */
  readonly old: Readonly<Record<string, string>>;
  readonly now: Readonly<Record<string, string>>;
  /** Where the box of the scene has its site file, if not where it was put by hand. */
  readonly places?: BoxFolders;
  /** What a start does beside `finish`. */
  readonly starts?: (disk: CrashDisk) => Promise<void>;
  /** More that must hold, once what was begun is at its end. */
  readonly ended?: (disk: CrashDisk, became: 'old' | 'new', name: string) => Promise<void>;
  /** Runs the box of the scene without a region at first. */
  readonly unheard?: true;
}

/**
 * Cuts the power of a box at every step of what changes its identity or its state, in front of a region of its own. Afterwards everything that the box
 * keeps is as it was or as it is to be; once what was begun has gone on, it is one of them for good, and the region knows it.
 * @param every looks at each so-manieth of the states
 */
export async function identityStates(every: number): Promise<Readonly<Record<string, Enumerated>>> {
  const bench = new RegionBench();
  await bench.start();
  bench.office.addSite({ id: 'townhall', name: 'Kunnantalo', address: 'Raitti 2', contact: 'Eino' });
  try {
    const found: Record<string, Enumerated> = {};
    for (const [name, scene] of Object.entries(scenes(bench)))
      found[name] = await enumerate(bench, name, scene, every);
    return found;
  } finally {
    await bench.stop();
  }
}

async function enumerate(bench: RegionBench, name: string, scene: Scene, every: number): Promise<Enumerated> {
  const disk = await scene.begin(name);
  const states = new Map<string, { readonly disk: CrashDisk; readonly where: string }>();
  let enumerated = 0;
  const look = (where: string) => {
    for (const cut of cuts) {
      const left = disk.afterCut(cut);
      const fingerprint = left.fingerprint();
      if (!states.has(fingerprint)) states.set(fingerprint, { disk: left, where: `${where} (${cut})` });
      enumerated += 1;
    }
  };
  disk.before = (call, path) => look(`before ${call} ${path}`);
  if (scene.unheard) {
    await bench.stopService();
    await scene.work(disk, name).catch(error => assert.instance(error, TiskiError));
    await bench.serve();
  } else await scene.work(disk, name);
  look('at the end');
  let looked = 0;
  for (const [at, { disk: left, where }] of [...states.values()].entries()) {
    if (at % every !== 0) continue;
    looked += 1;
    try {
      await judge(bench, name, scene, left);
    } catch (error) {
      throw new Error(`${name}, ${where}: ${error instanceof Error ? error.message : error}`, {
        cause: error,
      });
    }
  }
  return { cuts: enumerated, distinct: states.size, looked };
}

async function judge(bench: RegionBench, name: string, scene: Scene, left: CrashDisk): Promise<void> {
  const isUnderWay = left.kind(`${folders.state}/life.json`) !== undefined;
  // What is under way may have destroyed the key already.
  if (!isUnderWay) {
    usable(left);
    became(scene, left);
  }
  const { life, identity } = boxOn(left, bench, scene.places);
  await life.finish();
  await scene.starts?.(left);
  const end = became(scene, left);
  assert.is(left.kind(`${folders.state}/life.json`), undefined, 'nothing is under way');
  for (const name of ['incoming', 'takeover'])
    if (isUnderWay) assert.is(left.kind(`${folders.state}/${name}`), undefined, `${name} is cleared`);
  if (usable(left)) await identity.keepUp().catch(error => assert.instance(error, TiskiError));
  await scene.ended?.(left, end, name);
  assert.is(became(scene, left), end);
}

/** @throws when the box is neither as it was nor as it is to be */
function became(scene: Scene, disk: CrashDisk): 'old' | 'new' {
  const there = JSON.stringify(sorted(kept(disk)));
  if (there === JSON.stringify(sorted(scene.now))) return 'new';
  assert.is(there, JSON.stringify(sorted(scene.old)), 'neither old nor new');
  return 'old';
}

function sorted(files: Readonly<Record<string, string>>): [string, string][] {
  const plain = Object.entries(files).map(([name, text]): [string, string] => [
    name,
    name === 'state/taken-over.json' || name === 'state/decommissioned.json' ? 'told' : text,
  ]);
  return plain.sort(([one], [other]) => (one < other ? -1 : 1));
}

function scenes(bench: RegionBench): Readonly<Record<string, Scene>> {
  const identityOf = async (disk: CrashDisk, box: string) => {
    const { identity } = boxOn(disk, bench);
    await identity.take(bench.url, bench.claim(box));
    await identity.keepUp();
  };
  const inService = async (box: string) => {
    const disk = new Disk();
    fill(disk, { ...served, ...unshared });
    await identityOf(disk, box);
    return disk;
  };
  /** Its key is older than the claim: it stands on its label. */
  const spare = async () => {
    const disk = new Disk();
    put(disk, '/etc/tiski/.keep', '');
    await boxOn(disk, bench).identity.fingerprint();
    return disk;
  };
  const is = async (disk: CrashDisk, box: string) =>
    assert.match(usable(disk)?.subject ?? '', new RegExp(`CN=${box.replace('.', '/')}$`, 'm'));
  const whole = { ...served, ...unshared };
  const empty = { 'config/.keep': '' };
  const takenOver = { ...empty, ...served, 'state/taken-over.json': 'told' };
  const claims = new Map<string, string>();
  const wish = { site: 'library', confirm: false, life: 3_600_000 } as const;
  /** A box that has left what a successor needs, and a claim that replaces it. */
  const leavesFor = async (name: string, box: string): Promise<CrashDisk> => {
    const { options, identity } = boxOn(await inService(box), bench);
    await leaveTakeover(options, { contact: await identity.contact() });
    claims.set(name, bench.office.makeClaim({ ...wish, box, replaces: true }));
    return spare();
  };
  const swap = async (disk: CrashDisk, name: string, from?: BoxFolders) =>
    void (await boxOn(disk, bench).life.swap(bench.url, claimIn(claims.get(name) ?? ''), from));
  const byPage = async (disk: CrashDisk, claim: string): Promise<void> => {
    const { options } = boxOn(disk, bench, setUpFolders);
    const course = new Course({
      disk: setupDiskOn(disk, folders.state),
      folder: folders.state,
      scratch: folders.state,
      network: new TornNetwork(),
      time: bench.time,
      log: silent,
      version: '1.2.3',
      fingerprint: '',
      regionUrl: bench.url.href,
      checkSite: async () => [],
      succession: successionOf(options, async () => undefined),
      onChange: () => {},
    });
    await course.claim(claim, '');
    await course.stop();
    assert.is(course.step, 'done', course.trouble?.code);
  };
  return {
    renewal: {
      begin: async name => {
        const disk = await inService(name);
        bench.time.ahead += 300 * day;
        await bench.serve();
        return disk;
      },
      work: async disk => void (await boxOn(disk, bench).identity.keepUp()),
      old: whole,
      now: whole,
      ended: async disk => {
        const { identity } = boxOn(disk, bench);
        // A draft whose removal came undone is looked at once more before.
        if ((await identity.keepUp()) !== 'nothing')
          assert.is(await identity.keepUp(), 'nothing', 'it ends with the new one');
        assert.ok((usable(disk)?.validToDate.getTime() ?? 0) > bench.time.now() + 300 * day, 'new');
      },
    },
    'swap, from what was left with the region': {
      begin: name => leavesFor(name, 'swapped'),
      work: swap,
      old: empty,
      now: takenOver,
      ended: async (disk, became) => {
        if (became === 'new') await is(disk, 'library.swapped');
      },
    },
    'swap that the region does not hear of at first': {
      begin: name => leavesFor(name, 'swapped-late'),
      work: swap,
      old: empty,
      now: takenOver,
      unheard: true,
    },
    'swap, by the set-up page of the spare': {
      begin: name => leavesFor(name, 'by-page'),
      work: (disk, name) => byPage(disk, claims.get(name) ?? ''),
      old: empty,
      now: setUpAs(takenOver),
      places: setUpFolders,
      starts: async disk => {
        if (disk.kind(setUpFolders.siteFile) === undefined) await sweep(setupDiskOn(disk, folders.state));
        assert.is(disk.kind(`${folders.state}/stage`), undefined, 'the set-up is over');
      },
      ended: async (disk, became, name) => {
        if (became === 'new') return is(disk, 'library.by-page');
        assert.is(usable(disk), undefined, 'factory-fresh');
        // The same claim leads to the end.
        const again = disk.afterCut('kept');
        await byPage(again, claims.get(name) ?? '');
        await is(again, 'library.by-page');
      },
    },
    'swap, by the card of the old box': {
      begin: async name => {
        const old = await inService('carded');
        const disk = await spare();
        fill(disk, { ...served, ...unshared }, oldCard);
        const certificate = old.read(`${folders.state}/identity/certificate.pem`).toString('utf8');
        put(disk, `${oldCard.state}/identity/certificate.pem`, certificate);
        claims.set(name, bench.office.makeClaim({ ...wish, box: 'carded', replaces: true }));
        return disk;
      },
      work: (disk, name) => swap(disk, name, oldCard),
      old: empty,
      now: { ...empty, ...whole },
      ended: async (disk, became) => {
        if (became === 'new') await is(disk, 'library.carded');
      },
    },
    'move to another site': {
      begin: async () => {
        const disk = await inService('moving');
        bench.office.move('library.moving', 'townhall', 'moved');
        return disk;
      },
      work: async disk => void (await boxOn(disk, bench).life.move()),
      old: whole,
      now: {},
      ended: async (disk, became) => {
        if (became === 'new') await is(disk, 'townhall.moved');
        else await is(disk, 'library.moving');
      },
    },
    reset: {
      begin: () => inService('reset'),
      work: async disk => void boxOn(disk, bench).life.reset(),
      old: whole,
      now: {},
      ended: async disk => {
        await is(disk, 'library.reset');
        assert.is(await boxOn(disk, bench).identity.keepUp(), 'nothing', 'still a member');
      },
    },
    decommission: {
      begin: () => inService('leaving'),
      work: async disk => void (await boxOn(disk, bench).life.decommission({ alone: false })),
      old: whole,
      now: { 'state/decommissioned.json': 'told' },
      ended: async (disk, became) => {
        if (became === 'new') assert.is(disk.kind(`${folders.state}/identity`), undefined, 'no key');
        else assert.ok(usable(disk));
      },
    },
    'decommission that the region does not hear of at first': {
      begin: () => inService('unheard'),
      work: async disk => void (await boxOn(disk, bench).life.decommission({ alone: false })),
      old: whole,
      now: { 'state/decommissioned.json': 'told' },
      unheard: true,
    },
  };
}
