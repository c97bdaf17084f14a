import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Appliance } from '../../firmware/appliance';
import { silent } from '../../hal/platform/log';
import { SystemTime } from '../../hal/platform/time';
import { realDisk } from '../../ota/disk/real-disk';
import { readDesired } from '../../ota/round/desired-file';
import { LoopbackBox } from '../../ota/round/loopback-box';
import { mayNotInstall } from '../../ota/window/may-install';
import { OfficeTime, wholeSite } from '../support/configured-box';
import { Listener } from './link-listener';
import { Mosquitto } from './mosquitto';

const base = 'tiski/1/whole/hub';

interface Reported {
  readonly version: string;
  readonly state: string;
  readonly release: string | null;
}

test('a box passes on what the updater says and what the broker wants, and says itself what it runs and who is there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-update-wire-'));
  const broker = await new Mosquitto({ persistent: false, unlimited: true }).start();
  const central = await Listener.at(broker.url, { protocol: 5 });
  const stateDir = join(folder, 'state');
  const updaterDir = join(folder, 'updater');
  for (const made of ['assets', 'updater']) mkdirSync(join(folder, made));
  const report = (release: string, state: string) =>
    writeFileSync(
      join(updaterDir, 'report.json'),
      JSON.stringify({ release, state, since: 0, reason: 'update-in-hours', notes: { fi: 'Uutta' } }),
    );
  report('1.2.4', 'waiting');
  const appliance = new Appliance({
    site: { ...wholeSite, http: { host: '127.0.0.1', port: 0 }, mqtt: { url: broker.url } },
    stateDir,
    updaterDir,
    assetsDir: join(folder, 'assets'),
    time: new OfficeTime(),
    log: silent,
    version: '1.2.3',
    random: () => 0.05,
  });
  try {
    const { http } = await appliance.start();
    const reported = (state: string) =>
      central.until(() => {
        const last = central.on(`${base}/update/reported`).at(-1) as Reported | undefined;
        return last?.state === state ? last : undefined;
      });
    const { version, release } = await reported('waiting');
    assert.equal([version, release], ['1.2.3', '1.2.4']);

    const counter = wholeSite.counters[0]?.id;
    const panel = (await (await fetch(`${http}/api/counter/${counter}`)).json()) as { update?: object };
    assert.equal(panel.update, { state: 'waiting', release: '1.2.4', notes: { fi: 'Uutta' } });

    const desired = { release: '1.2.4', since: '2026-01-01T00:00:00Z', state: 'paused' };
    const publish = (payload: string) =>
      central.client.publishAsync(`${base}/update/desired`, payload, { qos: 1, retain: true });
    await publish(JSON.stringify(desired));
    const file = join(stateDir, 'update-desired.json');
    await appears(() => existsSync(file));
    assert.equal(readDesired(realDisk, stateDir), { release: '1.2.4', paused: true });
    await publish('');
    await appears(() => !existsSync(file));
    assert.is(readDesired(realDisk, stateDir), undefined);

    const box = new LoopbackBox({ url: http, restart: [], time: new SystemTime() });
    const told = await box.told();
    assert.is(told?.box, 'whole/hub');
    assert.is(told?.version, '1.2.3');
    assert.is(mayNotInstall(told, Date.UTC(2025, 2, 5, 10)), 'update-in-hours');
    const local = new LoopbackBox({
      socket: join(stateDir, 'update.sock'),
      url: 'http://127.0.0.1:1',
      restart: [],
      time: new SystemTime(),
    });
    assert.equal((await local.told())?.journal, told?.journal, 'the same over the socket');
    const printed = await local.printed();
    assert.ok(printed && Object.values(printed).every(came => came === false), 'no printer is there');

    const page = await fetch(`${http}/api/update`, { headers: { origin: http } });
    assert.is(page.status, 403);
    assert.is(readFileSync(join(updaterDir, 'report.json'), 'utf8').includes('1.2.3'), false);
  } finally {
    await appliance.stop();
    await central.stop();
    await broker.remove();
    rmSync(folder, { recursive: true });
  }
});

/** A file has no event of its own to await here. */
async function appears(holds: () => boolean): Promise<void> {
  for (let n = 0; n < 500 && !holds(); n++) await new Promise(resolve => setTimeout(resolve, 10));
  assert.ok(holds());
}

test.run();
