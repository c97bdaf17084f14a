import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Log } from '../../hal/platform/log';
import { silent } from '../../hal/platform/log';
import { freePort } from '../../simulator/broker/free-port';
import { MosquittoProcess } from '../../simulator/broker/mosquitto-process';
import { ConventionSite } from '../support/convention-site';
import { inTime, Listener } from './link-listener';

const topic = 'homeassistant/device/tiski-lieksa-hub/config';

/** A real Mosquitto whose rules for clients without a name change while it runs. */
const test = suite<{
  folder: string;
  url: string;
  mosquitto: MosquittoProcess;
  listener: Listener;
  site: ConventionSite;
  refusals: EventEmitter;
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
  context.refusals = new EventEmitter();
  const warn = ({ topic: at }: { topic?: string }, text: string) => {
    if (text === 'the broker does not allow it') context.refusals.emit('refused', at);
  };
  context.site = new ConventionSite({ ...silent, warn } as Log);
  context.listener = await Listener.at(context.url, { filter: '#' });
});

test.after.each(async ({ folder, mosquitto, site, listener }) => {
  await listener.stop();
  await site.remove();
  await mosquitto.stop('SIGTERM');
  rmSync(folder, { recursive: true });
});

test('an announcement that may not be taken back is remembered, and taken back when it may be', async context => {
  const { site, url, listener, refusals, mayWrite } = context;
  const { kept } = listener;
  mayWrite(['tiski/#', 'homeassistant/#']);
  await site.start(`{ url: "${url}", homeAssistant: true }`);
  await listener.until(() => kept.get(topic) !== undefined);
  await site.stop();

  mayWrite(['tiski/#']);
  const refused = once(refusals, 'refused');
  await site.start(`{ url: "${url}" }`);
  assert.equal(await inTime('refusal', refused), [topic]);
  await site.stop();
  assert.not.equal(kept.get(topic), '');

  mayWrite(['tiski/#', 'homeassistant/#']);
  await site.start(`{ url: "${url}" }`);
  await listener.until(() => kept.get(topic) === '');
});

test('an announcement that is refused keeps nothing else from being told', async context => {
  const { site, url, listener, refusals, mayWrite } = context;
  mayWrite(['tiski/#']);
  const refused = once(refusals, 'refused');
  await site.start(`{ url: "${url}", homeAssistant: true }`);
  assert.equal(await inTime('refusal', refused), [topic]);
  await listener.until(() => listener.kept.has('tiski/1/lieksa/hub/health'));
});

test.run();
