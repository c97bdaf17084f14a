import { execFile } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connectAsync } from 'mqtt';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readTls } from '../../firmware/config/tls-files';
import { regionOf } from '../../provisioning/claim';
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

  await requestBy('second', '/O=library/CN=library\\/swan');
  const second = await run(
    `pki --est --url ${url} --in second.csr --cacert ca.pem --cert first.pem --key first.key --outform pem`,
  );
  writeFileSync(join(folder, 'second.pem'), second);
  await run('openssl verify -x509_strict -purpose sslclient -CAfile ca.pem second.pem');
  assert.is(new X509Certificate(second).subject, 'O=library\nCN=library/swan');
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
  const own = (name: string) => join(bench.folder, 'broker-member', name);
  const named = { ca: own('ca.pem'), certificate: own('certificate.pem'), key: own('key.pem') };
  assert.equal(readTls(named).faults, [], 'the appliance takes the files as they are');
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

/** Runs the line in a shell of the folder. */
const shell = (line: string) => runFile('sh', ['-c', line], { cwd: folder });

test('a box enrols at a region made of OpenSSL: RSA keys, an authority between, base64 in lines', async () => {
  const ca =
    'basicConstraints=critical,CA:TRUE\\nkeyUsage=critical,keyCertSign,cRLSign\\nsubjectKeyIdentifier=hash';
  const of = (name: string, issuer: string) =>
    `openssl x509 -req -days 300 -in ${name}.csr -CA ${issuer}.pem -CAkey ${issuer}.key -CAcreateserial -extfile ${name}.ext -out ${name}.pem`;
  const rsa = (name: string) =>
    `openssl req -newkey rsa:2048 -nodes -subj /CN=${name} -keyout ${name}.key -out ${name}.csr`;
  await shell(
    [
      `openssl req -x509 -newkey rsa:2048 -nodes -days 300 -subj /CN=root -keyout root.key -out root.pem`,
      rsa('between'),
      `printf '${ca}\\n' > between.ext`,
      of('between', 'root'),
      rsa('localhost'),
      `printf 'subjectAltName=DNS:localhost\\nextendedKeyUsage=serverAuth\\n' > localhost.ext`,
      of('localhost', 'between'),
      `printf 'extendedKeyUsage=clientAuth\\n' > box.ext`,
      'openssl crl2pkcs7 -nocrl -certfile root.pem -certfile between.pem -outform der | openssl base64 > cacerts',
    ].join(' && '),
  );
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const server = createServer({
    key: read('localhost.key'),
    cert: read('localhost.pem') + read('between.pem'),
    requestCert: true,
    rejectUnauthorized: false,
  });
  server.on('request', (request, response) => {
    const answer = (name: string) =>
      response.writeHead(200, { 'content-type': 'application/pkcs7-mime' }).end(read(name));
    const operation = request.url?.split('/').at(-1);
    if (operation === 'csrattrs') return response.writeHead(404).end();
    if (operation === 'cacerts') return answer('cacerts');
    let body = '';
    request.on('data', data => {
      body += data;
    });
    return request.on('end', async () => {
      writeFileSync(join(folder, 'box.csr.der'), Buffer.from(body, 'base64'));
      await shell(
        [
          'openssl req -inform der -in box.csr.der -verify -out box.csr',
          of('box', 'between'),
          'openssl crl2pkcs7 -nocrl -certfile box.pem -outform der | openssl base64 > issued',
        ].join(' && '),
      );
      answer('issued');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const identity = bench.box(bench.shelfOf('rsa'));
    const root = new X509Certificate(read('root.pem'));
    await identity.take(new URL(`https://localhost:${port}`), {
      secret: 'any',
      region: regionOf(root.publicKey),
    });
    assert.is(await identity.keepUp(), 'enrolled');
    const chain = join(bench.folder, 'rsa', 'certificate.pem');
    await run(`openssl verify -purpose sslclient -CAfile root.pem -untrusted ${chain} ${chain}`);
    assert.is(await identity.keepUp(), 'nothing');
  } finally {
    server.closeAllConnections();
    server.close();
  }
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
