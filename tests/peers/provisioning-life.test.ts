import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { underWayIn } from '../../firmware/reset-by-hand';
import { SystemTime } from '../../hal/platform/time';
import { copyJournal } from '../../provisioning/life/copy-journal';
import { openRegion } from '../../provisioning/region/region-folder';
import { RegionOffice } from '../../provisioning/region/region-office';
import { freePort } from '../../simulator/broker/free-port';
import { SimulatedPrinter } from '../../simulator/printer';
import { BoxProgram } from '../support/box-program';
import { ProvisionProgram } from '../support/provision-program';
import { SteadyTime } from '../support/steady-time';

/** Boxes from their first day to their last, with the programs that ship. */

const folder = mkdtempSync(join(tmpdir(), 'tiski-life-'));
const region = join(folder, 'region');
let service: ProvisionProgram;
let url: string;

const site = `
version: 1
site: library
appliance: hub
name: { fi: Testi }
languages: [fi]
organisations: [{ id: kunta, name: { fi: Kunta } }]
services: [{ id: kunta, letter: K, organisation: kunta, name: { fi: Kunta } }]
counters: [{ id: counter-1, name: { fi: Tiski 1 }, services: [kunta] }]
kiosks: [{ id: lobby }]
devices: {}
http: { port: 0 }
`;

test.before(async () => {
  const port = await freePort();
  url = `https://localhost:${port}/`;
  service = new ProvisionProgram([
    'serve',
    ...['--state', region, '--region', 'Lapinjärvi', '--url', url, '--listen', `127.0.0.1:${port}`],
  ]);
  await service.says(/"ready":true/);
  await inOffice(office => {
    for (const id of ['library', 'townhall'])
      office.addSite({ id, name: id, address: 'Raitti 1', contact: 'Aino' });
  });
});
test.after(async () => {
  await service.stop();
  rmSync(folder, { recursive: true });
});

async function inOffice<T>(work: (office: RegionOffice) => T): Promise<T> {
  const { db, authority } = await openRegion(region, Date.now());
  try {
    return work(new RegionOffice({ db, authority: authority.publicKey, actor: 'test', now: Date.now }));
  } finally {
    db.close();
  }
}

const claim = (box: string, replaces: boolean) =>
  inOffice(office => office.makeClaim({ site: 'library', box, confirm: false, replaces, life: 3_600_000 }));

/** The folders of a box, as they lie on its disk. */
class BoxDisk {
  readonly root: string;
  readonly state: string;
  readonly siteFile: string;

  /** @param isSetUp whether a set-up has made its site file, or somebody by hand */
  constructor(name: string, isSetUp = false) {
    this.root = join(folder, name);
    this.state = join(this.root, 'var', 'lib', 'tiski');
    this.siteFile = isSetUp
      ? join(this.state, 'box', 'site.yaml')
      : join(this.root, 'etc', 'tiski', 'site.yaml');
  }

  get identity(): string {
    return join(this.state, 'identity');
  }

  configure(text: string): this {
    for (const path of [this.state, dirname(this.siteFile)]) mkdirSync(path, { recursive: true });
    writeFileSync(this.siteFile, text);
    return this;
  }

  async provision(...words: string[]): Promise<string> {
    const { output, code } = await this.tried(...words);
    assert.is(code, 0, output);
    return output;
  }

  async tried(...words: string[]): Promise<{ output: string; code: number | null }> {
    const byHand = this.siteFile.startsWith(this.state) ? [] : ['--config', this.siteFile];
    const program = new ProvisionProgram([...words, '--state', this.state, ...byHand]);
    const code = await program.exited;
    return { output: program.output, code };
  }

  async enrol(box: string): Promise<this> {
    const words = ['enrol', '--identity', this.identity, '--url', url, '--claim', await claim(box, false)];
    const program = new ProvisionProgram(words);
    assert.is(await program.exited, 0, program.output);
    return this;
  }

  get files(): string[] {
    return existsSync(this.state) ? readdirSync(this.state).sort() : [];
  }
}

/** A customer at the page of the box. */
async function takes(http: string): Promise<string> {
  const response = await fetch(`${http}/api/command/take-ticket`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ args: { service: 'kunta' } }),
  });
  const { result, ...rest } = (await response.json()) as { result?: { ticket: string } };
  assert.ok(result, JSON.stringify(rest));
  return result.ticket;
}

const journalOf = (disk: BoxDisk) => {
  const db = new Database(join(disk.state, 'journal.db'), { readonly: true });
  try {
    return {
      epoch: db.prepare("SELECT value FROM meta WHERE key = 'epoch'").pluck().get(),
      snapshot: String(db.prepare('SELECT body FROM snapshots').pluck().get() ?? ''),
    };
  } finally {
    db.close();
  }
};

