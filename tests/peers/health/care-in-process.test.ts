import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt from 'mqtt';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CareMode } from '../../../firmware/health/care/care-mode';
import type { CareSettings } from '../../../firmware/health/care/care-settings';
import { silent } from '../../../hal/platform/log';
import type { Time } from '../../../hal/platform/time';
import { EmbeddedBroker } from '../../../simulator/broker/embedded-broker';
import { VirtualTime } from '../../../simulator/time/virtual-time';
import { SteadyTime } from '../../support/steady-time';

const base = 'tiski/1/point/hub';
const nowhere: CareSettings = { site: 'point', appliance: 'hub', devices: ['printer', 'lamp'] };
let stateDir: string;

test.before.each(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'tiski-care-'));
});
test.after.each(() => rmSync(stateDir, { recursive: true }));

function careFor(settings: CareSettings, time: Time): CareMode {
  return new CareMode({
    settings,
    cause: 'port-in-use',
    stateDir,
    version: '1.2.3',
    time,
    log: silent,
    random: () => 0.5,
  });
}

test('a box in remote care with neither broker nor page tries to start again after an hour', async () => {
  const time = new VirtualTime();
  const mode = careFor(nowhere, time);
  assert.equal(await mode.start(), { http: null, mqtt: null });
  assert.equal(
    mode.pulses.map(({ part }) => part),
    ['event loop'],
  );
  let isDue = false;
  mode.restart.then(() => {
    isDue = true;
  });
  time.advance(3_599_999);
  await new Promise(setImmediate);
  assert.not(isDue);
  time.advance(1);
  await mode.restart;
  await mode.stop(false);
});

test('in remote care a box answers each command once, tells whoever comes with a browser why, and says goodbye', async () => {
  const broker = new EmbeddedBroker({ port: 0, time: new SteadyTime() });
  await broker.start();
  const integrator = await mqtt.connectAsync(broker.url, { clientId: 'integrator' });
  const heard = new Map<string, (message: Record<string, unknown>) => void>();
  const next = (topic: string) =>
    new Promise<Record<string, unknown>>(resolve => heard.set(`${base}/${topic}`, resolve));
  integrator.on('message', (topic, payload) => heard.get(topic)?.(JSON.parse(payload.toString())));
  await integrator.subscribeAsync(`${base}/#`, { qos: 1 });
  const order = (name: string, about: object) =>
    integrator.publishAsync(
      `${base}/command/${name}`,
      JSON.stringify({ by: 'central', args: {}, ...about }),
      {
        qos: 1,
      },
    );

  const there = { ...nowhere, mqtt: { url: broker.url }, http: { host: '127.0.0.1', port: 0 } };
  const mode = careFor(there as CareSettings, new SteadyTime());
  const told = [next('status'), next('health'), next('state/device/lamp')];
  const { http, mqtt: url } = await mode.start();
  assert.is(url, broker.url);
  const [status, health, lamp] = await Promise.all(told);
  assert.is(status?.state, 'online');
  assert.equal(health?.box, { health: 'failed', code: 'port-in-use', warnings: [] });
  assert.is(lamp?.code, 'box-care');
  for (const { part, prove } of mode.pulses) assert.is(await prove(), undefined, part);

  for (const page of ['/', '/api/state', '/metrics', '/readyz'])
    assert.is((await fetch(http + page)).status, 503, page);
  assert.match(await (await fetch(`${http}/api/state`)).text(), /port-in-use/);

  const refusal = next('reply/a');
  await order('take-ticket', { id: 'a' });
  assert.is((await refusal).code, 'box-care');
  const again = next('reply/a');
  await order('restart', { id: 'a' });
  assert.equal(await again, await refusal, 'the same command has the same answer, whatever it says now');

  await order('restart', {});
  const answer = next('reply/b');
  await order('restart', { id: 'b' });
  assert.ok((await answer).ok);
  await mode.restart;
  const goodbye = next('status');
  await mode.stop();
  assert.is((await goodbye).state, 'offline');
  await integrator.endAsync();
  await broker.stop();
});

test('a broker that goes away in remote care is found again', async () => {
  const broker = new EmbeddedBroker({ port: 0, time: new SteadyTime() });
  await broker.start();
  const came = () => new Promise<void>(resolve => broker.events.once('message', () => resolve()));
  const mode = careFor({ ...nowhere, mqtt: { url: broker.url } } as CareSettings, new SteadyTime());
  const first = came();
  await mode.start();
  await first;
  await broker.stop();
  const second = came();
  await broker.start();
  await second;
  await mode.stop(false);
  await broker.stop();
});

test.run();
