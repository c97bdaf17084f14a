import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { RegionBench } from '../support/region-bench';
import { watched } from '../support/watched-wire';
import { ConfiguredMosquitto } from './configured-mosquitto';
import { inTime } from './link-listener';
import type { LinkedOffice } from './link-office';
import { type Issued, TestAuthority } from './test-authority';
import { type Kept, officeWith } from './tls-office';

const folder = join(__dirname, '../../firmware/link/brokers/mosquitto');
const base = 'tiski/1/lieksa';

const authority = new TestAuthority();
const certificate = (common: string) => authority.issue({ common });
const ca = authority.certificate;
const hub = certificate('lieksa/hub');
const roomTwo = certificate('lieksa/room-2');
const broker = certificate('broker');
let centre: ConfiguredMosquitto;
let site: ConfiguredMosquitto;
let office: LinkedOffice;
let log: Kept;
const stateDir = mkdtempSync(join(tmpdir(), 'tiski-broker-files-'));

/** Somebody with a certificate, and all that they get. */
class Person {
  readonly heard: { readonly topic: string; readonly text: string }[] = [];
  readonly client: MqttClient;
  #look = () => {};

  private constructor(client: MqttClient) {
    this.client = watched(client);
    client.on('message', (topic, payload) => {
      this.heard.push({ topic, text: payload.toString('utf8') });
      this.#look();
    });
  }

  static async at({ url }: ConfiguredMosquitto, files: Issued | undefined, options: IClientOptions = {}) {
    const client = await connectAsync(url, {
      protocolVersion: 5,
      ca: readFileSync(ca),
      ...(files && { cert: readFileSync(files.certificate), key: readFileSync(files.key) }),
      reconnectPeriod: 0,
      ...options,
    });
    return new Person(client);
  }

  async until(isIt: (topic: string, text: string) => boolean): Promise<string> {
    return inTime(
      'message',
      new Promise(resolve => {
        this.#look = () => {
          const found = this.heard.find(({ topic, text }) => isIt(topic, text));
          if (found) resolve(found.text);
        };
        this.#look();
      }),
    );
  }

  /** Whether the broker lets this person write there. */
  async mayWrite(topic: string, retain = false): Promise<boolean> {
    try {
      await this.client.publishAsync(topic, '', { qos: 1, retain });
      return true;
    } catch (error) {
      assert.match(String(error), /Not authorized/i);
      return false;
    }
  }

  end(): Promise<void> {
    return this.client.endAsync(true);
  }
}

test.before(async () => {
  centre = await new ConfiguredMosquitto({
    configuration: join(folder, 'centre.conf'),
    acl: join(folder, 'centre.acl'),
    ca,
    certificates: { broker },
  }).start();
  site = await new ConfiguredMosquitto({
    configuration: join(folder, 'site.conf'),
    acl: join(folder, 'site.acl'),
    ca,
    certificates: { broker, bridge: certificate('lieksa') },
    replace: { 'address centre.example.fi:8883': `address 127.0.0.1:${centre.port}` },
  }).start();
  const mqtt = {
    url: site.url,
    ca,
    certificate: hub.certificate,
    key: hub.key,
    homeAssistant: true as const,
  };
  ({ office, log } = officeWith(mqtt, { stateDir }));
  await office.start();
  await office.is('online');
});

test.after(async () => {
  await office.stop();
  await site.remove();
  await centre.remove();
  authority.remove();
  rmSync(stateDir, { recursive: true });
});

test('what happens at the site arrives at the centre, and a command of the centre is carried out and replied to', async () => {
  const receiver = await Person.at(centre, certificate('receiver'));
  await receiver.client.subscribeAsync('tiski/1/+/+/event/+', { qos: 1 });
  const operations = await Person.at(centre, certificate('operations'));
  await operations.client.subscribeAsync(['tiski/1/#', 'bridge/+/state'], { qos: 1 });
  assert.is(await operations.until(topic => topic === 'bridge/lieksa/state'), '1');
  await operations.until((topic, text) => topic === `${base}/hub/status` && text.includes('online'));
  const ticket = await office.take();
  const event = await receiver.until((_topic, text) => text.includes('ticket.issued'));
  assert.is(JSON.parse(event).data.ticket, ticket);
  const command = JSON.stringify({ id: 'from-afar', by: 'operations', args: { service: 'kela' } });
  await operations.client.publishAsync(`${base}/hub/command/take-ticket`, command, { qos: 1 });
  const reply = await operations.until(topic => topic === `${base}/hub/reply/from-afar`);
  assert.is(JSON.parse(reply).ok, true);
  await receiver.end();
  await operations.end();
});

