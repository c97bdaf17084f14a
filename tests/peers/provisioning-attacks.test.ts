import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { connect } from 'node:tls';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { silent } from '../../hal/platform/log';
import type { Timer } from '../../hal/platform/time';
import type { Claim } from '../../provisioning/claim';
import type { BoxErrands } from '../../provisioning/region/box-errands';
import type { EnrolmentDesk } from '../../provisioning/region/enrolment-desk';
import {
  RegionService,
  type RegionServiceOptions,
  revocationListPath,
  siteFilePath,
} from '../../provisioning/region/region-service';
import { subjectOfBox } from '../../provisioning/x509/box-name';
import { makeRequest } from '../../provisioning/x509/certificate-request';
import { nameOf } from '../../provisioning/x509/der';
import { fingerprint } from '../../provisioning/x509/fingerprint';
import { issueCertificate } from '../../provisioning/x509/issue-certificate';
import { VirtualTime } from '../../simulator/time/virtual-time';
import { day, RegionBench, refusal } from '../support/region-bench';

const bench = new RegionBench();
const other = new RegionBench();
test.before(async () => {
  await Promise.all([bench.start(), other.start('Pukaro')]);
});
test.after(async () => {
  await Promise.all([bench.stop(), other.stop()]);
});

const newKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

interface Asking {
  readonly operation: string;
  readonly body?: string | Buffer;
  readonly type?: string;
  readonly secret?: string;
  readonly show?: { readonly cert: string; readonly key: string };
  readonly region?: RegionBench;
}

/** A client that keeps to nothing. */
async function ask({
  operation,
  body,
  type,
  secret,
  show,
  region = bench,
}: Asking): Promise<IncomingMessage> {
  const asking = request(new URL(`.well-known/est/${operation}`, region.url), {
    method: body === undefined ? 'GET' : 'POST',
    agent: false,
    rejectUnauthorized: false,
    headers: {
      'content-type': type ?? 'application/pkcs10',
      ...(secret !== undefined && { authorization: `Basic ${btoa(`claim:${secret}`)}` }),
    },
    ...show,
  });
  // What the service does not read any more is not the matter here.
  asking.on('error', () => {});
  asking.end(body);
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  response.resume();
  return response;
}

const status = async (asking: Asking) => (await ask(asking)).statusCode;

const requestOf = (key: KeyObject, subject = nameOf({ commonName: 'any' })) =>
  makeRequest(key, subject).toString('base64');

const enrol = (claim: Claim, key: KeyObject) =>
  status({ operation: 'simpleenroll', secret: claim.secret, body: requestOf(key) });

async function shownBy(region: RegionBench, box: string): Promise<{ cert: string; key: string }> {
  const shelf = region.shelfOf(box);
  return {
    cert: (await shelf.read('certificate.pem')) ?? '',
    key: (await shelf.read('key.pem')) ?? '',
  };
}

const deeds = () => bench.office.record(3).map(({ deed, subject }) => `${deed} ${subject}`);

test('without a claim, with a guessed one or with one that has ended nobody gets a certificate', async () => {
  const key = newKey();
  assert.is(await status({ operation: 'simpleenroll', body: requestOf(key) }), 401);
  assert.is(await enrol({ secret: '0123456789AB', region: '' }, key), 401);
  const ended = bench.claim('late', { life: -1 });
  assert.is(await enrol(ended, key), 401);
  assert.is(deeds().at(-1), 'claim-refused unknown, ended or closed');
});

test('a claim serves one box once: a second box with it is refused and put on record', async () => {
  const claim = bench.claim('once');
  assert.is(await enrol(claim, newKey()), 200);
  assert.is(await enrol(claim, newKey()), 401);
  assert.is(deeds().at(-1), 'claim-refused of-another-box');
});

test('of three boxes that show one claim at the same instant one gets a certificate', async () => {
  const claim = bench.claim('race');
  const answers = await Promise.all([newKey(), newKey(), newKey()].map(key => enrol(claim, key)));
  assert.equal(answers.sort(), [200, 401, 401]);
});

test('a claim that has led to a proven certificate serves its own key until it ends, and nobody once the box is revoked', async () => {
  const claim = bench.claim('used-up', { life: 3_600_000 });
  const identity = bench.box(bench.shelfOf('used-up'));
  await identity.take(bench.url, claim);
  assert.is(await identity.keepUp(), 'enrolled');
  assert.is(await enrol(claim, newKey()), 401, 'somebody who saw it');
  await identity.take(bench.url, claim);
  assert.is(await identity.keepUp(), 'enrolled', 'after a power cut in its set-up');
  bench.office.revoke('library.used-up', 'key-compromise');
  await identity.take(bench.url, claim);
  assert.is(await refusal(identity.keepUp()), 'claim-refused');
});

test('a claim for one fingerprint is refused to every other box', async () => {
  const key = newKey();
  const claim = bench.claim('bound', { fingerprint: fingerprint(key) });
  assert.is(await enrol(claim, newKey()), 401);
  assert.is(await enrol(claim, key), 200);
});

