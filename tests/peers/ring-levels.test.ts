import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Appliance } from '../../firmware/appliance';
import { loadSite } from '../../firmware/config/load-site';
import type { StateView } from '../../firmware/screens/views';
import { VirtualButton } from '../../hal/drivers/virtual/button';
import { VirtualLamp } from '../../hal/drivers/virtual/lamp';
import { VirtualSounder } from '../../hal/drivers/virtual/sounder';
import type { Log } from '../../hal/platform/log';
import { SimulatedCodec } from '../../simulator/codec';
import { awake, SteadyTime } from '../support/steady-time';
import { watchedBroker } from '../support/watched-wire';

const folder = mkdtempSync(join(tmpdir(), 'tiski-levels-'));
const time = new SteadyTime();
const broker = watchedBroker({ time });
const codec = new SimulatedCodec({ time, ssh: false });
const base = 'tiski/1/lieksa/hub';
const kela = 'sip:Kela.Oulu@video.example.fi';
/** A person, who is in no directory. Nothing of it may stay anywhere. */
const person = { from: 'sip:matti.meikalainen@koti.example.fi', name: 'Matti Meikalainen' };

let appliance: Appliance;
let http: string;
let client: MqttClient;
const retained = new Map<string, ReturnType<typeof JSON.parse>>();
const facts: { type: string; data: ReturnType<typeof JSON.parse> }[] = [];
/** Every byte that anybody outside could read. */
let wire = '';
let logged = '';

const siteText = () => `
version: 1
site: lieksa
appliance: hub
name: { fi: Lieksa }
languages: [fi]
organisations: [{ id: kela, name: { fi: Kela } }]
services: [{ id: kela, letter: K, organisation: kela, name: { fi: Kela } }]
counters: [{ id: c1, name: { fi: Tiski 1 }, services: [kela], help: c1-help }]
kiosks: [{ id: lobby }]
places:
  - { id: desk-1, name: { fi: Paikka 1 }, counter: c1, lamp: lamp-1, presence: here-1, presenceLamp: free-1, acknowledge: go-1 }
  - { id: desk-2, name: { fi: Paikka 2 }, lamp: lamp-2, acknowledge: go-2 }
  - { id: lobby, name: { fi: Aula }, sounder: lobby-sounder }
rings:
  - id: video-room
    source: unit
    members: [desk-1, desk-2]
    levels: [{ after: 0, to: available }, { after: 1, to: everyone }, { after: 2, to: [lobby] }]
    lamps: [door-lamp]
  - id: terminal
    button: terminal-help
    members: [desk-2]
    lamps: [terminal-lamp]
    sounders: [terminal-sounder]
    quietHours: [{ from: '0:00', to: '24:00' }]
  - { id: help, counters: [c1], members: [desk-2] }
directory:
  - { id: kela-oulu, name: { fi: Kela Oulu }, addresses: [kela.oulu@video.example.fi] }
devices:
  unit: { driver: xapi-ring, url: "${codec.url}", username: admin, passwordFile: ${join(folder, 'password')} }
  terminal-help: { driver: virtual-button }
  here-1: { driver: virtual-button }
  go-1: { driver: virtual-button }
  go-2: { driver: virtual-button }
  c1-help: { driver: virtual-button }
  lamp-1: { driver: virtual-lamp }
  lamp-2: { driver: virtual-lamp }
  free-1: { driver: virtual-lamp }
  door-lamp: { driver: virtual-lamp }
  terminal-lamp: { driver: virtual-lamp }
  lobby-sounder: { driver: virtual-sounder }
  terminal-sounder: { driver: virtual-sounder }
http: { port: 0 }
mqtt: { url: "${broker.url}" }
`;

const line = (...parts: readonly unknown[]) => {
  logged += JSON.stringify(parts);
};
const log: Log = { debug: line, info: line, warn: line, error: line };

test.before(async () => {
  await Promise.all([broker.start(), codec.start()]);
  writeFileSync(join(folder, 'password'), 'secret');
  writeFileSync(join(folder, 'site.yaml'), siteText());
  client = await mqtt.connectAsync(broker.url);
  client.on('message', (topic, payload) => {
    const text = payload.toString();
    wire += `${topic} ${text}\n`;
    const body = JSON.parse(text);
    retained.set(topic, body);
    if (topic.includes('/event/')) facts.push({ type: body.type, data: body.data });
  });
  await client.subscribeAsync(`${base}/#`, { qos: 1 });
  appliance = new Appliance({
    site: loadSite(join(folder, 'site.yaml')).site,
    stateDir: join(folder, 'state'),
    assetsDir: folder,
    time,
    log,
    version: '1.2.3',
    random: Math.random,
  });
  ({ http } = await appliance.start());
  await until(() => lamp('lamp-1') === 'off' && ringState('video-room')?.state === 'idle');
});

