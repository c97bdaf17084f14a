import { createPrivateKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request as plainRequest } from 'node:http';
import { request } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accessIn } from '../../firmware/screens/access/access-folder';
import { RoleTokens } from '../../firmware/screens/access/role-tokens';
import { realDisk } from '../../ota/disk/real-disk';
import { leaveTakeover } from '../../provisioning/life/arrivals';
import { declare } from '../../provisioning/life/proof';
import { subjectOfBox } from '../../provisioning/x509/box-name';
import { makeRequest } from '../../provisioning/x509/certificate-request';
import { ApplianceProcess, bundleProgram } from '../support/appliance-process';
import { nowhereSite } from '../support/nowhere-site';
import { RegionBench, refusal } from '../support/region-bench';
import { SiteAttacker, siteAddress } from '../support/site-attacker';

/** Somebody with a socket in the wall of the service point. Each row is one of the threat model in SECURITY.md, and says what he gets. */

interface Row {
  readonly attack: string;
  /** First cell of the row of SECURITY.md. */
  readonly threat: string;
  readonly gets: string;
  readonly try: () => Promise<void>;
}

const folder = mkdtempSync(join(tmpdir(), 'tiski-attacker-'));
const bench = new RegionBench();
const attacker = new SiteAttacker();
/** With pages on the box alone, and with pages that are open to the network. */
let [closed, open]: ApplianceProcess[] = [];

test.before(async () => {
  bundleProgram();
  await Promise.all([bench.start(), attacker.start()]);
  const boxIn = async (name: string, http: string) => {
    mkdirSync(join(folder, name));
    const file = join(folder, name, 'site.yaml');
    writeFileSync(file, nowhereSite().replace('http: { port: 0 }', `http: ${http}`));
    const box = new ApplianceProcess(file, join(folder, name, 'state'), { within: attacker.within });
    await box.start();
    return box;
  };
  closed = await boxIn('closed', '{ port: 0 }');
  open = await boxIn('open', `{ host: ${siteAddress}, port: 0 }`);
});
test.after(async () => {
  for (const box of [closed, open]) await box?.stop();
  await Promise.all([bench.stop(), attacker.stop()]);
  rmSync(folder, { recursive: true });
});

const newKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const signing = (key: KeyObject, box = 'any') =>
  makeRequest(key, subjectOfBox({ site: 'library', box })).toString('base64');

interface Asking {
  readonly method?: string;
  readonly body?: string | Buffer;
  readonly type?: string;
  readonly login?: string;
  readonly as?: { readonly cert: string; readonly key: string };
}

/** A client of the region that keeps to nothing. */
async function ask(path: string, { method, body, type, login, as }: Asking = {}): Promise<[number, string]> {
  const asking = request(new URL(path, bench.url), {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    agent: false,
    rejectUnauthorized: false,
    headers: {
      'content-type': type ?? 'application/pkcs10',
      ...(login !== undefined && { authorization: `Basic ${btoa(login)}` }),
    },
    ...as,
  });
  asking.on('error', () => {});
  asking.end(body);
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  let text = '';
  for await (const part of response) text += part;
  return [response.statusCode ?? 0, text];
}

const status = async (path: string, asking: Asking = {}) => (await ask(path, asking))[0];
const est = (operation: string) => `/.well-known/est/${operation}`;

async function shownBy(box: string): Promise<{ cert: string; key: string }> {
  const shelf = bench.shelfOf(box);
  const [cert = '', key = ''] = await Promise.all([shelf.read('certificate.pem'), shelf.read('key.pem')]);
  return { cert, key };
}

/** Everything that is on a card. */
const filesBelow = (place: string): string[] =>
  readdirSync(place, { recursive: true, encoding: 'utf8' })
    .map(name => join(place, name))
    .filter(file => statSync(file).isFile())
    .map(file => readFileSync(file, 'latin1'));

const onSiteNetwork = "**on the site's network**";
const stolenCard = '**with the stolen card**';
const opened = 'the same, pages opened to the network';

