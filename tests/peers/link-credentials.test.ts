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

test('files of TLS that cannot be used are named by what is wrong with them, and never by what is in them', () => {
  const pem = (what: string) => `-----BEGIN ${what}-----\nc2VjcmV0\n-----END ${what}-----\n`;
  const faultOf = (files: Parameters<typeof readTls>[0]) => readTls(files).faults.map(({ code }) => code);
  assert.equal(faultOf({ ca: join(folder, 'none.pem') }), ['site-file-missing']);
  assert.equal(faultOf({ ca: file('ca.pem', pem('PRIVATE KEY')) }), ['tls-not-pem']);
  assert.equal(faultOf({ certificate: file('box.pem', pem('CERTIFICATE')) }), ['tls-not-pem']);
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
