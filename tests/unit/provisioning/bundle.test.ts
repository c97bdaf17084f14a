import { createPublicKey, generateKeyPairSync, type KeyObject, type X509Certificate } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Manifest, readManifest, unpackBundle, writeBundle } from '../../../provisioning/life/bundle';
import { signed } from '../../../provisioning/life/proof';
import { subjectOfBox } from '../../../provisioning/x509/box-name';
import { nameOf } from '../../../provisioning/x509/der';
import { issueCertificate } from '../../../provisioning/x509/issue-certificate';
import { CrashDisk } from '../../support/ota/crash-disk';

const now = Date.UTC(2026, 10, 22);
const file = '/left/bundle';

interface Party {
  readonly key: KeyObject;
  readonly certificate: X509Certificate;
}

function party(name: string, purpose: 'authority' | 'client', by?: Party): Party {
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const subject = subjectOfBox({ site: 'library', box: name });
  const issuerName = nameOf({ organization: 'library', commonName: by ? 'region' : name });
  const certificate = issueCertificate({
    purpose,
    subject,
    publicKey: createPublicKey(key),
    issuer: { name: issuerName, key: by?.key ?? key },
    from: now - 1000,
    to: now + 1e9,
  });
  return { key, certificate };
}

const region = party('region', 'authority');
const abroad = party('region', 'authority');
const old = party('library.hub', 'client', region);
const expected = { box: 'library.hub', authorities: [region.certificate] };

/** What an old box has left. */
function left(by: Party = old, box = 'library.hub'): CrashDisk {
  const disk = new CrashDisk();
  disk.makeFolder('/left');
  const texts = {
    'state/journal.db': 'j'.repeat(600_000),
    'config/site.yaml': 'version: 1',
    'state/empty': '',
  };
  const parts = Object.entries(texts).map(([name, text], n) => {
    disk.write(`/left/${n}`, Buffer.from(text));
    return { name, file: `/left/${n}` };
  });
  writeBundle(disk, file, { box, asOf: now, parts }, by);
  return disk;
}

function taken(disk: CrashDisk, wanted: Parameters<typeof readManifest>[2] = expected): string {
  try {
    unpackBundle(disk, file, readManifest(disk, file, wanted), '/in');
    return 'taken';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

test('what an old box has left is unpacked as it was', () => {
  const disk = left();
  assert.is(taken(disk), 'taken');
  assert.is(disk.read('/in/state/journal.db').toString(), 'j'.repeat(600_000));
  assert.is(disk.read('/in/config/site.yaml').toString(), 'version: 1');
  assert.is(disk.size('/in/state/empty'), 0);
});

test('cut off anywhere, or with a bit turned anywhere, it is damaged or still says the same', () => {
  const whole = left().read(file);
  const said = new Set<string>();
  for (let at = 0; at < whole.length; at += 3) {
    for (const broken of [whole.subarray(0, at), flipped(whole, at)]) {
      const disk = new CrashDisk();
      disk.makeFolder('/left');
      disk.write(file, broken);
      const became = taken(disk);
      // The last sign of base64 has bits that say nothing.
      if (became === 'taken') assert.is(disk.read('/in/state/journal.db').length, 600_000);
      else assert.match(became, /^takeover-(damaged|foreign)$/, `byte ${at}`);
      said.add(became);
    }
  }
  assert.ok(said.has('takeover-damaged'));
});

test('what another box, or one of another region, has left is not for this one', () => {
  assert.is(taken(left(party('library.lobby', 'client', region), 'library.lobby')), 'takeover-foreign');
  assert.is(
    taken(left(party('library.lobby', 'client', region))),
    'takeover-foreign',
    'in a name not its own',
  );
  assert.is(taken(left(party('library.hub', 'client', abroad))), 'takeover-foreign');
  assert.is(taken(left(), { ...expected, box: 'library.lobby' }), 'takeover-foreign');
});

test('no name in it leads out of its folders, and no size fills the disk', () => {
  const one = { bytes: 1, sha256: '0'.repeat(64) };
  const bad: Manifest['files'][] = [
    ...[
      'state/../../etc/passwd',
      '/etc/passwd',
      'state/..',
      'other/x',
      'state//x',
      'state/.ssh',
      'state/a\nb',
      '',
    ].map(name => [{ name, ...one }]),
    [{ name: 'state/x', bytes: 2 ** 40, sha256: one.sha256 }],
    [{ name: 'state/x', bytes: -1, sha256: one.sha256 }],
    Array.from({ length: 1001 }, (_, n) => ({ name: `state/${n}`, ...one })),
    [
      { name: 'state/x', ...one },
      { name: 'state/x', ...one },
    ],
  ];
  const read = (files: Manifest['files']) => {
    const disk = new CrashDisk();
    disk.makeFolder('/left');
    const text = JSON.stringify({ format: 1, box: 'library.hub', asOf: now, files });
    const by = { signature: signed(text, old.key), certificate: old.certificate.toString() };
    disk.write(file, Buffer.concat([text, JSON.stringify(by)].map(framed)));
    return readManifest(disk, file, expected);
  };
  assert.is(read([{ name: 'state/x', ...one }]).files.length, 1);
  for (const files of bad) assert.throws(() => read(files), /takeover-damaged/, JSON.stringify(files[0]));
});

function framed(text: string): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(Buffer.byteLength(text));
  return Buffer.concat([head, Buffer.from(text)]);
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

test.run();