test('a box that must be confirmed waits until somebody has compared its fingerprint, and another box is not let in by it', async () => {
  const shelf = bench.shelfOf('waiting');
  const identity = bench.box(shelf);
  await identity.take(bench.url, bench.claim('waiting', { confirm: true }));
  assert.is(await refusal(identity.keepUp()), 'region-waits');
  const line = bench.office.boxes().find(({ box }) => box === 'library.waiting');
  assert.is(line?.state, 'waits');
  assert.is(line?.fingerprint, await identity.fingerprint());
  assert.throws(() => bench.office.confirm('library.waiting', fingerprint(newKey())), /fingerprint-wrong/);
  assert.is(await refusal(identity.keepUp()), 'region-waits');
  bench.office.confirm('library.waiting', await identity.fingerprint());
  assert.is(await identity.keepUp(), 'enrolled');
});

test('a place is taken by one box at a time; after it was revoked another may have it', async () => {
  const claim = bench.claim('place');
  const second = bench.claim('place');
  assert.is(await enrol(claim, newKey()), 200);
  assert.is(await enrol(second, newKey()), 403);
  assert.throws(() => bench.claim('place'), /region-box-present/);
  bench.office.revoke('library.place', 'superseded');
  assert.is(await enrol(bench.claim('place'), newKey()), 200);
});

test('a box gets no certificate in the name or for the key of another box', async () => {
  await bench.enrolled('honest');
  await bench.enrolled('curious');
  const show = await shownBy(bench, 'curious');
  const key = newKey();
  const asNamed = (name: string, by: KeyObject) =>
    status({
      operation: 'simplereenroll',
      show,
      body: requestOf(by, subjectOfBox({ site: 'library', box: name })),
    });
  assert.is(await asNamed('library.honest', key), 403);
  assert.is(await asNamed('library.curious', key), 200, 'a new key in its own name is its right');
  const claim = bench.claim('stolen-key');
  assert.is(await enrol(claim, createPrivateKey((await shownBy(bench, 'honest')).key)), 403);
});

test('certificates of another region, of nobody and none at all are not accepted', async () => {
  await other.enrolled('stranger');
  const body = requestOf(newKey());
  assert.is(await status({ operation: 'simplereenroll', body }), 403);
  const show = await shownBy(other, 'stranger');
  assert.is(await status({ operation: 'simplereenroll', body, show }), 403);
  assert.is(await status({ operation: 'cacerts', show }), 403);

  const key = newKey();
  const name = subjectOfBox({ site: 'library', box: 'library.honest' });
  const selfMade = issueCertificate({
    purpose: 'client',
    subject: name,
    publicKey: createPublicKey(key),
    issuer: { name, key },
    from: Date.now() - day,
    to: Date.now() + day,
  });
  const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  assert.is(
    await status({ operation: 'simplereenroll', body, show: { cert: selfMade.toString(), key: pem } }),
    403,
  );
});

test('a claim of one region leads to no other, and a box of one region takes no claim of another', async () => {
  const fresh = bench.box(bench.shelfOf('lost'));
  await fresh.take(other.url, bench.claim('lost'));
  assert.is(await refusal(fresh.keepUp()), 'region-untrusted', 'the claim is not sent to a stranger');
  const member = await bench.enrolled('member');
  assert.is(await refusal(member.take(other.url, other.claim('member'))), 'identity-elsewhere');
  assert.is(await member.keepUp(), 'nothing');
});

test('requests that are none are refused before they cost anything', async () => {
  const { secret } = bench.claim('nonsense');
  const send = (body: string | Buffer, type?: string) =>
    status({ operation: 'simpleenroll', secret, body, ...(type !== undefined && { type }) });
  assert.is(await send(Buffer.alloc(200_000, 'A')), 413);
  assert.is(await send('no request'), 400);
  assert.is(await send(requestOf(newKey()), 'text/plain'), 415);
  const broken = makeRequest(newKey(), nameOf({ commonName: 'x' }));
  broken[broken.length - 3] = (broken[broken.length - 3] ?? 0) ^ 1;
  assert.is(await send(broken.toString('base64')), 400, 'a request that its key has not signed');
  const foreign = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
  assert.is(await send(requestOf(foreign)), 400, 'a key on another curve');
  assert.is(await status({ operation: 'fullcmc', body: '' }), 404);
  assert.is(await status({ operation: 'cacerts', body: '' }), 405);
  await bench.enrolled('sloppy');
  const show = await shownBy(bench, 'sloppy');
  assert.is(await status({ operation: 'simplereenroll', body: 'no request', show }), 400);
});

/** A service beside that of the region, of which a test turns one screw. */
function another(more: Partial<RegionServiceOptions>): RegionService {
  const { authority } = bench.region;
  return new RegionService({
    desk: {} as EnrolmentDesk,
    errands: {} as BoxErrands,
    authority,
    time: bench.time,
    log: silent,
    hosts: ['localhost'],
    listen: { host: '127.0.0.1', port: 0 },
    ...more,
  });
}

