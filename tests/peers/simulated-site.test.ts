import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CloudEvent } from 'cloudevents';
import mqtt from 'mqtt';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { watched } from '../support/watched-wire';

const root = join(__dirname, '..', '..');
const test = suite<{ folder: string }>('npm start');

test.before.each(context => {
  context.folder = mkdtempSync(join(tmpdir(), 'tiski-site-'));
});

test.after.each(({ folder }) => rmSync(folder, { recursive: true }));

function startSite(folder: string, environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [join(root, 'firmware', 'bin', 'tiski.js'), 'site'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      TISKI_STATE_DIR: folder,
      TISKI_HTTP_PORT: '0',
      TISKI_MQTT_PORT: '0',
      ...environment,
    },
  });
}

async function ready(site: ChildProcess): Promise<{ ready: boolean; http: string; mqtt: string }> {
  if (!site.stdout) throw new Error('no output');
  const [line] = (await once(createInterface(site.stdout), 'line')) as [string];
  return JSON.parse(line);
}

test('one line says it is ready; the pages answer; an independent client sees CloudEvents of people who come', async ({
  folder,
}) => {
  const site = startSite(folder, {});
  try {
    const said = await ready(site);
    assert.is(said.ready, true);
    for (const path of ['/', '/simulator', '/healthz', '/readyz']) {
      assert.is((await fetch(said.http + path)).status, 200, path);
    }
    const client = watched(await mqtt.connectAsync(said.mqtt));
    const seen: string[] = [];
    client.on('message', (_, payload) => {
      const event = new CloudEvent(JSON.parse(payload.toString()), true);
      seen.push(event.type);
    });
    await client.subscribeAsync('tiski/1/mikkeli/hub/event/#', { qos: 1 });
    const headers = { 'content-type': 'application/json' };
    // Everybody plays every role here: a panel needs no link, and its presses are those of its counter.
    assert.is((await fetch(`${said.http}/counter/counter-2`)).status, 200);
    const pressed = await fetch(`${said.http}/api/command/presence`, {
      method: 'POST',
      headers: { ...headers, origin: said.http, 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ by: 'counter/counter-2', args: { place: 'desk-2', state: 'available' } }),
    });
    assert.is(pressed.status, 200);
    const body = JSON.stringify({ id: 'visitor-1', by: 'test', args: { service: 'tax', language: 'sv' } });
    const reply = await (
      await fetch(`${said.http}/api/command/take-ticket`, { method: 'POST', headers, body })
    ).json();
    assert.match((reply as { result: { ticket: string } }).result.ticket, /^V\d{3}$/);
    while (!seen.includes('fi.tiski.ticket.printed.v1'))
      await new Promise(resolve => setTimeout(resolve, 20));
    assert.ok(seen.includes('fi.tiski.ticket.issued.v1'));
    await client.endAsync();
  } finally {
    const exit = once(site, 'exit');
    site.kill('SIGTERM');
    assert.equal(await exit, [0, null]);
  }
});

test('a taken port is a sentence with advice, not a stack trace', async ({ folder }) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const site = startSite(folder, { TISKI_HTTP_PORT: String(port) });
  let said = '';
  site.stderr?.on('data', data => {
    said += data;
  });
  const [code] = await once(site, 'exit');
  other.close();
  assert.is(code, 1);
  assert.match(said, /port-in-use/);
  assert.not.match(said, /\n\s+at /);
});

test('a wrong setting of the environment is named', async ({ folder }) => {
  for (const environment of [{ TISKI_HTTP_PORT: '99999' }, { TISKI_PRINTER_URL: 'nonsense' }]) {
    const site = startSite(folder, environment as unknown as Record<string, string>);
    let said = '';
    site.stderr?.on('data', data => {
      said += data;
    });
    const [code] = await once(site, 'exit');
    assert.is(code, 1);
    assert.match(said, /setting-invalid/);
  }
});

test.run();
