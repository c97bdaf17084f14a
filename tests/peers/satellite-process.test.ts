import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runCheck } from '../../firmware/config/check-command';
import { loadSite } from '../../firmware/config/load-site';
import { isTiskiError } from '../../hal/platform/error';
import { ApplianceProcess, bundleProgram } from '../support/appliance-process';
import { watched } from '../support/watched-wire';
import { Mosquitto } from './mosquitto';

const folder = mkdtempSync(join(tmpdir(), 'tiski-room-'));
const file = join(folder, 'room.yaml');
let broker: Mosquitto;

test.before(async () => {
  broker = await new Mosquitto({ persistent: false }).start();
  writeFileSync(
    file,
    `version: 1
role: satellite
site: point
appliance: room
hub: hub
devices:
  next: { driver: virtual-button }
  lamp: { driver: virtual-lamp }
mqtt: { url: "${broker.url}" }
`,
  );
});
test.after(async () => {
  await broker.remove();
  rmSync(folder, { recursive: true });
});

test('the file of a satellite is checked in its own words, and is none of a hub', () => {
  let told = '';
  assert.is(
    runCheck(file, text => {
      told += text;
    }),
    0,
  );
  assert.is(told, `${file} is fine: the satellite room lends 2 devices to hub\n`);
  assert.throws(
    () => loadSite(file),
    (error: unknown) => isTiskiError(error, 'site-refused') && /site-role/.test(error.message),
  );
});

test('tiski run starts a satellite, which says that it is there and when it goes', async () => {
  bundleProgram();
  const integrator = watched(await connectAsync(broker.url));
  const states: string[] = [];
  const topics = new Set<string>();
  integrator.on('message', (topic, payload) => {
    topics.add(topic);
    if (topic.endsWith('/status')) states.push(JSON.parse(payload.toString()).state);
  });
  await integrator.subscribeAsync('tiski/1/point/room/#', { qos: 1 });
  const until = async (isTrue: () => boolean) => {
    for (let n = 0; !isTrue(); n++) {
      if (n > 2000) throw new Error(`only ${states} and ${[...topics]}`);
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  };
  const room = new ApplianceProcess(file, join(folder, 'state'));
  try {
    await room.start();
    assert.is(room.http, null, 'it serves no pages');
    await until(() => states.length === 1 && topics.has('tiski/1/point/room/lend/beat'));
    await room.kill();
    await until(() => states.length === 2);
    await room.start();
    await until(() => states.length === 3);
    await room.stop();
    await until(() => states.length === 4);
    assert.equal(states, ['online', 'offline', 'online', 'offline']);
  } finally {
    await room.stop();
    await integrator.endAsync(true);
  }
});

test.run();
