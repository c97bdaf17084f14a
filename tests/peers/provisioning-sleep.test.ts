import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openRegion } from '../../provisioning/region/region-folder';
import { RegionOffice } from '../../provisioning/region/region-office';
import { freePort } from '../../simulator/broker/free-port';
import { ProvisionProgram } from '../support/provision-program';

/** Boxes in a cupboard, with the programs that ship: each has its own clock (Debian package `faketime`). */

const day = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), 'tiski-sleep-'));
const state = join(folder, 'region');
const begun = Date.now();
let url = '';
let port = 0;
let service: ProvisionProgram | undefined;

/** As the clock of a machine so many days after the beginning. */
const clock = (days: number) => new Date(begun + days * day).toISOString().slice(0, 19).replace('T', ' ');
/** Of one that has no battery. */
const noClock = '1970-01-01 00:01:00';

async function serveOn(days: number): Promise<void> {
  await service?.stop();
  service = new ProvisionProgram(
    ['serve', ...['--state', state, '--region', 'Lapinjärvi', '--url', url, '--listen', `127.0.0.1:${port}`]],
    { clock: clock(days) },
  );
  await service.says(/"ready":true/);
}

async function claim(box: string): Promise<string> {
  const { db, authority } = await openRegion(state, begun);
  try {
    const office = new RegionOffice({ db, authority: authority.publicKey, actor: 'test', now: () => begun });
    office.addSite({ id: 'library', name: 'Kirjasto', address: 'Raitti 1', contact: 'Aino' });
    return office.makeClaim({ site: 'library', box, confirm: false, life: day });
  } finally {
    db.close();
  }
}

async function run(words: string[], at: string): Promise<{ output: string; code: number | null }> {
  const program = new ProvisionProgram(words, { clock: at });
  const code = await program.exited;
  return { output: program.output, code };
}

const identityOf = (box: string) => join(folder, box);
const renew = (box: string, at: string) => run(['renew', '--identity', identityOf(box)], at);
const certificateOf = (box: string) =>
  new X509Certificate(readFileSync(join(identityOf(box), 'certificate.pem')));

async function enrol(box: string): Promise<void> {
  const words = ['enrol', '--identity', identityOf(box), '--url', url, '--claim', await claim(box)];
  const { output, code } = await run(words, clock(0));
  assert.is(code, 0, output);
}

test.before(async () => {
  port = await freePort();
  url = `https://localhost:${port}/`;
  await serveOn(0);
  for (const box of ['sleeper', 'late', 'forgotten']) await enrol(box);
  await service?.stop();
  service = undefined;
});
test.after(async () => {
  await service?.stop();
  rmSync(folder, { recursive: true });
});

test('a box that cannot reach its region when it should renew keeps its certificate', async () => {
  const { output, code } = await renew('sleeper', clock(274));
  assert.is(code, 1);
  assert.match(output, /region-unreachable/);
  assert.is(certificateOf('sleeper').validToDate.getTime() - begun > 364 * day, true);
});

test('90 days without power, a clock that says 1970, a certificate with one day to go: the box comes back by itself', async () => {
  await serveOn(364);
  const old = certificateOf('sleeper');
  const { output, code } = await renew('sleeper', noClock);
  assert.is(code, 0, output);
  const now = certificateOf('sleeper');
  assert.is.not(now.serialNumber, old.serialNumber);
  assert.is(now.subject, old.subject);
  assert.ok(now.publicKey.equals(old.publicKey), 'the same key');
  const learnt = Number(readFileSync(join(identityOf('sleeper'), 'known-time'), 'utf8'));
  assert.ok(learnt > begun + 363 * day && learnt < begun + 365 * day, new Date(learnt).toISOString());
  const again = await renew('sleeper', noClock);
  assert.not.match(again.output, /renewed,/, 'once is enough');
  // What a broker will say of it a day later, when the old one has ended.
  const file = (name: string) => join(identityOf('sleeper'), name);
  const at = String(Math.floor((begun + 366 * day) / 1000));
  const words = ['verify', '-attime', at, '-purpose', 'sslclient', '-CAfile', file('ca.pem')];
  execFileSync('openssl', [...words, file('certificate.pem')], { stdio: 'pipe' });
});

test('one whose certificate has ended in the cupboard comes back as well, and after half a year more is told to ask for a claim', async () => {
  await serveOn(365 + 170);
  assert.is((await renew('late', noClock)).code, 0);
  await serveOn(365 + 190);
  const { output, code } = await renew('forgotten', noClock);
  assert.is(code, 1);
  assert.match(output, /region-refuses/);
  assert.match(output, /new claim/);
});

test.run();
