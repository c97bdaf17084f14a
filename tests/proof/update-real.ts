import { strict as assert } from 'node:assert';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { connectAsync, type MqttClient } from 'mqtt';
import { Mosquitto } from '../peers/mosquitto';
import { DebianRoot } from '../support/debian-root';
import { FileServer } from '../support/ota/file-server';
import { ReceiverProcess } from './link/receiver-process';
import { published } from './link/verdict';
import { RealReleases } from './update/real-releases';
import { SupervisedBox } from './update/supervised-box';

const home = 'var/lib/tiski-releases';
const base = 'tiski/1/example/hub';
const always = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '0:00', to: '24:00' }];

/** The day after tomorrow: closed now, and nothing begins within hours. */
const later = () => {
  const day = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][(new Date().getDay() + 2) % 7] ?? 'mon';
  return [{ days: [day], from: '12:00', to: '15:00' }];
};

/**
 * The package of the sources as they were when boxes could first update by themselves is installed in a root of its own, serves customers, is updated to the sources of today while it
 * serves, goes on serving; then gets a release that loses the journal, one that does not start and one whose updater crashes, and comes back from all three. A receiver at the broker has every
 * event.
 */
export async function updateReal(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-update-real-'));
  const stage = new Stage(folder);
  try {
    await stage.prepare();
    return await story(stage);
  } finally {
    await stage.clear();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function story(stage: Stage): Promise<object> {
  const { box } = stage;
  assert.equal(await stage.version(), '1.0.0');
  await stage.open();
  const tickets = [await stage.serve(), await stage.serve()];

  // While customers are there the release is brought, and nothing is started.
  const stays = await stage.take();
  await stage.rollOut('1.1.0');
  const before = box.pid;
  await stage.round();
  assert.deepEqual(stage.report(), { release: '1.1.0', state: 'waiting', reason: 'update-customer-here' });
  await stage.close();
  await stage.round();
  assert.equal(stage.report().reason, 'update-customer-here', 'a ticket waits, though the doors are closed');
  await stage.callNext();
  tickets.push(stays);
  await stage.round();
  assert.deepEqual(stage.report(), { release: '1.1.0', state: 'starting', reason: null });
  assert.equal(box.pid, before, 'nothing was restarted so far');
  const fetched = stage.fetched();
  await stage.round();
  assert.equal(stage.report().state, 'trial');
  await stage.until('1.1.0 is kept', async () => {
    await stage.round();
    return stage.report().state === 'committed';
  });
  assert.equal(await stage.version(), '1.1.0');
  assert.equal((await stage.reported('committed')).version, '1.1.0');
  await stage.open();
  tickets.push(await stage.serve(), await stage.serve());

  const withoutJournal = await goesBackFrom(stage, '1.2.0', 'update-proof-journal');
  const withoutStart = await goesBackFrom(stage, '1.3.0', 'update-starts-failed');
  assert.equal(withoutStart.starts, 4, 'three starts of it, and one of the release before');
  // One that serves well but could never be left again.
  const withoutUpdater = await goesBackFrom(stage, '1.4.0', 'update-proof-updater');
  tickets.push(withoutJournal.ticket, withoutStart.ticket, withoutUpdater.ticket);
  assert.deepEqual(
    tickets,
    tickets.map((_, n) => `A${101 + n}`),
    'numbers go on through all of it',
  );
  return { fetched, tickets: tickets.length, events: await stage.nothingLost(), starts: box.starts };
}

/** A release that is not kept: 1.1.0 serves again. How often the box was started until then, and the number of the first customer after it. */
async function goesBackFrom(
  stage: Stage,
  release: string,
  reason: string,
): Promise<{ readonly starts: number; readonly ticket: string }> {
  await stage.close();
  await stage.rollOut(release);
  const before = stage.box.starts;
  await stage.rounds('rolled-back');
  assert.deepEqual(stage.report(), { release, state: 'rolled-back', reason });
  const starts = stage.box.starts - before;
  assert.equal(await stage.version(), '1.1.0');
  await stage.open();
  return { starts, ticket: await stage.serve() };
}

/** A box from its package in a root of its own, a web server with releases, a broker and a receiver. */
class Stage {
  readonly #folder: string;
  readonly #releases: RealReleases;
  readonly #broker = new Mosquitto({ persistent: false, unlimited: true });
  readonly #root: DebianRoot;
  readonly #built = new Map<string, string>();
  #server: FileServer | undefined;
  #receiver: ReceiverProcess | undefined;
  #client: MqttClient | undefined;
  #box: SupervisedBox | undefined;
  #reported: { version: string; state: string } | undefined;
  #revision = 0;

  constructor(folder: string) {
    this.#folder = folder;
    this.#releases = new RealReleases(folder);
    const over = join(folder, 'root');
    mkdirSync(over);
    this.#root = new DebianRoot({ folder: over, over: '/' });
  }

  get box(): SupervisedBox {
    if (!this.#box) throw new Error('not prepared');
    return this.#box;
  }

  async prepare(): Promise<void> {
    const releases = this.#releases;
    this.#server = new FileServer(join(releases.repository, 'repository'));
    const updates = releases.open((await this.#server.start()).href);
    await this.#broker.start();
    const file = releases.package(releases.checkout(), '1.0.0', updates);
    const old = releases.releaseIn(file, '1.0.0');
    const now = releases.build(join(__dirname, '..', '..'), '1.1.0');
    this.#built.set('1.1.0', now);
    this.#built.set(
      '1.2.0',
      releases.spoiled(now, '1.2.0', text => replaced(text, 'journal.db', 'journal-2.db')),
    );
    const mistake = () => 'throw new Error("a mistake");';
    this.#built.set('1.3.0', releases.spoiled(now, '1.3.0', mistake));
    this.#built.set('1.4.0', releases.spoiled(now, '1.4.0', mistake, 'dist/updater.js'));
    releases.tool('publish', 'stable', now, '--from', old);

    this.#root.open();
    const inside = this.#root.path('tmp/tiski.deb');
    writeFileSync(inside, readFileSync(file));
    this.#root.run('dpkg', ['--force-unsafe-io', '--force-depends', '--install', '/tmp/tiski.deb']);
    this.#writeSite();
    this.#receiver = new ReceiverProcess(this.#broker.url, this.#events);
    this.#receiver.start();
    this.#client = await connectAsync(this.#broker.url, { clientId: 'central' });
    this.#client.on('message', (topic, payload) => {
      if (topic.endsWith('/update/reported')) this.#reported = JSON.parse(payload.toString());
    });
    await this.#client.subscribeAsync(`${base}/update/reported`, { qos: 1 });
    this.#box = new SupervisedBox(this.#root);
    await this.#box.start();
  }

  async clear(): Promise<void> {
    await this.#box?.stop();
    await this.#client?.endAsync(true);
    await this.#receiver?.end('SIGTERM');
    await this.#server?.stop();
    await this.#broker.remove();
    if (existsSync(this.#root.path(''))) this.#root.close();
  }

  /** Of the program that answers. */
  async version(): Promise<string> {
    const response = await fetch(`${this.box.http}/api/update`);
    return ((await response.json()) as { version: string }).version;
  }

  /** What the updater leaves for the appliance. */
  report(): { release: string | null; state: string; reason: string | null } {
    const { release, state, reason } = JSON.parse(
      readFileSync(this.#root.path(`${home}/report.json`), 'utf8'),
    );
    return { release, state, reason };
  }

  /** What the broker has of it. */
  async reported(state: string): Promise<{ version: string }> {
    await this.until(`${state} is reported`, async () => this.#reported?.state === state);
    return this.#reported ?? { version: '' };
  }

  open(): Promise<void> {
    return this.#desire(always);
  }

  close(): Promise<void> {
    return this.#desire(later());
  }

  async take(): Promise<string> {
    const { ticket } = await this.#ask('take-ticket', { by: 'customer', args: { service: 'advisor' } });
    return String(ticket);
  }

  async callNext(): Promise<void> {
    const args = { counter: 'counter-1' };
    for (const name of ['next', 'arrived', 'done']) await this.#ask(name, { by: 'counter/counter-1', args });
  }

  /** A customer from the door to the end. */
  async serve(): Promise<string> {
    const ticket = await this.take();
    await this.callNext();
    return ticket;
  }

  /** Publishes a release unless it is, and lets this box have it. An hour goes by: the box asks anew. */
  async rollOut(version: string): Promise<void> {
    if (version !== '1.1.0') this.#releases.tool('publish', 'stable', this.#built.get(version) ?? '');
    await this.until('the box is known to the broker', async () => this.#reported !== undefined);
    this.#releases.tool('rollout', 'start', 'stable', version, '--broker', this.#broker.url);
    const memory = this.#root.path(`${home}/round.json`);
    if (!existsSync(memory)) return;
    const { checkedAt: _, ...kept } = JSON.parse(readFileSync(memory, 'utf8'));
    writeFileSync(memory, JSON.stringify(kept));
  }

  async round(): Promise<void> {
    const said = await this.box.round();
    process.stdout.write(`${JSON.stringify(this.report())} ${said.trim()}\n`);
  }

  async rounds(state: string): Promise<void> {
    await this.until(state, async () => {
      await this.round();
      return this.report().state === state;
    });
  }

  /** Bytes of the packs that were asked for. */
  fetched(): number {
    const packs = (this.#server?.requests ?? []).filter(({ path }) =>
      /\.(full|from-[\d.]+|manifest)$/.test(path),
    );
    const sizes = packs.map(
      ({ path }) => readFileSync(join(this.#releases.repository, 'repository', path)).length,
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    const end = performance.now() + 120_000;
    while (!(await holds())) {
      if (performance.now() > end) throw new Error(`not within two minutes: ${what}`);
      await wait(200);
    }
  }

  /** The journal against what the receiver has of it, when the box is gone. @returns how many events */
  async nothingLost(): Promise<number> {
    const file = this.#root.path('var/lib/tiski/journal.db');
    await this.box.stop();
    const { epoch, facts } = published(file);
    const of = () => {
      const db = new Database(this.#events, { readonly: true });
      try {
        const sql = 'SELECT sequence, type, data FROM events WHERE epoch = ? ORDER BY sequence';
        return db.prepare<[string], { sequence: number; type: string; data: string }>(sql).all(epoch);
      } finally {
        db.close();
      }
    };
    await this.until('the receiver has the last event', async () => of().length >= facts.length);
    assert.deepEqual(
      of().map(({ sequence, type, data }) => ({ sequence, type, data: JSON.parse(data) })),
      facts.map(({ type, data }, n) => ({ sequence: n + 1, type: `fi.tiski.${type}.v1`, data })),
    );
    return facts.length;
  }

  get #events(): string {
    return join(this.#folder, 'events.db');
  }

  #writeSite(): void {
    const example = readFileSync(this.#root.path('usr/share/doc/tiski-appliance/examples/site.yaml'), 'utf8');
    const [upTo = ''] = example.replace(/^ *printer: .*$/m, '    buttons: []').split(/^devices:/m);
    const site = `${upTo}devices: {}\nmqtt: { url: "${this.#broker.url}" }\n`;
    writeFileSync(this.#root.path('etc/tiski/site.yaml'), site);
    this.#root.run('chgrp', ['tiski', '/etc/tiski/site.yaml']);
    this.#root.run('chmod', ['0640', '/etc/tiski/site.yaml']);
    this.#root.run('tiski', ['check', '/etc/tiski/site.yaml']);
  }

  async #desire(hours: object): Promise<void> {
    const revision = `proof-${++this.#revision}`;
    const message = { version: 1, revision, settings: { services: { advisor: { hours } } } };
    const answered = new Promise<void>(resolve => {
      const listen = (topic: string, payload: Buffer) => {
        if (!topic.endsWith('/config/reported') || !String(payload).includes(`"${revision}"`)) return;
        this.#client?.off('message', listen);
        resolve();
      };
      this.#client?.on('message', listen);
    });
    await this.#client?.subscribeAsync(`${base}/config/reported`, { qos: 1 });
    await this.#client?.publishAsync(`${base}/config/desired`, JSON.stringify(message), {
      qos: 1,
      retain: true,
    });
    await answered;
  }

  async #ask(name: string, body: object): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.box.http}/api/command/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    assert.equal(response.status, 200, `${name}: ${text}`);
    return JSON.parse(text).result ?? JSON.parse(text);
  }
}

function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the program does not speak of ${from} any more`);
  return text.replaceAll(from, to);
}
