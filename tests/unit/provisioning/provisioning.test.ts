import { createPublicKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate, Extensions, KeyUsage } from '@peculiar/asn1-x509';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { claimIn, claimText, newClaim, regionOf } from '../../../provisioning/claim';
import { ourWishes, unknownWish } from '../../../provisioning/est/csr-attributes';
import { judgeAnswer } from '../../../provisioning/est/judge-answer';
import { KnownTime } from '../../../provisioning/identity/known-time';
import { renewalDue } from '../../../provisioning/identity/life';
import type { Shelf } from '../../../provisioning/identity/shelf';
import { Attempts } from '../../../provisioning/region/attempts';
import { makeRequest, readRequest } from '../../../provisioning/x509/certificate-request';
import { certificatesIn, certsOnly } from '../../../provisioning/x509/certs-only';
import {
  commonNameOf,
  derOf,
  extension,
  nameOf,
  plainBytes,
  signatureOver,
} from '../../../provisioning/x509/der';
import { fingerprint, fingerprintIn } from '../../../provisioning/x509/fingerprint';
import { issueCertificate, type Purpose } from '../../../provisioning/x509/issue-certificate';
import { judgeChain } from '../../../provisioning/x509/judge-chain';
import { VirtualTime } from '../../../simulator/time/virtual-time';

const day = 86_400_000;
const start = Date.UTC(2030, 0, 1);
const newKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const rootKey = newKey();

interface Wish {
  readonly purpose?: Purpose;
  readonly by?: string;
  readonly byKey?: KeyObject;
  readonly from?: number;
  readonly days?: number;
}

function certificate(
  name: string,
  key: KeyObject,
  { purpose = 'client', by = 'root', byKey = rootKey, from = start, days = 360 }: Wish = {},
): X509Certificate {
  return issueCertificate({
    purpose,
    subject: nameOf({ commonName: name }),
    publicKey: createPublicKey(key),
    issuer: { name: nameOf({ commonName: by }), key: byKey },
    from,
    to: from + days * day,
  });
}

const root = certificate('root', rootKey, { purpose: 'authority', days: 4000 });

const verdict = (presented: X509Certificate[], at = start, anchors = [root]) => {
  const judged = judgeChain(presented, { anchors, purpose: 'client', at });
  return judged.trusted ? 'trusted' : judged.why;
};

test('a claim survives being read aloud: small letters, spaces, O for 0, I and L for 1', () => {
  const claim = newClaim(rootKey);
  const text = claimText(claim);
  assert.match(text, /^([0-9A-Z]{4}-){7}[0-9A-Z]{4}$/);
  assert.is(claim.region, regionOf(createPublicKey(rootKey)));
  const spokenText = text.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
  assert.equal(claimIn(` ${spokenText} `), claim);
});

test('one wrong sign, two that changed places and one that is missing are noticed', () => {
  const text = claimText(newClaim(rootKey)).replaceAll('-', '');
  for (let at = 0; at < text.length; at++) {
    const wrong = `${text.slice(0, at)}${text[at] === '7' ? '8' : '7'}${text.slice(at + 1)}`;
    assert.throws(() => claimIn(wrong), /claim-mistyped/);
    assert.throws(() => claimIn(text.slice(0, at) + text.slice(at + 1)), /claim-mistyped/);
    const swapped = `${text.slice(0, at)}${text[at + 1] ?? ''}${text[at] ?? ''}${text.slice(at + 2)}`;
    if (swapped !== text) assert.throws(() => claimIn(swapped), /claim-mistyped/);
  }
});

test('a fingerprint is the same from either half of the key, and is recognized however it is typed', () => {
  const print = fingerprint(rootKey);
  assert.is(fingerprint(createPublicKey(rootKey)), print);
  assert.is(fingerprintIn(print.toLowerCase().replaceAll('-', '')), print);
  assert.throws(() => fingerprintIn(print.slice(1)), /fingerprint-wrong/);
});

test('a certificate is renewed between 15/24 and 16/24 of its life, at the same instant after each restart, and boxes do not come at once', () => {
  const dues = Array.from({ length: 40 }, (_, n) => {
    const one = certificate(`box-${n}`, rootKey);
    assert.is(renewalDue(one), renewalDue(one));
    return (renewalDue(one) - start) / (360 * day);
  });
  assert.ok(dues.every(due => due > 15 / 24 && due <= 16 / 24));
  assert.ok(Math.max(...dues) - Math.min(...dues) > 1 / 48);
});

