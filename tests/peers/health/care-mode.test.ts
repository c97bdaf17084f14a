import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { EmbeddedBroker } from '../../../simulator/broker/embedded-broker';
import { bundleProgram } from '../../support/appliance-process';
import { BoxProgram } from '../../support/box-program';
import { nowhereSite } from '../../support/nowhere-site';
import { awake, pause, SteadyTime } from '../../support/steady-time';

const base = 'tiski/1/point/hub';

interface Office {
  readonly folder: string;
  readonly siteFile: string;
  readonly state: string;
  readonly broker: EmbeddedBroker;
  readonly integrator: MqttClient;
  readonly heard: ReadonlyMap<string, Record<string, unknown>>;
  /** So that the next one counts. */
  forget(topic: string): void;
  run(options?: { readonly preload?: string }): BoxProgram;
}

async function withOffice(use: (office: Office) => Promise<void>): Promise<void> {
  bundleProgram();
  const folder = mkdtempSync(join(tmpdir(), 'tiski-care-'));
  const broker = new EmbeddedBroker({ port: 0, time: new SteadyTime() });
  await broker.start();
  const siteFile = join(folder, 'site.yaml');
  writeFileSync(siteFile, nowhereSite(broker.url));
  const state = join(folder, 'state');
  const integrator = await mqtt.connectAsync(broker.url, { clientId: 'integrator' });
  const heard = new Map<string, Record<string, unknown>>();
  integrator.on('message', (topic, payload) => heard.set(topic, JSON.parse(payload.toString())));
  await integrator.subscribeAsync(`${base}/#`, { qos: 1 });
  const boxes: BoxProgram[] = [];
  const run = (options = {}) => {
    const box = new BoxProgram(siteFile, state, options);
    boxes.push(box);
    return box;
  };
  try {
    const forget = (topic: string) => heard.delete(topic);
    await use({ folder, siteFile, state, broker, integrator, heard, forget, run });
  } finally {
    await Promise.all(boxes.map(box => box.end('SIGKILL')));
    await integrator.endAsync();
    await broker.stop();
    rmSync(folder, { recursive: true });
  }
}

async function until(what: string, isTrue: () => boolean): Promise<void> {
  const deadline = awake() + 15_000;
  while (!isTrue()) {
    if (awake() > deadline) throw new Error(`not in time: ${what}`);
    await pause(10);
  }
}

/** A program that is killed while it opens its journal. */
function killedAtStart(folder: string): string {
  const file = join(folder, 'killed-at-start.js');
  writeFileSync(
    file,
    `const load = process.dlopen;
     process.dlopen = (module, file, ...rest) => {
       load.call(process, module, file, ...rest);
       if (!/better-sqlite3/.test(file)) return;
       module.exports.Database = new Proxy(module.exports.Database, {
         construct(target, args) {
           const [name, , , , mustExist] = args;
           if (/journal\\.db$/.test(name) && !mustExist) process.kill(process.pid, 'SIGKILL');
           return new target(...args);
         },
       });
     };`,
  );
  return file;
}

const test = suite('remote care');

test('a box that is killed three times before it serves comes up for remote care, reachable by MQTT, and serves again when told to restart', () =>
  withOffice(async ({ folder, heard, forget, integrator, run }) => {
    const preload = killedAtStart(folder);
    for (let n = 0; n < 3; n++) await run({ preload }).exited;

    const box = run();
    const said = await box.said();
    assert.is(said.ready, false);
    assert.is(said.care, 'box-start-failed');
    await until('its status', () => heard.get(`${base}/status`)?.state === 'online');
    assert.is(heard.get(`${base}/status`)?.code, 'box-care');
    await until('its health', () => heard.has(`${base}/health`));
    const { box: itself, devices } = heard.get(`${base}/health`) as Record<string, Record<string, unknown>>;
    assert.equal(itself, { health: 'failed', code: 'box-start-failed', warnings: [] });
    assert.equal(devices, { printer: { health: 'unknown', code: 'box-care', warnings: [] } });
    assert.is((await fetch(`${said.http}/healthz`)).status, 200);
    assert.is((await fetch(`${said.http}/readyz`)).status, 503);

    const command = (name: string, id: string) =>
      integrator.publishAsync(`${base}/command/${name}`, JSON.stringify({ id, by: 'central', args: {} }), {
        qos: 1,
      });
    await command('take-ticket', 'a');
    await until('a refusal', () => heard.has(`${base}/reply/a`));
    assert.is(heard.get(`${base}/reply/a`)?.code, 'box-care');

    await command('restart', 'b');
    await until('an answer', () => heard.get(`${base}/reply/b`)?.ok === true);
    await until('that it serves', () => heard.get(`${base}/status`)?.code === undefined);
    const serving = heard.get(`${base}/status`);
    assert.is(serving?.state, 'online');
    const answer = heard.get(`${base}/reply/b`);
    forget(`${base}/reply/b`);
    await command('restart', 'b');
    await until('the same answer', () => heard.has(`${base}/reply/b`));
    assert.equal(
      heard.get(`${base}/reply/b`),
      answer,
      'what was carried out in care is not carried out again',
    );
    assert.equal(heard.get(`${base}/status`), serving);
    await box.end('SIGTERM');
    assert.is(heard.get(`${base}/status`)?.state, 'offline');
  }));

