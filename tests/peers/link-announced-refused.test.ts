import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Log } from '../../hal/platform/log';
import { silent } from '../../hal/platform/log';
import { freePort } from '../../simulator/broker/free-port';
import { MosquittoProcess } from '../../simulator/broker/mosquitto-process';
import { ConventionSite } from '../support/convention-site';
import { inTime } from './link-listener';

const topic = 'homeassistant/device/tiski-lieksa-hub/config';

/** A real Mosquitto whose rules for clients without a name change while it runs. */
const test = suite<{
  folder: string;
  url: string;
  mosquitto: MosquittoProcess;
  watcher: MqttClient;
  site: ConventionSite;
  kept: Map<string, string>;
  warned: string[];
  until: (isTrue: () => boolean) => Promise<void>;
  mayWrite: (topics: readonly string[]) => void;
}>('what a broker does not allow to be announced');

test.before.each(async context => {
  context.folder = mkdtempSync(join(tmpdir(), 'tiski-rules-'));
  const port = await freePort();
  const rules = join(context.folder, 'acl');
  const file = join(context.folder, 'mosquitto.conf');
  const write = (topics: readonly string[]) =>
    writeFileSync(rules, ['topic read #', ...topics.map(each => `topic readwrite ${each}`)].join('\n'));
  write([]);
  writeFileSync(
    file,
    `listener ${port} 127.0.0.1\nallow_anonymous true\nacl_file ${rules}\n${process.getuid?.() === 0 ? 'user root\n' : ''}`,
  );
  context.mosquitto = await MosquittoProcess.start(file, port);
  context.mayWrite = topics => {
    write(topics);
    process.kill(context.mosquitto.pid, 'SIGHUP');
  };
  context.url = `mqtt://127.0.0.1:${port}`;
  context.kept = new Map();
  context.warned = [];
  const log: Log = {
    ...silent,
    warn: (fields: object, text: string) => {
      context.warned.push(`${(fields as { topic?: string }).topic}: ${text}`);
      look();
    },
  };
  context.site = new ConventionSite(log);
  context.watcher = await connectAsync(context.url);
  let look = () => {};
  context.watcher.on('message', (at, payload) => {
    context.kept.set(at, payload.toString('utf8'));
    look();
  });
  await context.watcher.subscribeAsync('#', { qos: 1 });
  context.until = isTrue =>
    inTime(
      'message',
      new Promise(resolve => {
        look = () => isTrue() && resolve();
        look();
      }),
    );
});

test.after.each(async ({ folder, mosquitto, site, watcher }) => {
  await watcher.endAsync(true);
  await site.remove();
  await mosquitto.stop('SIGTERM');
  rmSync(folder, { recursive: true });
});

test('an announcement that may not be taken back is remembered, and taken back when it may be', async context => {
  const { site, url, kept, warned, until, mayWrite } = context;
  mayWrite(['tiski/#', 'homeassistant/#']);
  await site.start(`{ url: "${url}", homeAssistant: true }`);
  await until(() => kept.get(topic) !== undefined);
  await site.stop();

  mayWrite(['tiski/#']);
  await site.start(`{ url: "${url}" }`);
  await until(() => warned.includes(`${topic}: the broker does not allow it`));
  await site.stop();
  assert.not.equal(kept.get(topic), '');

  mayWrite(['tiski/#', 'homeassistant/#']);
  await site.start(`{ url: "${url}" }`);
  await until(() => kept.get(topic) === '');
});

test('an announcement that is refused keeps nothing else from being told', async context => {
  const { site, url, kept, warned, until, mayWrite } = context;
  mayWrite(['tiski/#']);
  await site.start(`{ url: "${url}", homeAssistant: true }`);
  await until(() => warned.includes(`${topic}: the broker does not allow it`));
  await until(() => kept.has('tiski/1/lieksa/hub/health'));
});

test.run();
