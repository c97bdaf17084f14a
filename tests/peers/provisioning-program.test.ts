import { chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openRegion } from '../../provisioning/region/region-folder';
import { RegionOffice } from '../../provisioning/region/region-office';
import { freePort } from '../../simulator/broker/free-port';
import { ProvisionProgram } from '../support/provision-program';

const folder = mkdtempSync(join(tmpdir(), 'tiski-provision-'));
const state = join(folder, 'region');
let service: ProvisionProgram;
let url: string;

test.before(async () => {
  // Its address stands in certificates and claims, so it is known before it listens.
  const port = await freePort();
  url = `https://localhost:${port}/`;
  service = new ProvisionProgram([
    'serve',
    ...['--state', state, '--region', 'Lapinjärvi', '--url', url, '--listen', `127.0.0.1:${port}`],
  ]);
  await service.says(/"ready":true/);
  await region(
    'site',
    'add',
    'library',
    '--name',
    'Kirjasto',
    '--address',
    'Kirjastotie 1',
    '--contact',
    '=Aino "A"',
  );
});
test.after(async () => {
  await service.stop();
  rmSync(folder, { recursive: true });
});

async function run(words: readonly string[], options = {}): Promise<{ output: string; code: number | null }> {
  const command = new ProvisionProgram(words, options);
  const code = await command.exited;
  return { output: command.output, code };
}

async function region(...words: string[]): Promise<string> {
  const { output, code } = await run([...words, '--state', state]);
  assert.is(code, 0, output);
  return output;
}

async function claimByHand(box: string): Promise<string> {
  const output = await region('claim', 'new', '--site', 'library', '--box', box, '--confirm');
  return output.split('\n')[0] ?? '';
}

/** Without a process of its own: most tests are about the box. */
async function claimFor(box: string): Promise<string> {
  const { db, authority } = await openRegion(state, Date.now());
  try {
    const office = new RegionOffice({ db, authority: authority.publicKey, actor: 'test', now: Date.now });
    return office.makeClaim({ site: 'library', box, confirm: false, life: 3_600_000 });
  } finally {
    db.close();
  }
}

const enrol = (box: string, claim: string, options = {}) =>
  run(['enrol', '--identity', join(folder, box), '--url', url, '--claim', claim], options);

test('a technician enrols a box with one command, typed in small letters; nobody else can read what it keeps', async () => {
  const claim = await claimFor('lobby');
  const { output, code } = await enrol('lobby', claim.toLowerCase().replaceAll('-', ' '));
  assert.is(code, 0, output);
  assert.match(output, /enrolled, O=library, CN=library\/lobby/);
  for (const [place, names] of [
    [join(folder, 'lobby'), ['ca.pem', 'certificate.pem', 'key.pem', 'known-time', 'region.json']],
    [state, ['ca-key.pem', 'ca.pem', 'register.db', 'register.db-shm', 'register.db-wal']],
  ] as const) {
    assert.equal(readdirSync(place).sort(), names);
    assert.is(statSync(place).mode & 0o777, 0o700, place);
    for (const name of names) assert.is(statSync(join(place, name)).mode & 0o777, 0o600, name);
  }
  const again = await run(['renew', '--identity', join(folder, 'lobby')]);
  assert.is(again.code, 0);
  assert.match(again.output, /renewed from/);
});

test('a box whose clock says 1970 is enrolled and looks after itself', async () => {
  const clock = '1970-01-01 00:05:00';
  const { output, code } = await enrol('clockless', await claimFor('clockless'), { clock });
  assert.is(code, 0, output);
  assert.match(output, /enrolled, O=library, CN=library\/clockless/);
  const again = await run(['renew', '--identity', join(folder, 'clockless')], { clock });
  assert.is(again.code, 0, again.output);
});

test('what a technician does as root stays readable to the service', async () => {
  const around = join(folder, 'as-root');
  const place = join(around, 'identity');
  mkdirSync(around, { mode: 0o700 });
  if (process.getuid?.() === 0) chownSync(around, 65_534, 65_534);
  const { output, code } = await enrol('as-root/identity', await claimFor('as-root'));
  assert.is(code, 0, output);
  assert.is(statSync(place).uid, statSync(around).uid);
  for (const name of readdirSync(place)) {
    assert.is(statSync(join(place, name)).uid, statSync(around).uid, name);
    assert.is(statSync(join(place, name)).mode & 0o777, 0o600, name);
  }
});

test('what the picture of a claim says is enough by itself', async () => {
  const words = ['enrol', '--identity', join(folder, 'pictured'), '--claim'];
  const { output, code } = await run([...words, `${url}#${await claimFor('pictured')}`]);
  assert.is(code, 0, output);
  const without = await run([...words, await claimFor('no-address')]);
  assert.is(without.code, 1);
  assert.match(without.output, /setting-invalid/);
});

test('a claim with one wrong sign is told at once, without asking anybody', async () => {
  const claim = await claimFor('typo');
  const wrong = `${claim.slice(0, 6)}${claim[6] === '7' ? '8' : '7'}${claim.slice(7)}`;
  const { output, code } = await enrol('typo', wrong);
  assert.is(code, 1);
  assert.match(output, /claim-mistyped/);
});

test('a box waits for the region, and goes on when its fingerprint is confirmed', async () => {
  const claim = await claimByHand('guarded');
  const waiting = new ProvisionProgram([
    'enrol',
    ...['--identity', join(folder, 'guarded'), '--url', url, '--claim', claim],
  ]);
  const [, fingerprint = ''] = await waiting.says(/fingerprint {2}(\S+)/);
  await waiting.says(/region-waits/);
  assert.match(await region('boxes'), new RegExp(`library.guarded {2}waits {2}${fingerprint}`));
  // Whoever does not want to wait leaves: the hourly timer goes on.
  await waiting.stop();
  await region('confirm', 'library.guarded', fingerprint.toLowerCase());
  const { output } = await run(['renew', '--identity', join(folder, 'guarded')]);
  assert.match(output, /enrolled, O=library, CN=library\/guarded/);
});

test('the register is a table for people; what they did stands on record', async () => {
  const csv = await region('boxes', '--csv');
  assert.match(csv, /"library\.lobby","in service".*"Kirjastotie 1","'=Aino ""A"""\r\n/);
  await region('revoke', 'library.lobby', '--reason', 'key-compromise');
  assert.match(await region('boxes'), /library\.lobby {2}revoked/);
  assert.match(await region('audit'), /box-revoked {2}library\.lobby: key-compromise/);
});

test('two programs are never at one identity at once', async () => {
  const claim = await claimByHand('busy');
  const first = new ProvisionProgram([
    'enrol',
    ...['--identity', join(folder, 'busy'), '--url', url, '--claim', claim],
  ]);
  await first.says(/region-waits/);
  const { output, code } = await run(['renew', '--identity', join(folder, 'busy')]);
  assert.is(code, 1);
  assert.match(output, /identity-in-use/);
  await first.stop();
});

test.run();