test.after(async () => {
  await client.endAsync();
  await appliance.stop();
  await Promise.all([broker.stop(), codec.stop()]);
  rmSync(folder, { recursive: true });
});

const lamp = (name: string) => appliance.hal.find('lamp', name)?.sign;
const ringState = (id: string) => retained.get(`${base}/state/ring/${id}`);
const placeState = (id: string) => retained.get(`${base}/state/place/${id}`);
const ofRing = (ring: string, fact: string) =>
  facts.find(({ type, data }) => type === `fi.tiski.ring.${fact}.v1` && data.ring === ring)?.data;

function press(name: string): void {
  const button = appliance.hal.devices.get(name);
  if (!(button instanceof VirtualButton)) throw new Error(`${name} is no button`);
  button.press();
}

async function until(condition: () => unknown, within = 5_000): Promise<number> {
  const since = awake();
  while (!condition()) {
    if (awake() - since > within)
      throw new Error(`not seen: ${condition}; ${JSON.stringify([...retained].slice(-6))}`);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
  return awake() - since;
}

async function ask(name: string, args: object): Promise<{ ok: boolean; code?: string }> {
  const body = JSON.stringify({ args });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${http}/api/command/${name}`, { method: 'POST', headers, body });
  return (await response.json()) as { ok: boolean };
}

test('one button says who is there: others can route by it, and a lamp shows it', async () => {
  press('here-1');
  await until(() => placeState('desk-1')?.state === 'available');
  assert.is(lamp('free-1'), 'on');
  assert.ok(Date.parse(placeState('desk-1').until) > Date.parse(placeState('desk-1').since));
  await until(() => ringState('video-room')?.available === 1);
  assert.equal(placeState('desk-2'), { place: 'desk-2', state: 'away', since: null, until: null });
});

test('a call lights the place that is available within a second, then everyone, then sounds in the lobby', async () => {
  const sounder = appliance.hal.devices.get('lobby-sounder');
  let tones = 0;
  if (sounder instanceof VirtualSounder) sounder.events.on('played', () => (tones += 1));
  const began = performance.now();
  // Never early by the clock of the rules, which goes on while the machine stalls.
  const onClock = () => performance.now() - began;
  codec.ring({ from: kela, name: 'Kela' });
  const took = await until(() => lamp('lamp-1') === 'ring');
  assert.ok(took < 1_000, `${took} ms`);
  assert.equal([lamp('lamp-2'), lamp('door-lamp')], ['off', 'ring']);
  const second = took + (await until(() => lamp('lamp-2') === 'ring'));
  assert.ok(onClock() > 900 && second < 1_400, `everyone after ${second} ms`);
  assert.is(tones, 0);
  const third = second + (await until(() => tones > 0));
  assert.ok(onClock() > 1_900 && third < 2_400, `the lobby after ${third} ms`);
  await until(() => ringState('video-room')?.calls[0]?.level === 2);
  assert.equal(ringState('video-room').calls[0].places, ['desk-1', 'desk-2', 'lobby']);
  assert.is(ringState('video-room').calls[0].caller, 'kela-oulu');
});

test('who is first to say "I go" by MQTT leaves the others calm, and the answer is logged with its time', async () => {
  const args = { ring: 'unit/1', place: 'desk-2' };
  await client.publishAsync(
    `${base}/command/acknowledge`,
    JSON.stringify({ id: 'ack-1', by: 'advisor/desk-2', args }),
    { qos: 1 },
  );
  await until(() => lamp('lamp-1') === 'on' && lamp('lamp-2') === 'on' && lamp('door-lamp') === 'on');
  codec.answer(1);
  await until(() => lamp('lamp-1') === 'off' && lamp('door-lamp') === 'off');
  await until(() => ofRing('unit/1', 'answered'));
  const { rangFor, answeredAfter, place, caller } = ofRing('unit/1', 'answered');
  assert.equal([place, caller], ['desk-2', 'kela-oulu']);
  assert.ok(rangFor > 1_900 && rangFor === answeredAfter);
  codec.hangUp(1);
});

test('an advisor goes by a press, a caller who gives up has abandoned the call, and a wrong call is marked', async () => {
  codec.ring(person);
  await until(() => lamp('lamp-1') === 'ring');
  press('go-1');
  await until(() => ofRing('unit/2', 'acknowledged')?.place === 'desk-1');
  assert.is((await ask('acknowledge', { ring: 'unit/2' })).ok, true, 'once more changes nothing');
  codec.hangUp(2);
  await until(() => ofRing('unit/2', 'abandoned'));
  assert.not.ok('caller' in ofRing('unit/2', 'started'));
  assert.is((await ask('wrong-call', { ring: 'unit/2' })).ok, true);
  await until(() => ofRing('unit/2', 'marked-wrong'));
  assert.is((await ask('wrong-call', { ring: 'unit/9' })).code, 'ring-unknown');
  const view = (await (await fetch(`${http}/api/state`)).json()) as StateView;
  const seen = view.endedRings.map(({ ring, outcome, wrong, caller }) => [ring, outcome, wrong, caller]);
  assert.equal(seen, [
    ['unit/2', 'abandoned', true, undefined],
    ['unit/1', 'answered', false, { fi: 'Kela Oulu' }],
  ]);
  assert.equal(
    view.places.map(({ state }) => state),
    ['available', 'away', 'away'],
  );
});

test('a customer at a terminal is answered like a ring, in silence in quiet hours', async () => {
  const sounder = appliance.hal.devices.get('terminal-sounder');
  press('terminal-help');
  await until(() => lamp('lamp-2') === 'ring' && lamp('terminal-lamp') === 'ring');
  assert.is(lamp('lamp-1'), 'off');
  press('go-2');
  await until(() => lamp('terminal-lamp') === 'on');
  press('go-2');
  await until(() => ofRing('terminal-help/1', 'answered'));
  assert.is(ofRing('terminal-help/1', 'answered').place, 'desk-2');
  press('terminal-help');
  await until(() => lamp('terminal-lamp') === 'ring');
  press('terminal-help');
  await until(() => ofRing('terminal-help/2', 'abandoned'));
  assert.is(lamp('terminal-lamp'), 'off');
  assert.equal(sounder?.counters, { tones: 0 });
});

test('an officer calls for help and says that it is needed no more, with one button', async () => {
  press('c1-help');
  await until(() => lamp('lamp-2') === 'ring' && ringState('help')?.state === 'ringing');
  assert.is(ringState('help').calls[0].source, 'c1');
  press('c1-help');
  await until(() => lamp('lamp-2') === 'off' && ringState('help')?.state === 'idle');
});

test('a lamp that has failed is told of, and the other lamps of the group show it', async () => {
  const broken = appliance.hal.devices.get('lamp-2');
  if (!(broken instanceof VirtualLamp)) throw new Error('no lamp');
  broken.report({ health: 'failed', code: 'device-silent' as never });
  await until(
    () => lamp('lamp-1') === 'fault' && lamp('door-lamp') === 'fault' && lamp('terminal-lamp') === 'fault',
  );
  await until(() => ringState('video-room')?.lost.includes('lamp-2'));
  const lost = facts.filter(({ type }) => type === 'fi.tiski.ring.chain-lost.v1').at(-1)?.data;
  assert.is(lost.device, 'lamp-2');
  broken.report({ health: 'ok' });
  await until(() => lamp('lamp-1') === 'off' && lamp('door-lamp') === 'off');
});

test('a video unit that is gone shows on every lamp within five seconds, and nobody is told that it does not ring', async () => {
  const since = awake();
  await codec.stop();
  await until(
    () => lamp('lamp-1') === 'fault' && lamp('lamp-2') === 'fault' && lamp('door-lamp') === 'fault',
  );
  assert.ok(awake() - since < 5_000);
  await until(() => ringState('video-room')?.state === 'unknown');
});

test('of a caller who is in no directory nothing is kept: not on disk, not in a log, not on a wire', async () => {
  await appliance.stop();
  const disk = readdirSync(join(folder, 'state'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('');
  assert.match(disk, /kela-oulu/, 'the one who is in the directory is there');
  for (const text of [disk, logged, wire]) assert.not.match(text, /matti|meikalainen|koti\.example/i);
  assert.not.match(disk + wire, /video\.example\.fi/i, 'nor the address of an office');
});

test.run();
