import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CatalogueCode } from '../../hal/platform/catalogue';
import { TiskiError } from '../../hal/platform/error';
import type { Timer } from '../../hal/platform/time';
import { realDisk } from '../../ota/disk/real-disk';
import { newClaim, regionOf } from '../../provisioning/claim';
import { fetchSite } from '../../provisioning/commissioning/fetch-site';
import { goOn } from '../../provisioning/commissioning/use-claim';
import { EstClient } from '../../provisioning/est/est-client';
import { connectToRegion } from '../../provisioning/est/region-connection';
import { Identity } from '../../provisioning/identity/identity';
import { keepMembership } from '../../provisioning/identity/membership';
import { Errands } from '../../provisioning/life/errands';
import { Authority } from '../../provisioning/region/authority';
import { readRequest } from '../../provisioning/x509/certificate-request';
import { certsOnly } from '../../provisioning/x509/certs-only';
import { day, RegionBench, refusal, SetTime } from '../support/region-bench';

/** Waits for an answer for a moment only. */
class HastyTime extends SetTime {
  override after(delay: number, name: string, run: () => void): Timer {
    return super.after(name === 'est answer' && this.hasty ? 300 : delay, name, run);
  }

  hasty = false;
}

const bench = new RegionBench();
const time = new HastyTime();
let authority: Authority;
let stranger: Authority;

/** What the region says next to a request for a certificate. */
let say: (response: ServerResponse, publicKey: KeyObject) => void = () => {};
/** What it says otherwise; nothing for the right answer. */
let sayElse: (operation: string, response: ServerResponse, request: IncomingMessage) => boolean = () => false;
let server: Server;

const der = (...list: { raw: Uint8Array }[]) => certsOnly(list.map(({ raw }) => raw));
const good = (
  response: ServerResponse,
  body: Buffer,
  type = 'application/pkcs7-mime; smime-type=certs-only',
) => response.writeHead(200, { 'content-type': type }).end(body.toString('base64'));

/** A region that has the right key and the right certificate, and gives wrong answers. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  const operation = request.url?.split('/').at(-1) ?? '';
  if (sayElse(operation, response, request)) return;
  if (operation === 'cacerts') return void good(response, der(authority.certificate));
  if (operation === 'csrattrs') return void response.writeHead(204).end();
  let text = '';
  request.on('data', data => (text += data));
  request.on('end', () => {
    const asked = readRequest(Buffer.from(text, 'base64'));
    if (asked) say(response, asked.publicKey);
  });
}

function credentials(by: Authority, hosts: string[], now = time.now()): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `${by.forServer(hosts, publicKey, now)}${by.certificate}`,
  };
}

const shelf = () => bench.shelfOf('box');
let box: Identity;
let url: string;
let before: (string | undefined)[];

const kept = () => Promise.all(['key.pem', 'certificate.pem', 'ca.pem'].map(name => shelf().read(name)));

test.before(async () => {
  await bench.start();
  ({ authority } = bench.region);
  await bench.enrolled('box');
  time.ahead = 250 * day;
  stranger = await Authority.open({ folder: bench.folder, region: 'Stranger', now: Date.now() });
  server = createServer(
    { ...credentials(authority, ['localhost']), requestCert: true, rejectUnauthorized: false },
    answer,
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `https://localhost:${(server.address() as AddressInfo).port}`;
  await keepMembership(shelf(), { url, region: regionOf(authority.publicKey) });
  box = new Identity({ shelf: shelf(), time });
  before = await kept();
});
test.after(async () => {
  server.closeAllConnections();
  server.close();
  await bench.stop();
});

/** The renewal fails with this code, and what was there is there. */
async function refusedWith(code: string): Promise<void> {
  assert.is(await refusal(box.keepUp()), code);
  assert.equal(await kept(), before);
  assert.is(await shelf().read('next.pem'), undefined);
}

const issue = (publicKey: KeyObject, by = authority, name = 'library.box', now = time.now()) =>
  by.forBox(name, 'library', publicKey, now);

const foreignKey = createPublicKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);

