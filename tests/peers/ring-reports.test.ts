import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Appliance } from '../../firmware/appliance';
import { loadSite } from '../../firmware/config/load-site';
import { silent } from '../../hal/platform/log';
import { SteadyTime } from '../support/steady-time';
import { watchedBroker } from '../support/watched-wire';

const secret = 'correct horse battery'.replaceAll(' ', '-');
const folder = mkdtempSync(join(tmpdir(), 'tiski-ring-'));
const time = new SteadyTime();
const broker = watchedBroker({ time });
const base = 'tiski/1/lieksa/hub';
let appliance: Appliance;
let http: string;
let client: MqttClient;
/** The newest of each topic. */
const state = new Map<string, { state: string }>();

const siteText = (url: string) => `
version: 1
site: lieksa
appliance: hub
name: { fi: Lieksa }
languages: [fi]
organisations: [{ id: kela, name: { fi: Kela } }]
services: [{ id: kela, letter: K, organisation: kela, name: { fi: Kela } }]
counters: [{ id: c1, name: { fi: Tiski 1 }, services: [kela] }]
kiosks: [{ id: lobby }]
rings:
  - { id: front-door, source: door, lamps: [door-lamp] }
  - { id: back-door, source: back, lamps: [back-lamp] }
devices:
  door: { driver: reported-ring, secretFile: ${join(folder, 'secret')} }
  back: { driver: reported-ring }
  door-lamp: { driver: virtual-lamp }
  back-lamp: { driver: virtual-lamp }
http: { port: 0 }
mqtt: { url: "${url}" }
`;

test.before(async () => {
  await broker.start();
  writeFileSync(join(folder, 'secret'), `${secret}\n`);
  writeFileSync(join(folder, 'site.yaml'), siteText(broker.url));
  client = await mqtt.connectAsync(broker.url);
  client.on('message', (topic, payload) => state.set(topic, JSON.parse(payload.toString())));
  await client.subscribeAsync([`${base}/state/#`, `${base}/status`], { qos: 1 });
  // An old ring that somebody told the broker to keep.
  await client.publishAsync(`${base}/ring/back`, ring('old'), { qos: 1, retain: true });
  appliance = new Appliance({
    site: loadSite(join(folder, 'site.yaml')).site,
    stateDir: folder,
    assetsDir: folder,
    time,
    log: silent,
    version: '1.2.3',
    random: Math.random,
  });
  ({ http } = await appliance.start());
});

test.after(async () => {
  await client.endAsync();
  await appliance.stop();
  await broker.stop();
  rmSync(folder, { recursive: true });
});

const ring = (call: string) => JSON.stringify({ state: 'ringing', call, caller: 'sip:somebody@example.org' });
const lamp = (name: string) => appliance.hal.find('lamp', name)?.sign;

async function until(condition: () => boolean): Promise<void> {
  for (let patience = 1000; !condition(); patience--) {
    if (patience === 0) throw new Error(`not seen: ${condition}; ${JSON.stringify([...state])}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

async function report(device: string, body: unknown, token = secret): Promise<number> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return (await fetch(`${http}/api/ring/${device}`, { method: 'POST', headers, body: text })).status;
}

test('nobody knows whether it rings before anything was reported, and an old ring lights no lamp', async () => {
  await until(() => state.get(`${base}/state/ring/back-door`)?.state === 'unknown');
  await until(() => state.get(`${base}/status`)?.state === 'online');
  await client.publishAsync(`${base}/ring/door`, JSON.stringify({ state: 'alive' }), { qos: 1 });
  await until(() => state.get(`${base}/state/ring/front-door`)?.state === 'idle');
  assert.is(lamp('back-lamp'), 'fault');
});

test('a message of another program lights the lamp, and everybody can see that it rings', async () => {
  await client.publishAsync(`${base}/ring/door`, ring('1'), { qos: 1 });
  await until(() => state.get(`${base}/state/ring/front-door`)?.state === 'ringing');
  assert.is(lamp('door-lamp'), 'ring');
  await client.publishAsync(`${base}/ring/door`, JSON.stringify({ state: 'answered', call: '1' }), {
    qos: 1,
  });
  await until(() => state.get(`${base}/state/ring/front-door`)?.state === 'idle');
  assert.is(lamp('door-lamp'), 'off');
});

test('an HTTP call with the secret of the device does the same', async () => {
  assert.is(await report('door', ring('4')), 204);
  await until(() => lamp('door-lamp') === 'ring');
  assert.is(await report('door', { state: 'answered', call: '4' }), 204);
  await until(() => lamp('door-lamp') === 'off');
  assert.is(await report('door', { state: 'ringing' }), 400);
  assert.is(await report('door', 'no JSON'), 400);
  assert.is(await report('door', ring('x'.repeat(1100))), 413);
});

test('a changed secret counts at once, one that could be guessed lets nobody in', async () => {
  const other = 'another-secret-of-some-length';
  writeFileSync(join(folder, 'secret'), other);
  assert.is(await report('door', { state: 'alive' }), 401);
  assert.is(await report('door', { state: 'alive' }, other), 204);
  writeFileSync(join(folder, 'secret'), 'short');
  assert.is(await report('door', { state: 'alive' }, 'short'), 401);
  writeFileSync(join(folder, 'secret'), secret);
});

test('without the secret nothing is taken, and guessing ends after ten attempts', async () => {
  assert.is(await report('back', ring('5')), 401, 'a device without a secret');
  assert.is(await report('nobody', ring('5')), 401, 'no such device');
  const answers = [];
  for (let attempt = 0; attempt < 12; attempt++)
    answers.push(await report('door', ring('5'), `guess-${attempt}`));
  assert.equal(new Set(answers), new Set([401, 429]));
  assert.ok(answers.filter(status => status === 401).length <= 8);
  assert.is(await report('door', ring('5')), 429, 'even the right one waits');
  assert.is(lamp('door-lamp'), 'off');
});

test.run();