test('a broken box is swapped by its spare in one command: queue and settings come from the region, no number is given twice', async () => {
  const old = await new BoxDisk('old').configure(site).enrol('hub');
  mkdirSync(join(old.state, 'open-answers'));
  writeFileSync(join(old.state, 'open-answers', 'words.json'), 'of a customer');
  const serving = new BoxProgram(old.siteFile, old.state);
  const { http } = await serving.said();
  assert.equal([await takes(http), await takes(http)], ['K101', 'K102']);
  assert.match(await old.provision('backup'), /left with the region: \d+ KiB/);
  assert.is(await takes(http), 'K103', 'the box serves on, and nobody has left this one with the region');
  await serving.end('SIGKILL');

  const spare = new BoxDisk('spare').configure('');
  rmSync(spare.siteFile);
  const told = await spare.provision('swap', '--claim', `${url}#${await claim('hub', true)}`);
  assert.match(told, /this box is library\.hub now, as it was at 20/);
  assert.is(readFileSync(spare.siteFile, 'utf8'), site);
  assert.not.ok(spare.files.includes('open-answers'), 'what customers wrote has not left the old box');

  const successor = new BoxProgram(spare.siteFile, spare.state);
  const now = await successor.said();
  assert.is(await takes(now.http), 'K501', 'K103 is on paper somewhere');
  await successor.end('SIGTERM');
  const [before, after] = [journalOf(old), journalOf(spare)];
  assert.is.not(after.epoch, before.epoch, 'receivers take its numbers for those of another journal');
  for (const ticket of ['K101', 'K102', 'K501']) assert.match(after.snapshot, ticket);
  assert.not.ok(spare.files.includes('taken-over.json') && spare.files.includes('life.json'));

  const refused = new ProvisionProgram(['renew', '--identity', old.identity]);
  await refused.exited;
  const { output } = await old.tried('backup');
  assert.match(output, /region-refuses/, 'the old box is no member any more');
});

test('by the card of the old box nothing is lost at all, and the card does not serve again', async () => {
  const old = await new BoxDisk('card').configure(site.replace('hub', 'second')).enrol('second');
  writeFileSync(join(old.root, 'etc', 'tiski', 'codec-password'), 'secret');
  const serving = new BoxProgram(old.siteFile, old.state);
  assert.is(await takes((await serving.said()).http), 'K101');
  const { epoch } = await (async () => {
    await serving.end('SIGKILL');
    return journalOf(old);
  })();

  const spare = new BoxDisk('second-spare', true);
  const words = ['swap', '--claim', `${url}#${await claim('second', true)}`, '--from', old.state];
  assert.match(await spare.provision(...words), /as its disk was/);
  assert.ok(existsSync(join(spare.state, 'box', 'codec-password')));
  assert.not.ok(existsSync(join(old.state, 'journal.db')), 'put aside');
  assert.not.ok(existsSync(old.siteFile));
  const successor = new BoxProgram(spare.siteFile, spare.state);
  assert.is(await takes((await successor.said()).http), 'K102', 'the day goes on');
  await successor.end('SIGTERM');
  assert.is(journalOf(spare).epoch, epoch);
});

test('a swap without anything left, onto a box that serves, or with the card of another box says so and changes nothing', async () => {
  await new BoxDisk('silent').configure(site).enrol('silent');
  const spare = new BoxDisk('silent-spare').configure('');
  const link = `${url}#${await claim('silent', true)}`;
  assert.match((await spare.tried('swap', '--claim', link)).output, /takeover-absent/);
  assert.match(
    (await spare.tried('swap', '--claim', link, '--from', join(folder, 'card', 'var', 'lib', 'tiski')))
      .output,
    /takeover-foreign/,
  );
  assert.equal(spare.files, ['identity']);
  const busy = new BoxProgram(
    join(folder, 'silent', 'etc', 'tiski', 'site.yaml'),
    join(folder, 'silent', 'var', 'lib', 'tiski'),
  );
  await busy.said();
  const running = new BoxDisk('silent');
  for (const words of [
    ['swap', '--claim', link],
    ['reset', '--yes'],
    ['decommission', '--yes'],
  ])
    assert.match((await running.tried(...words)).output, /box-runs/, words[0]);
  await busy.end('SIGTERM');
  assert.match((await running.tried('swap', '--claim', link)).output, /swap-not-spare/);
  const { output } = await new BoxDisk('nobody').configure(site).tried('backup');
  assert.match(output, /identity-absent/);
});

test('a box moves to another site with its own key, and begins anew there', async () => {
  const box = await new BoxDisk('moving').configure(site).enrol('moving');
  const key = readFileSync(join(box.identity, 'key.pem'), 'utf8');
  writeFileSync(join(box.state, 'configuration.json'), '{}');
  assert.match((await box.tried('move')).output, /move-not-ordered/);
  await inOffice(office => office.move('library.moving', 'townhall', 'hub'));
  assert.match(await box.provision('move'), /this box is townhall\.hub now, and waits for its site file/);
  assert.is(readFileSync(join(box.identity, 'key.pem'), 'utf8'), key);
  assert.equal(box.files, ['identity']);
  assert.not.ok(existsSync(box.siteFile));
  const boxes = await inOffice(office => office.boxes());
  const line = boxes.find(({ box: name }) => name === 'townhall.hub');
  assert.is(line?.state, 'in service');
  assert.not.ok(boxes.some(({ box: name }) => name === 'library.moving'));
});

