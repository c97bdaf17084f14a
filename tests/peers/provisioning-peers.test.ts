import { execFile } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connectAsync } from 'mqtt';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { judgeChain } from '../../provisioning/x509/judge-chain';
import { day, RegionBench } from '../support/region-bench';
import { Mosquitto } from './mosquitto';
import { TestAuthority } from './test-authority';

/** Parties that know nothing of our code: strongSwan, curl, OpenSSL, Mosquitto. */

const bench = new RegionBench();
let folder: string;
test.before(async () => {
  await bench.start();
  folder = join(bench.folder, 'stranger');
  mkdirSync(folder);
  const { cert, key } = serverFiles();
  writeFileSync(join(folder, 'broker.pem'), cert);
  writeFileSync(join(folder, 'broker.key'), key, { mode: 0o600 });
  writeFileSync(join(folder, 'ca.pem'), bench.region.authority.certificate.toString());
});
test.after(() => bench.stop());

const runFile = promisify(execFile);

/** Runs a program in the folder. @throws with what it said if it fails */
async function run(line: string): Promise<Buffer> {
  const [program = '', ...words] = line.split(' ');
  const { stdout } = await runFile(program, words, { cwd: folder, encoding: 'buffer' });
  return stdout;
}

function serverFiles(): { cert: string; key: string } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const now = bench.time.now();
  return {
    cert: bench.region.authority
      .forServer(['localhost', '127.0.0.1'], createPublicKey(privateKey), now)
      .toString(),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** A key and a request by OpenSSL. */
async function requestBy(name: string, subject: string): Promise<void> {
  await run(`openssl ecparam -name prime256v1 -genkey -noout -out ${name}.key`);
  await run(`openssl req -new -key ${name}.key -subj ${subject} -outform der -out ${name}.csr`);
}

test('strongSwan fetches the authority, enrols by a claim and renews with another key', async () => {
  const url = `https://localhost:${bench.url.port}`;
  await run(`pki --estca --url ${url} --cacert ca.pem --caout fetched --outform pem`);
  assert.is(
    new X509Certificate(readFileSync(join(folder, 'fetched.pem'))).fingerprint256,
    bench.region.authority.certificate.fingerprint256,
  );
  await requestBy('first', '/CN=anything');
  const { secret } = bench.claim('swan');
  const first = await run(
    `pki --est --url ${url} --in first.csr --cacert ca.pem --userpass claim:${secret} --outform pem`,
  );
  writeFileSync(join(folder, 'first.pem'), first);
  await run('openssl verify -x509_strict -purpose sslclient -CAfile ca.pem first.pem');

  await requestBy('second', '/O=library/CN=library.swan');
  const second = await run(
    `pki --est --url ${url} --in second.csr --cacert ca.pem --cert first.pem --key first.key --outform pem`,
  );
  writeFileSync(join(folder, 'second.pem'), second);
  await run('openssl verify -x509_strict -purpose sslclient -CAfile ca.pem second.pem');
  assert.is(new X509Certificate(second).subject, 'O=library\nCN=library.swan');
});

test('curl and OpenSSL do the same by hand', async () => {
  const url = `${bench.url.href}.well-known/est`;
  await requestBy('hand', '/CN=anything');
  await run('openssl base64 -in hand.csr -out hand.b64');
  const { secret } = bench.claim('hand');
  await run(
    `curl --silent --show-error --fail --cacert ca.pem --user claim:${secret} --header Content-Type:application/pkcs10 --data-binary @hand.b64 --output hand.p7.b64 ${url}/simpleenroll`,
  );
  await run('openssl base64 -d -A -in hand.p7.b64 -out hand.p7');
  await run('openssl pkcs7 -inform der -in hand.p7 -print_certs -out hand.pem');
  await run('openssl verify -x509_strict -purpose sslclient -CAfile ca.pem hand.pem');
  await run(
    `curl --silent --fail --cacert ca.pem --cert hand.pem --key hand.key --output again.b64 ${url}/cacerts`,
  );
  await run('openssl base64 -d -A -in again.b64 -out again.p7');
  const authorities = await run('openssl pkcs7 -inform der -in again.p7 -print_certs');
  assert.is(
    new X509Certificate(authorities).fingerprint256,
    bench.region.authority.certificate.fingerprint256,
  );
});

test('Mosquitto lets a box in by its certificate, and no longer once the revocation list names it', async () => {
  await bench.enrolled('broker-member');
  const shelf = bench.shelfOf('broker-member');
  const credentials = {
    cert: (await shelf.read('certificate.pem')) ?? '',
    key: (await shelf.read('key.pem')) ?? '',
    ca: (await shelf.read('ca.pem')) ?? '',
  };
  const files = ['ca.pem', 'broker.pem', 'broker.key', 'list.pem'].map(name => join(folder, name));
  const [ca = '', certificate = '', key = '', crl = ''] = files;
  const reaches = async () => {
    await run(`curl --silent --fail --cacert ca.pem --output list.der ${bench.url.href}region.crl`);
    await run('openssl crl -inform der -in list.der -CAfile ca.pem -out list.pem');
    const broker = await new Mosquitto({ persistent: false, tls: { ca, certificate, key, crl } }).start();
    try {
      const client = await connectAsync(broker.url, { ...credentials, reconnectPeriod: 0 });
      await client.endAsync();
      return true;
    } catch {
      return false;
    } finally {
      await broker.stop();
    }
  };
  assert.ok(await reaches());
  bench.office.revoke('library.broker-member', 'key-compromise');
  assert.not.ok(await reaches());
  const list = await run('openssl crl -in list.pem -noout -text');
  assert.match(list.toString(), /Key Compromise/);
});

test('paths are judged at any instant as OpenSSL judges them', async () => {
  const home = new TestAuthority();
  const abroad = new TestAuthority();
  try {
    const issued = [
      home.issue({ common: 'now' }),
      home.issue({ common: 'ended', from: -40, to: -20 }),
      abroad.issue({ common: 'foreign' }),
    ];
    const anchor = new X509Certificate(readFileSync(home.certificate));
    const leaves = issued.map(({ certificate }) => certificate);
    let trusted = 0;
    for (const file of leaves) {
      const leaf = new X509Certificate(readFileSync(file));
      const begun = Math.max(leaf.validFromDate.getTime(), anchor.validFromDate.getTime());
      for (const at of [-30, -10, 0, 300, 390, 500].map(days => Date.now() + days * day)) {
        // The one difference that is meant: what has begun shows that it is not earlier.
        const instant = Math.floor(Math.max(at, begun) / 1000);
        const words = `verify -attime ${instant} -CAfile ${home.certificate} ${file}`.split(' ');
        const expected = await runFile('openssl', words).then(
          () => true,
          () => false,
        );
        const verdict = judgeChain([leaf], { anchors: [anchor], purpose: 'client', at });
        assert.is(verdict.trusted, expected, `${leaf.subject} ${new Date(at)}`);
        if (verdict.trusted) trusted += 1;
      }
    }
    assert.ok(trusted > 3);
  } finally {
    home.remove();
    abroad.remove();
  }
});

test.run();