test('a box that is told to restart ends in good order with status 75, and the same command after the restart does not end it again', () =>
  withOffice(async ({ heard, forget, integrator, run }) => {
    process.env.TISKI_SUPERVISED = 'yes';
    const command = () =>
      integrator.publishAsync(
        `${base}/command/restart`,
        JSON.stringify({ id: 'r', by: 'central', args: {} }),
        { qos: 1 },
      );
    const box = run();
    await box.said();
    await until('its status', () => heard.get(`${base}/status`)?.state === 'online');
    const began = Date.now();
    await command();
    assert.equal(await box.exited, [75, null]);
    assert.is(heard.get(`${base}/status`)?.state, 'offline');
    const reply = heard.get(`${base}/reply/r`) as { ok: boolean; result: Record<string, number> };
    assert.ok(reply.ok);
    assert.is(reply.result.serving, 0);
    assert.ok(Number(reply.result.earliest) >= began && Number(reply.result.latest) <= began + 60_000);

    const again = run();
    await again.said();
    await until('its status', () => heard.get(`${base}/status`)?.state === 'online');
    forget(`${base}/reply/r`);
    await command();
    await until('the same answer', () => heard.has(`${base}/reply/r`));
    assert.equal(heard.get(`${base}/reply/r`), reply);
    await pause(1500);
    assert.is(heard.get(`${base}/status`)?.state, 'online');
    await again.end('SIGTERM');
    delete process.env.TISKI_SUPERVISED;
  }));

test('a restart that fails leads back to remote care at once', () =>
  withOffice(async ({ siteFile, heard, integrator, run }) => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const text = readFileSync(siteFile, 'utf8');
    writeFileSync(siteFile, text.replace('port: 0', `port: ${port}`));
    try {
      for (let n = 0; n < 3; n++) {
        const box = run();
        await box.exited;
        assert.match(box.stderr, 'port-in-use');
      }
      const box = run();
      assert.equal((await box.said()).care, 'port-in-use');
      await until('its status', () => heard.get(`${base}/status`)?.code === 'box-care');
      await integrator.publishAsync(
        `${base}/command/restart`,
        JSON.stringify({ id: 'c', by: 'central', args: {} }),
        { qos: 1 },
      );
      await box.exited;
      assert.equal((await run().said()).care, 'port-in-use');
    } finally {
      taken.close();
    }
  }));

test('a box whose site file was spoilt after it had served is cared for with the settings that it served with', () =>
  withOffice(async ({ siteFile, heard, run }) => {
    const good = run();
    assert.is((await good.said()).ready, true);
    // What it says is on disk: the cut comes at once.
    await good.end('SIGKILL');
    writeFileSync(siteFile, 'version: 1\nsite: [');
    for (let n = 0; n < 3; n++) await run().exited;
    const box = run();
    assert.is((await box.said()).care, 'site-refused');
    await until('its status', () => heard.get(`${base}/status`)?.code === 'box-care');
  }));

test('a box that power cuts end soon after it served is not kept from serving', () =>
  withOffice(async ({ run }) => {
    for (let n = 0; n < 5; n++) {
      const box = run();
      assert.is((await box.said()).ready, true);
      await box.end('SIGKILL');
    }
  }));

test('a box that the watchdog ends soon after it served, three times, comes up for remote care', () =>
  withOffice(async ({ state, run }) => {
    for (let n = 0; n < 3; n++) {
      const box = run();
      assert.is((await box.said()).ready, true);
      await box.end('SIGABRT');
      // What the unit of the service does: ExecStopPost.
      writeFileSync(join(state, 'last-end'), 'watchdog\n');
    }
    assert.is((await run().said()).care, 'box-start-failed');
  }));

test.run();
