import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Appliance } from '../../firmware/appliance';
import { loadSite } from '../../firmware/config/load-site';
import { VirtualSmileyUnit } from '../../hal/drivers/virtual/smiley-unit';
import type { Log } from '../../hal/platform/log';
import { SteadyTime } from '../support/steady-time';
import { watchedBroker } from '../support/watched-wire';

const folder = mkdtempSync(join(tmpdir(), 'tiski-feedback-'));
const time = new SteadyTime();
const broker = watchedBroker({ time });
const base = 'tiski/1/lieksa/hub';
let appliance: Appliance;
let http: string;
let client: MqttClient;
const heard: { readonly topic: string; readonly text: string }[] = [];
const logged: string[] = [];
const log: Log = (() => {
  const line = (...args: unknown[]) => void logged.push(JSON.stringify(args));
  return { debug: line, info: line, warn: line, error: line } as unknown as Log;
})();

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
smileys: [{ id: exit, device: exit-unit }]
devices:
  exit-unit: { driver: virtual-smiley-unit, faces: 4 }
http: { port: 0 }
mqtt: { url: "${url}" }
`;

test.before(async () => {
  await broker.start();
  writeFileSync(join(folder, 'site.yaml'), siteText(broker.url));
  client = await mqtt.connectAsync(broker.url);
  client.on('message', (topic, payload) => heard.push({ topic, text: payload.toString() }));
  await client.subscribeAsync('#', { qos: 1 });
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
});

test.after(async () => {
  await client.endAsync();
  await appliance.stop();
  await broker.stop();
  rmSync(folder, { recursive: true });
});

function unit(): VirtualSmileyUnit {
  const device = appliance.hal.find('smiley-unit', 'exit-unit');
  assert.ok(device instanceof VirtualSmileyUnit);
  return device;
}

/** Presses, and waits for what the unit shows. */
async function press(face: number): Promise<{ taken: boolean; after: number; onDisk: number }> {
  const before = time.monotonic();
  const answer = new Promise<{ taken: boolean; after: number; onDisk: number }>(resolve =>
    unit().events.once('answered', taken =>
      resolve({ taken, after: time.monotonic() - before, onDisk: presses().length }),
    ),
  );
  unit().press(face);
  return answer;
}

async function until<T>(look: () => T | undefined): Promise<T> {
  for (let patience = 1000; patience > 0; patience--) {
    const seen = look();
    if (seen !== undefined) return seen;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error(`not seen: ${look}`);
}

const send = (path: string, body: unknown) =>
  fetch(`${http}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const kept = () => appliance.runtime.journal.read(0, 1000).map(({ event }) => event);
const presses = () => kept().filter(({ type }) => type === 'feedback.pressed');

test('a press is on disk before the unit answers, which takes at most 50 ms; a second one at once is refused', async () => {
  const first = await press(4);
  assert.ok(first.taken);
  assert.is(first.onDisk, 1, 'on disk before the light');
  assert.ok(first.after <= 50, `${first.after} ms`);
  assert.not((await press(1)).taken);
  assert.equal(
    presses().map(({ data }) => 'mark' in data && data.mark),
    [false, 'lock-out'],
  );
});

test('the state of the unit says what it asks and nothing of presses', async () => {
  const { text } = await until(() =>
    heard.find(
      ({ topic, text }) => topic === `${base}/state/smiley-unit/exit` && text.includes('collecting'),
    ),
  );
  assert.equal(JSON.parse(text), {
    unit: 'exit',
    state: 'collecting',
    question: 'csat',
    set: 'device',
    version: 1,
  });
});

test('the touch page learns the questions word for word and its answers become facts', async () => {
  const { set, services } = (await (await fetch(`${http}/api/feedback/questions`)).json()) as {
    set: { version: number; questions: { texts: { fi: { text: string } } }[] };
    services: { id: string }[];
  };
  assert.is(set.questions.length, 5);
  assert.is(set.questions[0]?.texts.fi.text, 'Mille palvelulle annat palautetta (valmis valikko)?');
  const args = { service: services[0]?.id, question: 'nps', version: set.version, answer: 10 };
  assert.is((await send('/api/command/answer-feedback', { args })).status, 200);
  assert.is(kept().filter(({ type }) => type === 'feedback.answered').length, 1);
  const wrong = { ...args, answer: 11 };
  assert.is((await send('/api/command/answer-feedback', { args: wrong })).status, 400);
});

test('what a customer writes is on disk alone: in no fact, no message, no log, and cannot be read from outside', async () => {
  const words = 'Kiitos, Maija Meikäläinen!';
  const sent = await send('/api/feedback/open-answer', { service: 'kela', text: words });
  assert.is(sent.status, 204);
  const refused = async (headers = {}) => {
    const response = await fetch(`${http}/api/feedback/open-answers`, { headers });
    return ((await response.json()) as { code: string }).code;
  };
  assert.is(await refused(), 'open-answers-stay');
  assert.is(await refused({ 'sec-fetch-site': 'same-origin' }), 'not-allowed', 'a browser in the room');
  const files = readdirSync(join(folder, 'state', 'open-answers'));
  assert.is(files.length, 1);
  assert.match(readFileSync(join(folder, 'state', 'open-answers', files[0] ?? ''), 'utf8'), words);
  await press(2);
  assert.not.match(JSON.stringify(kept()), /Meikäläinen/);
  assert.not.match(JSON.stringify(heard), /Meikäläinen/);
  assert.not.match(logged.join(), /Meikäläinen/);
});

test('an open answer to nothing, too long a one or one with control characters is refused', async () => {
  const status = async (body: unknown) => (await send('/api/feedback/open-answer', body)).status;
  assert.is(await status({ service: 'nobody', text: 'x' }), 404);
  assert.is(await status({ service: 'kela', text: '' }), 400);
  assert.is(await status({ service: 'kela', text: 'x'.repeat(1001) }), 400);
  assert.is(await status({ service: 'kela', text: 'a\u0007b' }), 400);
  assert.is(await status({ service: 'kela', text: 'x', name: 'Maija' }), 400);
});

test('of all this nothing has left the box', () => {
  assert.equal(
    heard.filter(({ topic }) => topic.endsWith('/event/feedback')),
    [],
  );
});

test.run();