test('a box that is reset keeps its identity and nothing else', async () => {
  const box = await new BoxDisk('reset').configure(site).enrol('reset');
  writeFileSync(join(box.state, 'configuration.json'), '{}');
  writeFileSync(join(box.root, 'etc', 'tiski', 'codec-password'), 'secret');
  const without = await box.tried('reset');
  assert.is(without.code, 1, 'not by one word');
  await box.provision('reset', '--yes');
  assert.equal(box.files, ['identity']);
  assert.equal(readdirSync(join(box.root, 'etc', 'tiski')), []);
});

test('a reset by the button is carried out before the box serves again', async () => {
  const box = await new BoxDisk('by-hand', true).configure(site).enrol('by-hand');
  // As the appliance writes it down when the button was held.
  writeFileSync(underWayIn(box.state), JSON.stringify({ doing: 'reset' }));
  const program = new BoxProgram(box.siteFile, box.state);
  await program.exited;
  assert.match(program.stderr, /life-under-way/);
  assert.match(await box.provision('finish'), /^reset: /);
  assert.equal(box.files, ['identity']);
  assert.match(await box.provision('finish'), /nothing is under way/);
});

test('a box leaves for good: revoked, key and all erased, and anybody can check the proof', async () => {
  const box = await new BoxDisk('leaving', true).configure(site).enrol('leaving');
  const ca = join(folder, 'ca.pem');
  writeFileSync(ca, readFileSync(join(box.identity, 'ca.pem')));
  const printer = new SimulatedPrinter({ time: new SteadyTime(), speed: 2000, cutTime: 5 });
  await printer.start();
  const told = await box.provision('decommission', '--yes', '--print', `tcp://127.0.0.1:${printer.port}`);
  const [paper] = printer.tickets;
  await printer.stop();
  const printed = [paper?.text ?? []].flat().join(' ');
  for (const words of [/Poistettu/, /library\.leaving/, /{"declaration"/]) assert.match(printed, words);
  assert.match(told, /decommissioned: library\.leaving, key [0-9A-Z-]{19}, revoked 20/);
  assert.equal(box.files, ['decommissioned.json']);
  const boxes = await inOffice(office => office.boxes());
  assert.is(boxes.find(({ box: name }) => name === 'library.leaving')?.state, 'revoked');
  const proof = join(box.state, 'decommissioned.json');
  const check = async () => {
    const program = new ProvisionProgram(['proof', proof, '--ca', ca]);
    await program.exited;
    return program.output;
  };
  assert.match(await check(), /library\.leaving, key \S+: revoked by the region 20/);
  writeFileSync(proof, readFileSync(proof, 'utf8').replace('library.leaving', 'library.another'));
  assert.match(await check(), /leave-unproven/);
  const again = await box.tried('decommission', '--yes');
  assert.match(again.output, /identity-absent/, 'there is nothing left to decommission');
});

/** Another program, which commits and puts its log into the database as the journal does. */
const writer = `
const db = require('better-sqlite3')(require('worker_threads').workerData);
db.pragma('locking_mode = EXCLUSIVE');
db.pragma('journal_mode = WAL');
db.pragma('wal_autocheckpoint = 0');
db.exec('CREATE TABLE facts (n INTEGER PRIMARY KEY, text TEXT)');
const insert = db.prepare('INSERT INTO facts (text) VALUES (?)');
let commits = 0;
require('worker_threads').parentPort.on('message', () => process.exit());
setInterval(() => {
  insert.run('x'.repeat(500));
  if (++commits % 200 === 0) db.pragma('wal_checkpoint(PASSIVE)');
  require('worker_threads').parentPort.postMessage(commits);
}, 1);
`;

test('a journal is copied while it is written, and the copy is whole', async () => {
  const place = join(folder, 'writing');
  mkdirSync(place);
  const journal = join(place, 'journal.db');
  const worker = new Worker(writer, { eval: true, workerData: journal });
  let written = 0;
  worker.on('message', commits => {
    written = commits;
  });
  await once(worker, 'message');
  for (let n = 0; n < 4; n++) {
    const before = written;
    const copy = join(place, `copy-${n}.db`);
    await copyJournal(journal, copy, new SystemTime());
    const found = new Database(copy, { readonly: true });
    const count = found.prepare('SELECT count(*) FROM facts').pluck().get() as number;
    assert.ok(count >= before, `${before} were there, ${count} are copied`);
    assert.is(found.prepare('SELECT max(n) FROM facts').pluck().get(), count, 'no gap');
    found.close();
  }
  const ended = once(worker, 'exit');
  worker.postMessage('end');
  await ended;
});

test.run();