test('a port that is taken, and an address that is not of this machine, are told', async () => {
  const listening = (listen: RegionServiceOptions['listen']) => refusal(another({ listen }).start());
  assert.is(await listening({ host: '127.0.0.1', port: Number(bench.url.port) }), 'port-in-use');
  assert.is(await listening({ host: '192.0.2.1', port: 0 }), 'port-forbidden');
});

test('a fault of the service is an answer without its words, and a site file is for whoever shows a certificate', async () => {
  const told: string[] = [];
  const desk = { revocationList: () => assert.unreachable('a secret of the register') };
  const log = { ...silent, error: (_: object, text: string) => void told.push(text) } as typeof silent;
  const service = another({ desk: desk as unknown as EnrolmentDesk, log });
  const port = await service.start();
  const got = async (path: string) => {
    const asking = request({ host: '127.0.0.1', port, path, agent: false, rejectUnauthorized: false });
    asking.end();
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    return [response.statusCode, (await response.toArray()).join('')];
  };
  try {
    assert.equal(await got(revocationListPath), [500, '']);
    assert.equal(told, ['request']);
    assert.is((await got(siteFilePath))[0], 403);
  } finally {
    await service.stop();
  }
});

test('a request that takes too long is cut off, and each day the service has a new certificate', async () => {
  const begun = new EventEmitter();
  class Watched extends VirtualTime {
    override after(delay: number, name: string, run: () => void): Timer {
      begun.emit(name);
      return super.after(delay, name, run);
    }
  }
  const time = new Watched(bench.time.now());
  const desk = { claimState: () => 'open' } as unknown as EnrolmentDesk;
  const service = another({ time, desk });
  const port = await service.start();
  const shown = async () => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    return socket;
  };
  try {
    const slow = await shown();
    const before = slow.getPeerCertificate().serialNumber;
    const [asked, cut] = [once(begun, 'region request'), once(slow, 'close')];
    slow.on('error', () => {});
    slow.write('POST /.well-known/est/simpleenroll HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n');
    slow.write('Content-Type: application/pkcs10\r\nAuthorization: Basic OkE=\r\n\r\n');
    await asked;
    time.advance(10_000);
    await cut;
    time.advance(day);
    const fresh = await shown();
    assert.is.not(fresh.getPeerCertificate().serialNumber, before);
    fresh.destroy();
  } finally {
    await service.stop();
  }
});

test('a box that is out of service is refused from the next request on, and comes back by a new claim alone', async () => {
  const identity = await bench.enrolled('returning');
  bench.office.revoke('library.returning', 'out-of-service');
  const show = await shownBy(bench, 'returning');
  assert.is(await status({ operation: 'cacerts', show }), 403);
  await identity.take(bench.url, bench.claim('returning'));
  assert.is(await identity.keepUp(), 'enrolled');
});

test('a key that somebody else may have is never accepted again', async () => {
  const identity = await bench.enrolled('burgled');
  bench.office.revoke('library.burgled', 'key-compromise');
  await identity.take(bench.url, bench.claim('burgled'));
  assert.is(await refusal(identity.keepUp()), 'region-refuses');
});

test('whoever guesses claims has to wait after ten', async () => {
  const answers = [];
  for (let n = 0; n < 12; n++)
    answers.push(
      await ask({ operation: 'simpleenroll', secret: `00000000000${n % 10}`, body: requestOf(newKey()) }),
    );
  const last = answers.at(-1);
  assert.is(last?.statusCode, 429);
  assert.ok(Number(last?.headers['retry-after']) > 0);
  const identity = bench.box(bench.shelfOf('patient'));
  await identity.take(bench.url, bench.claim('patient'));
  assert.is(await refusal(identity.keepUp()), 'region-busy');
  bench.time.skipped = 11 * 60_000;
  assert.is(await identity.keepUp(), 'enrolled', 'its claim is still good');
});

test('a box comes back after 90 days without power, even with a certificate that has ended; after half a year it needs a claim', async () => {
  const sleeper = await bench.enrolled('sleeper');
  const late = await bench.enrolled('late-sleeper');
  const forgotten = await bench.enrolled('forgotten');
  // Switched off one day before its renewal.
  bench.time.ahead = (365 * (2 / 3 - 1 / 24) - 1 + 90) * day;
  await bench.serve();
  const before = await sleeper.certificate();
  assert.ok((before?.validToDate.getTime() ?? 0) > bench.time.now(), 'it still holds');
  assert.is(await sleeper.keepUp(), 'renewed');
  bench.time.ahead = (365 + 170) * day;
  await bench.serve();
  assert.is(await late.keepUp(), 'renewed');
  bench.time.ahead = (365 + 190) * day;
  await bench.serve();
  assert.is(await refusal(forgotten.keepUp()), 'region-refuses');
});

test.run();