const answers: readonly [string, string, typeof say][] = [
  [
    'no base64',
    'est-answer-broken',
    response => response.setHeader('content-type', 'application/pkcs7-mime').end('<html>'),
  ],
  ['base64 of noise', 'est-answer-broken', response => good(response, Buffer.alloc(300, 0x30))],
  ['nothing', 'est-answer-broken', response => good(response, Buffer.alloc(0))],
  ['half of it', 'est-answer-broken', (response, key) => good(response, der(issue(key)).subarray(0, 300))],
  [
    'more behind it',
    'est-answer-broken',
    (response, key) => good(response, Buffer.concat([der(issue(key)), Buffer.alloc(3)])),
  ],
  ['a bare certificate', 'est-answer-broken', (response, key) => good(response, issue(key).raw)],
  [
    'seventeen certificates',
    'est-answer-broken',
    (response, key) => good(response, der(...Array.from({ length: 17 }, () => issue(key)))),
  ],
  [
    'a login page',
    'est-answer-broken',
    response => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
  ],
  ['a redirection', 'est-answer-broken', response => response.writeHead(302, { location: url }).end()],
  ['a megabyte', 'est-answer-large', response => good(response, Buffer.alloc(1_000_000, 0x30))],
  [
    'a certificate for another key',
    'certificate-other-key',
    response => good(response, der(issue(foreignKey))),
  ],
  [
    'that of another region',
    'certificate-other-region',
    (response, key) => good(response, der(issue(key, stranger))),
  ],
  [
    'that of another region with its authority',
    'certificate-other-region',
    (response, key) => good(response, der(issue(key, stranger), stranger.certificate)),
  ],
  [
    'one that has ended',
    'certificate-unfit',
    (response, key) => good(response, der(issue(key, authority, 'library.box', time.now() - 400 * day))),
  ],
  [
    'one in another name',
    'certificate-unfit',
    (response, key) => good(response, der(issue(key, authority, 'library.other'))),
  ],
  [
    'one for servers',
    'certificate-unfit',
    (response, key) => good(response, der(authority.forServer(['box'], key, time.now() + 300 * day))),
  ],
  ['two for one key', 'certificate-unfit', (response, key) => good(response, der(issue(key), issue(key)))],
  [
    'one that ends before the old one',
    'certificate-repeated',
    (response, key) => good(response, der(issue(key, authority, 'library.box', Date.now() - 60_000))),
  ],
  ['wait', 'region-waits', response => response.writeHead(202, { 'retry-after': '120' }).end()],
  ['wait, and not for how long', 'region-waits', response => response.writeHead(202).end()],
  ['something without a type', 'est-answer-broken', response => response.writeHead(200).end('MAA=')],
  ['busy', 'region-busy', response => response.writeHead(503).end()],
  ['a fault', 'region-failed', response => response.writeHead(500).end()],
  ['no', 'region-refuses', response => response.writeHead(403).end()],
  [
    'half an answer and silence for good',
    'region-unreachable',
    response => response.writeHead(200, { 'content-length': '100' }).end('x') && response.destroy(),
  ],
];

for (const [what, code, how] of answers)
  test(`the region answers ${what}: ${code}, and the old certificate stays`, async () => {
    say = how;
    await refusedWith(code);
  });

test('the very certificate that the box has is not taken for a new one', async () => {
  const current = await box.certificate();
  say = response => current && good(response, der(current));
  await refusedWith('certificate-repeated');
});

test('a region that never answers is given up', async () => {
  say = () => {};
  time.hasty = true;
  await refusedWith('region-unreachable');
  time.hasty = false;
});

test('wishes that a box cannot fulfil are told before it asks', async () => {
  // SEQUENCE { OID rsaEncryption }
  const rsa = Buffer.from('300b06092a864886f70d010101', 'hex');
  say = () => assert.unreachable();
  sayElse = (operation, response) => {
    if (operation !== 'csrattrs') return false;
    good(response, rsa, 'application/csrattrs');
    return true;
  };
  await refusedWith('est-wish-unknown');
  sayElse = () => false;
});

test('a new certificate that the region then does not take is dropped, and the next one that it takes is used', async () => {
  say = (response, key) => good(response, der(issue(key)));
  const old = await box.certificate();
  sayElse = (operation, response, request) => {
    const shown = (request.socket as TLSSocket).getPeerCertificate().serialNumber;
    if (operation !== 'cacerts' || shown === old?.serialNumber) return false;
    response.writeHead(403).end();
    return true;
  };
  await refusedWith('certificate-unproven');
  sayElse = () => false;
});