test('what is known of the time moves by proof alone, outlives a restart, and a clock at 2099 does not stay in it', async () => {
  const files = new Map([['known-time', 'nonsense']]);
  const shelf: Shelf = {
    read: async name => files.get(name),
    write: async (name, text) => void files.set(name, text),
    remove: async name => void files.delete(name),
  };
  const clock = new VirtualTime();
  const known = async () => {
    const one = new KnownTime(shelf, clock);
    await one.open();
    return one;
  };
  assert.ok((await known()).now() >= Date.UTC(2026, 0, 1), 'no program ran before it was made');
  await (await known()).learn(start);
  await (await known()).learn(start - day);
  assert.is((await known()).now(), start);
  const wrong = new KnownTime(shelf, new VirtualTime(Date.UTC(2099, 0, 1)));
  await wrong.open();
  assert.is(wrong.now(), Date.UTC(2099, 0, 1));
  assert.is((await known()).now(), start);
});

test('a path holds at an instant when all of it holds; a beginning that lies ahead shows that the clock is behind', () => {
  const leaf = certificate('box', newKey());
  assert.is(verdict([leaf]), 'trusted');
  assert.is(verdict([leaf], start - 10_000 * day), 'trusted', 'the clock says 2002');
  assert.is(verdict([leaf], start + 361 * day), 'expired');
  const later = certificate('box', newKey(), { from: start + 3990 * day });
  assert.is(verdict([later], start), 'trusted');
  const afterRoot = certificate('box', newKey(), { from: start + 4001 * day });
  assert.is(verdict([afterRoot], start), 'expired', 'it begins after its authority has ended');
});

test('what no authority signed, what is for servers and what is an authority itself is no certificate of a box', () => {
  const key = newKey();
  assert.is(verdict([]), 'unknown-issuer');
  assert.is(
    verdict([certificate('box', key, { byKey: key })]),
    'unknown-issuer',
    'the right name, another key',
  );
  assert.is(verdict([certificate('box', key, { purpose: 'server' })]), 'not-fit');
  assert.is(verdict([certificate('box', key, { purpose: 'authority' })]), 'not-fit');
});

test('a box cannot sign for another box, nor an authority beyond the depth it was given', () => {
  const boxKey = newKey();
  const box = certificate('box', boxKey);
  const below = certificate('victim', newKey(), { by: 'box', byKey: boxKey });
  assert.is(verdict([below, box]), 'unknown-issuer');
  const middleKey = newKey();
  // The root of this test allows none between (pathLenConstraint 0).
  const middle = certificate('middle', middleKey, { purpose: 'authority' });
  const leaf = certificate('leaf', newKey(), { by: 'middle', byKey: middleKey });
  assert.is(verdict([leaf, middle]), 'not-fit');
  assert.is(verdict([leaf], start, [middle]), 'trusted');
  const keys = Array.from({ length: 12 }, newKey);
  const chain = keys.map((key, n) =>
    certificate(`${n}`, key, { purpose: 'authority', by: `${n + 1}`, byKey: keys[n + 1] ?? rootKey }),
  );
  assert.is(verdict(chain), 'unknown-issuer', 'too many between');
});

test('a certificate with a critical extension that nobody here knows is refused', () => {
  const parsed = AsnConvert.parse(plainBytes(certificate('box', newKey()).raw), Certificate);
  const { tbsCertificate } = parsed;
  const withOne = (critical: boolean) => {
    tbsCertificate.extensions = new Extensions([
      ...(certificateExtensions ?? []),
      extension('1.3.6.1.4.1.99999.1', new KeyUsage(0), critical),
    ]);
    parsed.signatureValue = signatureOver(derOf(tbsCertificate), rootKey);
    return verdict([new X509Certificate(derOf(parsed))]);
  };
  const certificateExtensions = tbsCertificate.extensions;
  assert.equal([withOne(false), withOne(true)], ['trusted', 'not-fit']);
});

test('a box that was told of an authority between alone is content with it', () => {
  const middleKey = newKey();
  const middle = certificate('middle', middleKey, { purpose: 'authority' });
  const key = newKey();
  const leaf = certificate('box', key, { by: 'middle', byKey: middleKey });
  assert.equal(judgeAnswer([leaf], { key, authorities: [middle], at: start }).chain, [leaf]);
  assert.throws(() => judgeAnswer([leaf], { key, authorities: [root], at: start }), /other-region/);
});

