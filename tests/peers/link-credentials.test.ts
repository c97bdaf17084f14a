import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readTls } from '../../firmware/config/tls-files';
import { credentialsOf } from '../../firmware/link/credentials';
import { isTiskiError } from '../../hal/platform/error';

const folder = mkdtempSync(join(tmpdir(), 'tiski-credentials-'));
const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
test.after(() => rmSync(folder, { recursive: true }));

test('what proves who the box is, is read from its files; what the site file leaves out is left out', () => {
  const url = 'mqtts://broker.example.fi';
  assert.equal(credentialsOf({ url }), {});
  const passwordFile = file('password', 'between us\n');
  const login = { username: 'box', passwordFile };
  assert.equal(credentialsOf({ url, ...login, serverName: 'b.fi' }), {
    username: 'box',
    password: 'between us',
    serverName: 'b.fi',
  });
  const proxied = (proxy: object) => credentialsOf({ url, proxy: { url: 'http://p.fi', ...proxy } }).proxy;
  assert.equal(proxied({}), { host: 'p.fi', port: 80 });
  assert.equal(proxied({ url: 'http://[::1]:3128', ...login }), {
    host: '::1',
    port: 3128,
    login: 'box:between us',
  });
});

/** RSA of 512 bits, which TLS takes no more. */
const weakCertificate = `-----BEGIN CERTIFICATE-----
MIIBdzCCASGgAwIBAgIUfYVJ0Nz1FCo8Pz35HvHmKGx5NE0wDQYJKoZIhvcNAQEL
BQAwDzENMAsGA1UEAwwEd2VhazAgFw0yNjExMjMwMjEyMDJaGA8yMTI2MTAzMDAy
MTIwMlowDzENMAsGA1UEAwwEd2VhazBcMA0GCSqGSIb3DQEBAQUAA0sAMEgCQQC6
GMFxvO5Ow9RsEEKXHO7s84rLrXoU6Q3SuALIC/FHjXoe/XZVnOm8qWaj1NH68cIM
i3DfIfKF/FVzVUJTCLMHAgMBAAGjUzBRMB0GA1UdDgQWBBTNKJd06/aYO7yeQvfj
sAuTzwRFyzAfBgNVHSMEGDAWgBTNKJd06/aYO7yeQvfjsAuTzwRFyzAPBgNVHRMB
Af8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA0EAea4fLbWhn2cL6ItyxD27qA+mSrzt
5qDCUOLogeWo85QOfIXA21NBVqi1ISNnyppCTnurv88MxC8OT/Ly4ewmJw==
-----END CERTIFICATE-----
`;
const weakKey = `-----BEGIN PRIVATE KEY-----
MIIBVAIBADANBgkqhkiG9w0BAQEFAASCAT4wggE6AgEAAkEAuhjBcbzuTsPUbBBC
lxzu7POKy616FOkN0rgCyAvxR416Hv12VZzpvKlmo9TR+vHCDItw3yHyhfxVc1VC
UwizBwIDAQABAkEAt7vzWdlgK9H664qORGYjmzzE/11SmEyVAkP9Mwdfe/UJ0wkf
IWXpCGUvm3GWE/gMsNrX0FVgKZdUzZiVHyS2UQIhAOpd2P4ur6YTAGVq+/GsedaP
Y5spf39jGn+J3A9qC6lfAiEAy0ZGsA/ldum3uP7DIjTUkZNidVag3HviP9x3l/tZ
z1kCIDwL1WeyYHBlV+mkEm7l6MVvMW70n+TsaEKa+JW+bsRzAiAE4QHvVeJXEVME
kLDUUFpNyDDTyimAQUTz7XG9Zx4HuQIgASfdS473FEv7sffmeusnGyIX2Ux+wVX8
lJ/Ktctfnvw=
-----END PRIVATE KEY-----
`;

test('files of TLS that cannot be used are named by what is wrong with them, and never by what is in them', () => {
  const pem = (what: string) => `-----BEGIN ${what}-----\nc2VjcmV0\n-----END ${what}-----\n`;
  const faultOf = (files: Parameters<typeof readTls>[0]) => readTls(files).faults.map(({ code }) => code);
  assert.equal(faultOf({ ca: join(folder, 'none.pem') }), ['site-file-missing']);
  assert.equal(faultOf({ ca: file('ca.pem', pem('PRIVATE KEY')) }), ['tls-not-pem']);
  assert.equal(faultOf({ certificate: file('box.pem', pem('CERTIFICATE')) }), ['tls-not-pem']);
  const weak = readTls({ certificate: 'weak.pem', key: 'weak.key' }, name => ({
    content: Buffer.from(name === 'weak.key' ? weakKey : weakCertificate),
    mode: 0o600,
  }));
  assert.equal(weak.faults, [
    {
      setting: 'certificate',
      code: 'tls-unusable',
      message: '"weak.pem" is refused by TLS: ERR_SSL_EE_KEY_TOO_SMALL',
    },
  ]);
  const broken = readTls({ key: 'box.key' }, () => {
    throw new Error('Input/output error');
  });
  assert.equal(broken.faults, [
    { setting: 'key', code: 'site-file-unreadable', message: '"box.key" cannot be read' },
  ]);
  let refusal: unknown;
  try {
    credentialsOf({ url: 'mqtts://b.fi', ca: file('ca.pem', pem('PRIVATE KEY')) });
  } catch (error) {
    refusal = error;
  }
  assert.ok(isTiskiError(refusal, 'tls-not-pem'));
  assert.not.match(String(refusal), /c2VjcmV0|secret/);
});

test.run();
