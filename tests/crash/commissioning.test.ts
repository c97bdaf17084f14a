import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Value } from '@sinclair/typebox/value';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { AcceptanceReport } from '../../firmware/acceptance/acceptance-report';
import { silent } from '../../hal/platform/log';
import { Course, type CourseOptions } from '../../provisioning/commissioning/course';
import { shelfOn } from '../../provisioning/commissioning/setup-disk';
import { identityFolder, isFinished, sweep } from '../../provisioning/commissioning/stage';
import { boxKey } from '../../provisioning/identity/box-key';
import { Identity } from '../../provisioning/identity/identity';
import { fingerprint } from '../../provisioning/x509/fingerprint';
import { type Content, CutDisk } from '../support/commissioning/cut-disk';
import { TornNetwork } from '../support/commissioning/torn-network';
import { RegionBench } from '../support/region-bench';

/** A site that needs no wire. */
const siteText = `version: 1
site: library
appliance: hub
name: { fi: Kirjasto }
languages: [fi]
counters:
  - { id: counter-1, name: { fi: Tiski 1 }, services: [], next: button-a }
devices:
  button-a: { driver: virtual-button }
  button-b: { driver: virtual-button }
`;

const region = new RegionBench();
const scratch = mkdtempSync(join(tmpdir(), 'tiski-crash-'));
let claim = '';

const keyOf = (content: Content) => content.get('identity/key.pem');

function newClaim(): void {
  if (region.office.boxes().some(({ state }) => state === 'in service'))
    region.office.revoke('library.hub', 'out-of-service');
  claim = region.office.makeClaim({ site: 'library', box: 'hub', confirm: false, life: 3_600_000 });
}

test.before(async () => {
  await region.start();
  region.office.keepSiteFile('library', 'hub', siteText);
  newClaim();
});
test.after(async () => {
  await region.stop();
  rmSync(scratch, { recursive: true });
});

/** What the program does with the disk when power is there. */
async function powerOn(disk: CutDisk): Promise<void> {
  await sweep(disk);
  await disk.makeFolder(identityFolder);
  await boxKey(shelfOn(disk, identityFolder));
}

function courseOn(disk: CutDisk, options: Partial<CourseOptions> = {}): Course {
  return new Course({
    disk,
    folder: scratch,
    scratch,
    network: new TornNetwork(),
    time: region.time,
    log: silent,
    version: '1.2.3',
    fingerprint: 'AAAA-AAAA-AAAA-AAAA',
    regionUrl: region.url.href,
    checkSite: async () => [],
    succession: { isDue: async () => false, carryOut: () => Promise.reject(new Error('nothing is left')) },
    onChange: () => {},
    ...options,
  });
}

/** The whole way of a technician who is not disturbed. */
async function setUp(disk: CutDisk): Promise<void> {
  await powerOn(disk);
  const course = courseOn(disk, { fingerprint: fingerprint(await boxKey(shelfOn(disk, identityFolder))) });
  await course.claim(claim, '');
  assert.is(course.trouble, undefined);
  course.learn('counter-0-next');
  course.learning?.pressed('button-b');
  course.label({ place: 'Lobby', contact: '', photo: '' });
  await course.accept('fi');
  assert.is(course.step, 'done', course.trouble?.code);
  await course.stop();
}

function assertFactory(content: Content, key: string | undefined, where: string): void {
  const files = [...content.keys()].filter(path => !path.endsWith('/') && !path.endsWith('.new'));
  assert.equal(
    files.filter(path => path !== 'identity/key.pem' && path !== 'identity/known-time'),
    [],
    where,
  );
  if (key !== undefined) assert.is(keyOf(content), key, `the key, ${where}`);
}

function assertFinished(content: Content, key: string | undefined, where: string): void {
  const text = (path: string) => content.get(path) ?? assert.unreachable(`${path}, ${where}`) ?? '';
  const certificate = new X509Certificate(text('identity/certificate.pem'));
  assert.is(text('identity/key.pem'), key, where);
  assert.ok(certificate.checkPrivateKey(createPrivateKey(text('identity/key.pem'))), where);
  assert.ok(certificate.checkIssued(new X509Certificate(text('identity/ca.pem'))), where);
  assert.not.match(text('identity/region.json'), 'secret');
  assert.match(text('box/site.yaml'), 'next: button-b');
  assert.is(JSON.parse(text('box/place.json')).place, 'Lobby');
  assert.ok(Value.Check(AcceptanceReport, JSON.parse(text('box/acceptance.json'))), where);
}

