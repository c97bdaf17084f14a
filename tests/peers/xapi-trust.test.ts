import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { XapiRingOptions } from '../../hal/drivers/xapi/options';
import { withCodec } from '../support/codec-bench';

const folder = mkdtempSync(join(tmpdir(), 'tiski-trust-'));
const certificate = selfSigned('IP:127.0.0.1');
const misnamed = selfSigned('DNS:other.example.org');
const strange = `SHA256:${'A'.repeat(43)}`;

function selfSigned(name: string): { key: string; cert: string; file: string; fingerprint: string } {
  const base = join(folder, name.replace(/\W/g, '-'));
  const file = `${base}.crt`;
  execFileSync(
    'openssl',
    `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=codec -addext subjectAltName=${name} -keyout ${base}.key -out ${file}`.split(
      ' ',
    ),
    { stdio: 'ignore' },
  );
  const cert = readFileSync(file, 'utf8');
  const { fingerprint256: fingerprint } = new X509Certificate(cert);
  return { key: readFileSync(`${base}.key`, 'utf8'), cert, file, fingerprint };
}

const accepted: Readonly<Record<string, Partial<XapiRingOptions>>> = {
  'the fingerprint with colons': { fingerprint: certificate.fingerprint },
  'the fingerprint without colons in small letters': {
    fingerprint: certificate.fingerprint.replaceAll(':', '').toLowerCase(),
  },
  'its authority': { caFile: certificate.file },
  'nothing, when asked not to verify': { verify: false },
};

for (const [by, options] of Object.entries(accepted))
  test(`a certificate of the unit's own is accepted by ${by}`, () =>
    withCodec({ codec: { certificate }, options }, async ({ codec, until }) => {
      const id = codec.ring({ from: 'sip:a@b' });
      await until(`ringing ${id} sip:a@b`);
    }));

const refused: Readonly<Record<string, [typeof certificate, Partial<XapiRingOptions>]>> = {
  'nobody vouches for it': [certificate, {}],
  'the fingerprint is another': [certificate, { fingerprint: strange }],
  'it is for another name': [misnamed, { caFile: misnamed.file }],
};

for (const [reason, [shown, options]] of Object.entries(refused))
  test(`a certificate is refused before the password is sent when ${reason}`, () =>
    withCodec(
      { cold: true, codec: { certificate: shown }, options },
      async ({ codec, ring, start, until }) => {
        await start();
        await until('codec-untrusted');
        assert.is(ring.status.health, 'failed');
        assert.ok(ring.status.detail?.includes(shown.fingerprint), ring.status.detail);
        assert.is(codec.counters.logins + codec.counters.refusals, 0);
      },
    ));

for (const [reason, fingerprint] of [
  ['another', strange],
  ['not known', undefined],
] as const)
  test(`an SSH host key is refused before the password is sent when its fingerprint is ${reason}`, () =>
    withCodec(
      { wire: 'ssh', cold: true, options: { fingerprint } },
      async ({ codec, ring, start, until }) => {
        await start();
        await until('codec-untrusted');
        assert.ok(ring.status.detail?.includes(codec.sshFingerprint), ring.status.detail);
        assert.is(codec.counters.logins + codec.counters.refusals, 0);
      },
    ));

test('a missing file of an authority is named', () =>
  withCodec(
    { cold: true, codec: { certificate }, options: { caFile: '/nonexistent/ca.pem' } },
    async ({ ring, start, until }) => {
      await start();
      await until('codec-untrusted');
      assert.match(ring.status.detail ?? '', /nonexistent/);
    },
  ));

test.after(() => rmSync(folder, { recursive: true }));
test.run();