test('a certs-only message keeps each byte of its certificates; cut or changed anywhere it is never taken for whole', () => {
  const list = [root, certificate('box', newKey())];
  const message = certsOnly(list.map(({ raw }) => raw));
  const read = certificatesIn(message)?.map(({ fingerprint256 }) => fingerprint256) ?? [];
  assert.equal(read.sort(), list.map(({ fingerprint256 }) => fingerprint256).sort());
  for (let length = 0; length < message.length; length += 3)
    assert.is(certificatesIn(message.subarray(0, length)), undefined, `${length} bytes`);
  for (let at = 0; at < message.length; at += 5) {
    const changed = Buffer.from(message);
    changed[at] = (changed[at] ?? 0) ^ 0xff;
    for (const one of certificatesIn(changed) ?? [])
      if (!read.includes(one.fingerprint256)) assert.is(verdict([one]) === 'trusted', false, `byte ${at}`);
  }
});

test('a request that is cut or changed anywhere proves nothing for any other key or name', () => {
  const key = newKey();
  const request = makeRequest(key, nameOf({ commonName: 'box' }));
  const print = fingerprint(key);
  for (let at = 0; at < request.length; at++) {
    assert.is(readRequest(request.subarray(0, at)), undefined);
    const changed = Buffer.from(request);
    changed[at] = (changed[at] ?? 0) ^ 0x41;
    const asked = readRequest(changed);
    if (asked)
      assert.equal([fingerprint(asked.publicKey), commonNameOf(asked.subject)], [print, 'box'], `byte ${at}`);
  }
});

test('our own wishes are fulfilled; a challenge password and another curve are not', () => {
  assert.is(unknownWish(ourWishes()), undefined);
  assert.is(unknownWish(Buffer.from('300b06092a864886f70d010907', 'hex')), '1.2.840.113549.1.9.7');
  const p384 = ourWishes().toString('hex').replace('06082a8648ce3d030107', '06082a8648ce3d030108');
  assert.match(unknownWish(Buffer.from(p384, 'hex')) ?? '', 'curve');
  assert.throws(() => unknownWish(Buffer.from('020100', 'hex')), /est-answer-broken/);
  const nothing = '3021301106072a8648ce3d0201310a05082a8648ce3d03010706082a8648ce3d040302';
  assert.match(unknownWish(Buffer.from(nothing, 'hex')) ?? '', 'curve', 'a NULL for a curve');
});

test('after ten wrong claims an address waits until ten minutes are over; others do not', () => {
  const attempts = new Attempts();
  for (let n = 0; n < 10; n++) attempts.fail('a', n * 1000);
  assert.is(attempts.waitFor('a', 10_000), 590);
  assert.is(attempts.waitFor('b', 10_000), 0);
  assert.is(attempts.waitFor('a', 600_000), 0);
  attempts.fail('a', 600_000);
  assert.is(attempts.waitFor('a', 600_001), 0);
});

test('whoever guesses from ever new addresses of one IPv6 network waits all the same', () => {
  const attempts = new Attempts();
  for (let n = 0; n < 10; n++) attempts.fail(`2001:db8::${n}`, 0);
  assert.ok(attempts.waitFor('2001:db8:0:0:ffff::1', 0) > 0);
  assert.is(attempts.waitFor('2001:db8:0:1::1', 0), 0);
  for (let n = 0; n < 10; n++) attempts.fail('::ffff:192.0.2.1', 0);
  assert.ok(attempts.waitFor('192.0.2.1', 0) > 0);
  assert.is(attempts.waitFor('::ffff:192.0.2.2', 0), 0);
});

test('however an IPv6 address is written, its network is the same', () => {
  for (const [one, other] of [
    ['2001:db8:0:0:1:2:3:4', '2001:db8::5'],
    ['2001:db8::', '2001:db8::6'],
    ['::1', '0:0:0:0:9:9:9:9'],
  ] as const) {
    const attempts = new Attempts();
    for (let n = 0; n < 10; n++) attempts.fail(one, 0);
    assert.ok(attempts.waitFor(other, 0) > 0, `${one} ${other}`);
  }
});

test('of ten thousand networks that guess the oldest are forgotten', () => {
  const attempts = new Attempts();
  for (let n = 0; n < 10; n++) attempts.fail('192.0.2.1', 0);
  for (let n = 0; n < 4095; n++) attempts.fail(`10.0.${n >> 8}.${n & 255}`, 0);
  assert.ok(attempts.waitFor('192.0.2.1', 0) > 0);
  attempts.fail('203.0.113.1', 0);
  assert.is(attempts.waitFor('192.0.2.1', 0), 0);
});

test.run();