test('an appliance writes below its own name and nowhere else', async () => {
  for (const at of [site, centre]) {
    const box = await Person.at(at, roomTwo);
    assert.ok(await box.mayWrite(`${base}/room-2/event/ticket`));
    for (const topic of [
      `${base}/hub/event/ticket`,
      `${base}/hub/command/next`,
      `${base}/room-2/command/next`,
      `${base}/room-2/config/desired`,
      `tiski/1/kuhmo/room-2/event/ticket`,
      'homeassistant/device/tiski-lieksa-room-2/config',
      'anything',
    ])
      assert.not(await box.mayWrite(topic), topic);
    await box.end();
  }
});

test('an appliance gets its own commands and nobody else gets them', async () => {
  const programs = await Person.at(site, certificate('lieksa-programs'));
  const other = await Person.at(site, roomTwo);
  // What it may not read is not delivered, whatever it subscribes to.
  await other.client.subscribeAsync('#', { qos: 1 }).catch(() => undefined);
  await other.client.subscribeAsync(`${base}/room-2/command/+`, { qos: 1 });
  for (const box of ['hub', 'room-2']) {
    const command = JSON.stringify({ id: `for-${box}`, by: 'program', args: { service: 'kela' } });
    await programs.client.publishAsync(`${base}/${box}/command/take-ticket`, command, { qos: 1 });
  }
  await other.until(topic => topic === `${base}/room-2/command/take-ticket`);
  const [own, foreign] = [`${base}/room-2/`, `${base}/hub/status`];
  assert.ok(other.heard.every(({ topic }) => topic.startsWith(own) || topic === foreign));
  await other.end();
  await programs.end();
});

test('a broker that does not let the box write for Home Assistant keeps it online all the same', async () => {
  await log.until('the broker does not allow it');
  assert.is(office.link.status.state, 'online');
  await office.take();
});

test('a box with the certificate that its region gave it writes below its own name, another one does not', async () => {
  const region = new RegionBench();
  await region.start();
  const files = join(region.folder, 'broker');
  mkdirSync(files);
  const kept = (name: string, text: string) => {
    writeFileSync(join(files, name), text, { mode: 0o600 });
    return join(files, name);
  };
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { authority: ofRegion } = region.region;
  const server = ofRegion.forServer(['127.0.0.1'], publicKey, region.time.now()).toString();
  const issued = {
    certificate: kept('server.pem', server),
    key: kept('server.key', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()),
  };
  const people: Person[] = [];
  const brokers: ConfiguredMosquitto[] = [];
  try {
    for (const acl of ['centre.acl', 'site.acl']) {
      const guarded = await new ConfiguredMosquitto({
        configuration: join(folder, 'centre.conf'),
        acl: join(folder, acl),
        ca: kept('ca.pem', ofRegion.certificate.toString()),
        certificates: { broker: issued },
        replace: { 'acl_file centre.acl': `acl_file ${acl}` },
      }).start();
      brokers.push(guarded);
      for (const box of ['hub', 'annex']) {
        await region.enrolled(`${box}-${brokers.length}`);
        const identity = join(region.folder, `${box}-${brokers.length}`);
        const [certificate, key] = [join(identity, 'certificate.pem'), join(identity, 'key.pem')];
        const person = await Person.at(
          guarded,
          { certificate, key },
          { ca: ofRegion.certificate.toString() },
        );
        people.push(person);
        for (const each of ['hub', 'annex']) {
          const topic = `tiski/1/library/${each}-${brokers.length}`;
          assert.is(await person.mayWrite(`${topic}/event/ticket`), each === box, `${box}, ${topic}`);
          assert.is(await person.mayWrite(`${topic}/acceptance`), each === box, `${box}, ${topic}`);
          assert.not(await person.mayWrite(`${topic}/command/next`), `${box}, ${topic}`);
        }
      }
    }
  } finally {
    for (const person of people) await person.end();
    for (const guarded of brokers) await guarded.remove();
    await region.stop();
  }
});

test('without a certificate of the authority nobody comes in', async () => {
  for (const at of [site, centre]) {
    const stranger = Person.at(at, undefined, { connectTimeout: 3000 });
    assert.instance(await stranger.catch(error => error), Error);
  }
});

test('while the centre is away the site goes on, and what happened then arrives when it is back', async () => {
  const receiver = await Person.at(centre, certificate('receiver'), {
    clean: false,
    clientId: 'receiver',
    properties: { sessionExpiryInterval: 3600 },
  });
  await receiver.client.subscribeAsync('tiski/1/+/+/event/+', { qos: 1 });
  await receiver.end();
  await centre.stop();
  const ticket = await office.take();
  await centre.start();
  const again = await Person.at(centre, certificate('receiver'), {
    clean: false,
    clientId: 'receiver',
    properties: { sessionExpiryInterval: 3600 },
  });
  await again.until((_topic, text) => text.includes(`"${ticket}"`));
  await again.end();
});

test.run();