const rows: readonly Row[] = [
  {
    attack: 'scans every port of the box',
    threat: onSiteNetwork,
    gets: 'a closed door, but for the pages of the box that opens them',
    try: async () => {
      assert.match(closed?.http ?? '', '127.0.0.1');
      assert.equal(await attacker.scan(), [Number(new URL(open?.http ?? '').port)]);
    },
  },
  {
    attack: 'tries what other boxes have as their first password, at pages that are open to the network',
    threat: opened,
    gets: 'no role',
    try: async () => {
      const url = open?.http ?? '';
      const call = (headers: object) =>
        attacker.ask(`${url}/api/command/next`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify({ by: 'counter/counter-1', args: { counter: 'counter-1' } }),
        });
      const words = ['admin', 'root', 'tiski', 'technician', 'password', '1234', '0000', ''];
      for (const word of words) {
        const basic = { authorization: `Basic ${btoa(`admin:${word}`)}` };
        for (const headers of [basic, { authorization: `Bearer ${word}` }, { cookie: `counter=${word}` }])
          assert.match((await call(headers)).text, /^{"ok":false,"code":"(not-allowed|token-\w+)"/);
      }
      const enter = (token: string) =>
        attacker.ask(`${url}/api/enter`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ token }),
        });
      const answers = new Set<number>();
      for (const token of [...words, ...words]) answers.add((await enter(token)).status);
      assert.not.ok(answers.has(200), [...answers].join());
    },
  },
  {
    attack: 'tries default passwords at the region',
    threat: onSiteNetwork,
    gets: 'nothing',
    try: async () => {
      for (const login of ['admin:admin', 'claim:', ':', 'estuser:estpwd'])
        assert.is(await status(est('simpleenroll'), { body: signing(newKey()), login }), 401, login);
      bench.time.skipped += 11 * 60_000;
    },
  },
  {
    attack: 'asks for a certificate without a claim, or with a guessed one',
    threat: onSiteNetwork,
    gets: 'nothing, and ten tries in ten minutes',
    try: async () => {
      assert.is(await status(est('simpleenroll'), { body: signing(newKey()) }), 401);
      const answers = [];
      for (let n = 0; n < 11; n++) {
        const login = `claim:00000000000${n % 10}`;
        answers.push(await status(est('simpleenroll'), { body: signing(newKey()), login }));
      }
      assert.equal(answers, [...Array(10).fill(401), 429]);
      bench.time.skipped += 11 * 60_000;
    },
  },
  {
    attack: 'has written down a claim, and uses it after the box',
    threat: onSiteNetwork,
    gets: 'nothing; the attempt is on record',
    try: async () => {
      const claim = bench.claim('overheard');
      const identity = bench.box(bench.shelfOf('overheard'));
      await identity.take(bench.url, claim);
      await identity.keepUp();
      const login = `claim:${claim.secret}`;
      assert.is(await status(est('simpleenroll'), { body: signing(newKey()), login }), 401);
      assert.match(bench.office.record(1)[0]?.deed ?? '', 'claim-refused');
      bench.time.skipped += 11 * 60_000;
    },
  },
  {
    attack: 'repeats what a box has sent: its request, its leave, what it left for its successor',
    threat: onSiteNetwork,
    gets: 'at most a certificate for a key that he has not',
    try: async () => {
      await bench.enrolled('repeated');
      await bench.enrolled('repeater');
      const [own, as] = await Promise.all([shownBy('repeated'), shownBy('repeater')]);
      const key = createPrivateKey(own.key);
      const body = signing(key, 'library.repeated');
      assert.is(await status(est('simplereenroll'), { body }), 403, 'a renewal without its certificate');
      assert.is(await status(est('simplereenroll'), { body, as }), 403, 'or with another');
      const leave = JSON.stringify(declare('library.repeated', key, Date.now()));
      assert.is(await status('/box/leave', { body: leave }), 403);
      assert.is(await status('/box/leave', { body: leave, as }), 403);
      assert.is(bench.office.boxes().find(({ box }) => box === 'library.repeated')?.state, 'in service');
    },
  },
  {
    attack: 'speaks an older protocol, or none, with the region',
    threat: onSiteNetwork,
    gets: 'no connection',
    try: async () => {
      const old = connect({
        host: '127.0.0.1',
        port: Number(bench.url.port),
        rejectUnauthorized: false,
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1.1',
        ciphers: 'DEFAULT@SECLEVEL=0',
      });
      const [error] = await once(old, 'error');
      assert.match(String(error), /protocol version|unsupported/i);
      const plain = plainRequest({ host: '127.0.0.1', port: bench.url.port, path: est('cacerts') });
      plain.end();
      await once(plain, 'response').then(
        ([{ statusCode }]) => assert.is(statusCode, 400),
        ({ code }) => assert.match(code, /ECONNRESET|EPIPE/),
      );
    },
  },
  {
    attack: 'answers in the place of the region, without TLS or with a certificate of his own',
    threat: onSiteNetwork,
    gets: 'the first words of a handshake, no claim',
    try: async () => {
      let heard = Buffer.alloc(0);
      const server = createServer(socket => {
        socket.on('error', () => {});
        socket.on('data', data => {
          heard = Buffer.concat([heard, data]);
          socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
        });
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const claim = bench.claim('deceived');
      const identity = bench.box(bench.shelfOf('deceived'));
      await identity.take(new URL(`https://127.0.0.1:${port}`), claim);
      assert.is(await refusal(identity.keepUp()), 'region-unreachable');
      assert.is(heard[0], 0x16, 'a handshake of TLS');
      assert.not.ok(heard.includes(claim.secret) || heard.includes(btoa(`claim:${claim.secret}`)));
      server.close();
      const impostor = new RegionBench();
      await impostor.start('Lapinjärvi');
      try {
        await identity.take(impostor.url, claim);
        assert.is(await refusal(identity.keepUp()), 'region-untrusted');
        assert.equal(
          impostor.office.record(5).map(({ deed }) => deed),
          ['site-added'],
          'it was told nothing',
        );
      } finally {
        await impostor.stop();
      }
    },
  },
  {
    attack: 'has the certificate of another box, and wants what is of this one',
    threat: onSiteNetwork,
    gets: 'what is of that other box',
    try: async () => {
      const victim = await bench.enrolled('victim');
      const curious = await bench.enrolled('curious');
      const state = join(folder, 'victim');
      mkdirSync(state);
      writeFileSync(join(state, 'configuration.json'), '{}');
      const box = {
        disk: realDisk,
        folders: { state, siteFile: join(state, 'box', 'site.yaml') },
        time: bench.time,
        copyJournal: async () => {},
      };
      await leaveTakeover(box, { contact: await victim.contact() });
      const as = await shownBy('curious');
      assert.is(await status('/box/takeover', { as }), 404, 'that of the victim is not for it');
      assert.match((await ask('/box/place', { as }))[1], 'library.curious');
      const name = { body: signing(newKey(), 'library.victim'), as };
      assert.is(await status(est('simplereenroll'), name), 403);
      const stolen = signing(createPrivateKey((await shownBy('victim')).key), 'library.curious');
      assert.is(await status(est('simplereenroll'), { body: stolen, as }), 403, 'nor for the key of another');
      // Neither can it leave in its own place what another has signed, nor anything that nobody has.
      await leaveTakeover(box, { contact: { ...(await victim.contact()), ...(await asked(curious)) } }).then(
        () => assert.unreachable(),
        ({ code }) => assert.is(code, 'region-refuses'),
      );
      const noise = { method: 'PUT', body: Buffer.alloc(5000, 1), as };
      assert.is(await status('/box/takeover', noise), 400);
    },
  },
  {
    attack: 'has the card of the box',
    threat: stolenCard,
    gets: 'its key until it is revoked; no role, no other box, no claim, nothing of the region',
    try: async () => {
      const claim = bench.claim('stolen');
      const identity = bench.box(bench.shelfOf('stolen'));
      await identity.take(bench.url, claim);
      await identity.keepUp();
      const state = join(bench.folder, 'stolen');
      const tokens = new RoleTokens({ folder: accessIn(state), time: bench.time });
      const { secret } = await tokens.add({ role: 'counter', place: 'counter-1' });
      const authority = readFileSync(join(bench.folder, 'region', 'ca-key.pem'), 'latin1');
      const others = (await shownBy('victim')).key;
      const card = filesBelow(state);
      for (const word of [secret, claim.secret, authority, others])
        assert.not.ok(card.some(text => text.includes(word.trim())));

      const as = await shownBy('stolen');
      assert.is(await status('/box/place', { as }), 200, 'whoever holds the box holds its key');
      bench.office.revoke('library.stolen', 'key-compromise');
      for (const path of ['/box/place', '/box/takeover', est('cacerts')])
        assert.is(await status(path, { as }), 403, path);
      const body = signing(createPrivateKey(as.key), 'library.stolen');
      assert.is(await status(est('simplereenroll'), { body, as }), 403);
      const { secret: fresh } = bench.claim('stolen');
      assert.is(await status(est('simpleenroll'), { body, login: `claim:${fresh}` }), 403, 'nor by a claim');
      const list = (await ask('/region.crl'))[1];
      assert.ok(list.length > 100);
    },
  },
  {
    attack: 'has the card of a box that was swapped since',
    threat: stolenCard,
    gets: 'what is on it',
    try: async () => {
      await bench.enrolled('replaced');
      const as = await shownBy('replaced');
      const spare = bench.box(bench.shelfOf('spare'));
      await spare.take(bench.url, bench.claim('replaced', { replaces: true }));
      assert.is(await spare.keepUp(), 'enrolled');
      for (const path of ['/box/place', '/box/takeover']) assert.is(await status(path, { as }), 403, path);
      const now = new X509Certificate((await shownBy('spare')).cert);
      assert.match(now.subject, 'CN=library/replaced');
    },
  },
];

/** How a box talks to the region by its own certificate, whatever it says. */
async function asked(box: Awaited<ReturnType<RegionBench['enrolled']>>) {
  const { identity, trust } = await box.contact();
  return { identity, trust };
}

for (const { attack, gets, try: attempt } of rows) test(`Who ${attack} gets ${gets}`, attempt);

test('every attack is one of the threat model', () => {
  const model = readFileSync(join(__dirname, '..', '..', 'SECURITY.md'), 'utf8');
  for (const { threat, attack } of rows)
    assert.ok(
      model.split('\n').some(line => line.startsWith(`| ${threat}`)),
      attack,
    );
});

test.run();
