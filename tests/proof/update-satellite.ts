import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { connectAsync, type MqttClient } from 'mqtt';
import { Mosquitto } from '../peers/mosquitto';
import { DebianRoot } from '../support/debian-root';
import { FileServer } from '../support/ota/file-server';
import { RealReleases } from './update/real-releases';
import { SupervisedBox } from './update/supervised-box';

const home = 'var/lib/tiski-releases';

interface Report {
  readonly version: string;
  readonly release: string | null;
  readonly state: string;
  readonly reason: string | null;
}

/**
 * A hub and a satellite, each from its package in a root of its own, with a broker, a web server of releases and the command line of the release tool between them: the hub has a release first, the satellite
 * follows, both are kept, and a bad release is left by the satellite alone; what the satellite lends is there before, between and after.
 */
export async function updateSatellite(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-update-satellite-'));
  const place = new Place(folder);
  try {
    await place.prepare();
    return await story(place);
  } finally {
    await place.clear();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function story(place: Place): Promise<object> {
  await place.works();
  place.rollOut('1.1.0');

  // The satellite is asked first, over and over, and does not lead.
  for (let n = 0; n < 4; n++) await place.round('room');
  assert.deepEqual(place.said('room'), { release: '1.1.0', state: 'waiting', reason: 'update-hub-first' });
  await place.rounds('hub', 'trial');
  await place.until('the hub says that it has a release on trial', async () => {
    await place.round('room');
    return place.said('room').reason === 'update-hub-first';
  });
  await place.rounds('hub', 'committed');
  await place.works();
  assert.equal((await place.reported('hub', 'committed')).version, '1.1.0');
  assert.equal(place.versionOf('room'), '1.0.0', 'a hub serves satellites of the release before');

  await place.until('the satellite hears of the release of its hub', async () => {
    await place.round('room');
    return place.said('room').state === 'committed';
  });
  assert.equal((await place.reported('room', 'committed')).version, '1.1.0');
  await place.works();

  // A release that does not start on a satellite is left by it; the hub keeps it.
  place.rollOut('1.2.0');
  await place.rounds('hub', 'committed');
  await place.until('the satellite goes back', async () => {
    await place.round('room');
    return place.said('room').state === 'rolled-back';
  });
  assert.deepEqual(place.said('room'), {
    release: '1.2.0',
    state: 'rolled-back',
    reason: 'update-starts-failed',
  });
  assert.equal((await place.reported('room', 'rolled-back')).version, '1.1.0');
  await place.works();
  return { worked: place.worked, hub: place.versionOf('hub'), room: place.versionOf('room') };
}

type Name = 'hub' | 'room';

class Place {
  /** How often all of it was seen to work. */
  worked = 0;
  readonly #folder: string;
  readonly #releases: RealReleases;
  readonly #broker = new Mosquitto({ persistent: false });
  readonly #roots = new Map<Name, DebianRoot>();
  readonly #boxes = new Map<Name, SupervisedBox>();
  readonly #reported = new Map<Name, Report>();
  readonly #built = new Map<string, string>();
  #server: FileServer | undefined;
  #client: MqttClient | undefined;
  /** Health that the hub gives to the lent button. */
  #lent = '';

  constructor(folder: string) {
    this.#folder = folder;
    this.#releases = new RealReleases(folder);
  }

  async prepare(): Promise<void> {
    const releases = this.#releases;
    this.#server = new FileServer(join(releases.repository, 'repository'));
    const updates = releases.open((await this.#server.start()).href);
    await this.#broker.start();
    const sources = join(__dirname, '..', '..');
    const file = releases.package(sources, '1.0.0', updates);
    const now = releases.releaseIn(file, '1.0.0');
    this.#built.set(
      '1.1.0',
      releases.spoiled(now, '1.1.0', text => text),
    );
    const spoilt = (text: string) =>
      `if (/role: satellite/.test(require('node:fs').readFileSync('/etc/tiski/site.yaml', 'utf8'))) throw new Error('a mistake');${text}`;
    this.#built.set('1.2.0', releases.spoiled(now, '1.2.0', spoilt));
    this.#client = await connectAsync(this.#broker.url, { clientId: 'central' });
    this.#client.on('message', (topic, payload) => this.#hear(topic, String(payload)));
    await this.#client.subscribeAsync('tiski/1/example/+/update/reported', { qos: 1 });
    await this.#client.subscribeAsync('tiski/1/example/hub/state/device/room-button', { qos: 1 });
    for (const name of ['hub', 'room'] as const) await this.#lay(name, file);
  }

  async clear(): Promise<void> {
    for (const box of this.#boxes.values()) await box.stop();
    await this.#client?.endAsync(true);
    await this.#server?.stop();
    await this.#broker.remove();
    for (const root of this.#roots.values()) root.close();
  }

  /** Both sides say that what the satellite lends is there. */
  async works(): Promise<void> {
    this.#lent = '';
    await this.#client?.unsubscribeAsync('tiski/1/example/hub/state/device/room-button');
    await this.#client?.subscribeAsync('tiski/1/example/hub/state/device/room-button', { qos: 1 });
    await this.until('the hub has what the satellite lends', async () => this.#lent === 'ok');
    this.worked += 1;
  }

  rollOut(version: string): void {
    const releases = this.#releases;
    releases.tool('publish', 'stable', this.#built.get(version) ?? '');
    releases.tool('rollout', 'start', 'stable', version, '--broker', this.#broker.url);
    for (const root of this.#roots.values()) {
      // An hour goes by: the box asks anew.
      const memory = root.path(`${home}/round.json`);
      const { checkedAt: _, ...kept } = JSON.parse(readFileSync(memory, 'utf8'));
      writeFileSync(memory, JSON.stringify(kept));
    }
  }

  async round(name: Name): Promise<void> {
    const said = await this.#boxes.get(name)?.round();
    process.stdout.write(`${name} ${JSON.stringify(this.said(name))} ${said?.trim()}\n`);
  }

  rounds(name: Name, state: string): Promise<void> {
    return this.until(`${name} is ${state}`, async () => {
      await this.round(name);
      return this.said(name).state === state;
    });
  }

  /** What its updater has left last. */
  said(name: Name): Omit<Report, 'version'> {
    const file = this.#rootOf(name).path(`${home}/report.json`);
    const { release, state, reason } = JSON.parse(readFileSync(file, 'utf8'));
    return { release, state, reason };
  }

  /** Of the slot that starts. */
  versionOf(name: Name): string {
    const words = ['update', 'status'];
    return /version (\S+)/.exec(this.#rootOf(name).run('tiski', words))?.[1] ?? '';
  }

  async reported(name: Name, state: string): Promise<Report> {
    await this.until(`${name} reports ${state}`, async () => this.#reported.get(name)?.state === state);
    const report = this.#reported.get(name);
    if (!report) throw new Error('nothing was reported');
    return report;
  }

  async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    const end = performance.now() + 180_000;
    while (!(await holds())) {
      if (performance.now() > end) throw new Error(`not within three minutes: ${what}`);
      await wait(500);
    }
  }

  async #lay(name: Name, file: string): Promise<void> {
    const over = join(this.#folder, name);
    mkdirSync(over);
    const root = new DebianRoot({ folder: over, over: '/' });
    root.open();
    this.#roots.set(name, root);
    writeFileSync(root.path('tmp/tiski.deb'), readFileSync(file));
    root.run('dpkg', ['--force-unsafe-io', '--force-depends', '--install', '/tmp/tiski.deb']);
    writeFileSync(root.path('etc/tiski/site.yaml'), this.#siteOf(name, root));
    root.run('chgrp', ['tiski', '/etc/tiski/site.yaml']);
    root.run('chmod', ['0640', '/etc/tiski/site.yaml']);
    root.run('tiski', ['check', '/etc/tiski/site.yaml']);
    const box = new SupervisedBox(root);
    this.#boxes.set(name, box);
    await box.start();
    await this.until(`${name} is known to the broker`, async () => this.#reported.has(name));
    await this.round(name);
  }

  #siteOf(name: Name, root: DebianRoot): string {
    const mqtt = `mqtt: { url: "${this.#broker.url}" }\n`;
    const button = 'devices: { button: { driver: virtual-button } }\n';
    if (name === 'room')
      return `version: 1\nrole: satellite\nsite: example\nappliance: room\nhub: hub\n${button}${mqtt}`;
    const example = readFileSync(root.path('usr/share/doc/tiski-appliance/examples/site.yaml'), 'utf8');
    const [upTo = ''] = example
      .replace(/^ *printer: .*$/m, '    buttons: []')
      // Closed now, and nothing begins within hours.
      .replace(
        /days: \[[^\]]*\]/,
        `days: [${['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][(new Date().getDay() + 2) % 7]}]`,
      )
      .split(/^devices:/m);
    return `${upTo}devices: { room-button: { driver: satellite-button, appliance: room, device: button } }\n${mqtt}`;
  }

  #rootOf(name: Name): DebianRoot {
    const root = this.#roots.get(name);
    if (!root) throw new Error(`there is no ${name}`);
    return root;
  }

  #hear(topic: string, payload: string): void {
    const [, , , name, subject] = topic.split('/');
    if (subject === 'update') this.#reported.set(name as Name, JSON.parse(payload));
    if (subject === 'state') this.#lent = JSON.parse(payload).health;
  }
}