for (const [whose, make] of [
  ['another region', () => credentials(stranger, ['localhost'])],
  ['another host', () => credentials(authority, ['elsewhere'])],
  ['the past', () => credentials(authority, ['localhost'], Date.now() - 100 * day)],
] as const)
  test(`a server with the certificate of ${whose} is told nothing`, async () => {
    server.setSecureContext(make());
    say = () => assert.unreachable();
    sayElse = () => assert.unreachable() as never;
    await refusedWith('region-untrusted');
    sayElse = () => false;
    server.setSecureContext(credentials(authority, ['localhost']));
  });

test('a region is proven by its address as well as by its name', async () => {
  const passed = { now: () => time.now(), learn: async () => {} };
  const trust = { authorities: [authority.certificate], time: passed };
  const asked = () =>
    new EstClient({ url: new URL(url.replace('localhost', '127.0.0.1')), trust, time }).authorities();
  server.setSecureContext(credentials(authority, ['127.0.0.1']));
  assert.is((await asked()).length, 1);
  server.setSecureContext(credentials(authority, ['localhost']));
  assert.is(await refusal(asked()), 'region-untrusted');
});

test('whoever has given up before the connection begins waits for nobody', async () => {
  const gone = connectToRegion({ url: new URL(url), trust: 'anyone', signal: AbortSignal.abort() });
  assert.is(await refusal(gone), 'region-unreachable');
});

test('a refusal by the region of a claim is no proxy; who passes on its authorities and cannot prove to be it is one', async () => {
  const by = (code: CatalogueCode) =>
    goOn(
      { keepUp: () => Promise.reject(new TiskiError(code)) } as unknown as Identity,
      { claim: newClaim(authority.publicKey), url: new URL(url) },
      time,
    );
  assert.is(await refusal(by('region-refuses')), 'region-refuses');
  assert.is(await refusal(by('region-untrusted')), 'setup-proxy');
  sayElse = (_operation, response) => {
    response.writeHead(403).end();
    return true;
  };
  assert.is(await refusal(by('region-refuses')), 'setup-proxy', 'it refuses everything');
  sayElse = () => false;
});

test('with the right answers the same box is renewed', async () => {
  server.setSecureContext(credentials(authority, ['localhost']));
  say = (response, key) => good(response, der(issue(key)));
  assert.is(await box.keepUp(), 'renewed');
  assert.is.not((await kept())[1], before[1]);
});

test('whatever a region answers to an errand leads to one advice', async () => {
  const errands = new Errands(await box.contact(), time);
  const answers = (status: number, body = '') => {
    sayElse = (_operation, response) => {
      response.writeHead(status).end(body);
      return true;
    };
  };
  for (const [status, code] of [
    [413, 'takeover-large'],
    [429, 'region-busy'],
    [503, 'region-busy'],
    [500, 'region-failed'],
    [400, 'region-refuses'],
    [302, 'est-answer-broken'],
  ] as const) {
    answers(status);
    assert.is(await refusal(errands.place()), code, String(status));
    if (status !== 302) assert.is(await refusal(errands.hasTakeover()), code, String(status));
  }
  for (const status of [404, 405, 501]) {
    answers(status);
    assert.is(await errands.hasTakeover(), false, String(status));
  }
  answers(200, '{"site":"library"}');
  assert.is(await refusal(errands.place()), 'est-answer-broken');
  const declaration = {
    box: 'library.box',
    fingerprint: 'AAAA',
    at: '2030-01-01T00:00:00.000Z',
    signature: '',
  };
  assert.is(await refusal(errands.leave(declaration)), 'est-answer-broken');
  answers(200, '{"site":"library","box":"hub"}');
  assert.equal(await errands.place(), { site: 'library', box: 'hub' });
  for (const [status, code] of [
    [404, 'setup-site-missing'],
    [500, 'region-refuses'],
  ] as const) {
    answers(status);
    assert.is(await refusal(fetchSite(await box.contact(), time)), code);
  }
  sayElse = () => false;
});

test('what no region takes is not even sent', async () => {
  const errands = new Errands(await box.contact(), time);
  const large = { ...realDisk, size: () => 2 ** 40 };
  assert.is(await refusal(errands.leaveTakeover(large, 'bundle')), 'takeover-large');
});

test.run();