/** All that can be left of this work when power goes, once each. */
async function leftovers(
  start: Content,
  work: (disk: CutDisk) => Promise<void>,
): Promise<{ readonly cuts: number; readonly states: Map<string, { content: Content; where: string }> }> {
  const states = new Map<string, { content: Content; where: string }>();
  let cuts = 0;
  const disk = new CutDisk(start);
  disk.onCut = (content, where) => {
    cuts += 1;
    states.set(JSON.stringify([...content].sort()), { content, where });
  };
  await work(disk);
  return { cuts, states };
}

test('power cut before, within and after every change of a set-up leaves a factory-fresh box or a finished one', async () => {
  const { cuts, states } = await leftovers(new Map(), setUp);
  const seen = { factory: 0, finished: 0 };
  let nested = 0;
  const fresh = new Map<string, Content>();
  const look = async (content: Content, where: string) => {
    const key = keyOf(content);
    const disk = new CutDisk(content);
    const wasFinished = await isFinished(disk);
    await sweep(disk);
    assert.is(await isFinished(disk), wasFinished, where);
    if (wasFinished) assertFinished(disk.content, key, where);
    else {
      assertFactory(disk.content, key, where);
      fresh.set(JSON.stringify([...disk.content].sort()), disk.content);
    }
    seen[wasFinished ? 'finished' : 'factory'] += 1;
  };
  for (const { content, where } of states.values()) {
    await look(content, where);
    // Power goes again while the box tidies up.
    const again = await leftovers(content, powerOn);
    nested += again.cuts;
    for (const each of again.states.values()) await look(each.content, `${where}, then ${each.where}`);
  }
  process.stdout.write(
    `${cuts} cuts, ${nested} while tidying up after them: ${seen.factory} factory-fresh, ${seen.finished} finished, none between\n`,
  );
  assert.ok(seen.factory > 50 && seen.finished > 0);
  // From whatever is left the same claim leads to the end; who lost power before there was a key is another box, with a claim of its own.
  const own = [...states.values()].map(({ content }) => keyOf(content)).find(key => key !== undefined);
  const isSame = (content: Content) => keyOf(content) === own;
  for (const content of [...fresh.values()].sort((a, b) => Number(isSame(b)) - Number(isSame(a)))) {
    if (!isSame(content)) newClaim();
    const disk = new CutDisk(content);
    await setUp(disk);
    assertFinished(disk.content, keyOf(disk.content), 'set up anew');
  }
});

test('a box that was reset and is still a member of its region is set up without a claim: power cut at any change leaves its certificate', async () => {
  newClaim();
  const disk = new CutDisk();
  await setUp(disk);
  for (const path of [...disk.content.keys()]) if (path.startsWith('box/')) disk.content.delete(path);
  const certificates = ['certificate.pem', 'ca.pem', 'region.json', 'key.pem'].map(
    name => `identity/${name}`,
  );
  const before = certificates.map(path => disk.content.get(path));
  const { cuts, states } = await leftovers(disk.content, async member => {
    await powerOn(member);
    const identity = new Identity({ shelf: shelfOn(member, identityFolder), time: region.time });
    const course = courseOn(member, { certificate: await identity.certificate() });
    course.go('site');
    await course.fetch();
    assert.is(course.step, 'devices', course.trouble?.code);
    course.learn('counter-0-next');
    course.learning?.pressed('button-b');
    course.label({ place: 'Lobby', contact: '', photo: '' });
    await course.accept('fi');
    await course.stop();
  });
  assert.ok(cuts > 15);
  for (const { content, where } of states.values()) {
    const left = new CutDisk(content);
    await powerOn(left);
    assert.equal(
      certificates.map(path => left.content.get(path)),
      before,
      where,
    );
    if (await isFinished(left)) assertFinished(left.content, keyOf(left.content), where);
    else
      assert.equal(
        [...left.content.keys()].filter(path => !path.startsWith('identity/')),
        [],
        where,
      );
  }
});

test('a technician who goes away leaves a factory-fresh box, and so does a power cut meanwhile', async () => {
  newClaim();
  const disk = new CutDisk();
  await powerOn(disk);
  const key = keyOf(disk.content);
  const { states } = await leftovers(disk.content, async leaving => {
    const course = courseOn(leaving);
    await course.claim(claim, '');
    assert.is(course.step, 'devices');
    await course.stop();
    assertFactory(leaving.content, key, 'after leaving');
  });
  for (const { content, where } of states.values()) {
    const left = new CutDisk(content);
    await powerOn(left);
    assertFactory(left.content, key, where);
  }
});

test.run();
