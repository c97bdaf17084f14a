import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SystemTime } from '../../hal/platform/time';
import { LoopbackBox } from '../../ota/round/loopback-box';
import { mayNotInstall, mayNotLead } from '../../ota/window/may-install';
import type { Told } from '../../ota/window/told';
import { SatelliteBench } from '../support/satellite-bench';

let bench: SatelliteBench;

test.before(async () => {
  bench = await new SatelliteBench().start();
});
test.after(() => bench.stop());

/** Nobody answers at the address of pages: a satellite has none. */
const updater = () =>
  new LoopbackBox({
    socket: join(bench.roomState, 'update.sock'),
    url: 'http://127.0.0.1:1',
    restart: [],
    time: new SystemTime(),
  });

async function told(holds: (told: Told) => boolean): Promise<Told> {
  for (;;) {
    const now = await updater().told();
    if (now && holds(now)) return now;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

test('the updater of a satellite learns from the hub whether somebody would be disturbed', async () => {
  await bench.takeTicket();
  const now = await told(({ busy }) => busy.includes('customer'));
  assert.match(now.box, /\/room$/);
  assert.is(now.broker, 'online');
  assert.is(now.devices.next, 'ok');
  assert.match(mayNotInstall(now, 0) ?? '', /^update-(in-hours|customer-here)$/);
});

test('what its updater reports is told to central in its own name, and what central wants reaches the updater', async () => {
  const said = new Promise<string>(resolve =>
    bench.integrator.on('message', (topic, payload) => {
      if (topic === 'tiski/1/point/room/update/reported' && /"waiting"/.test(String(payload)))
        resolve(String(payload));
    }),
  );
  await bench.integrator.subscribeAsync('tiski/1/point/room/update/reported', { qos: 1 });
  const report = { release: '9.9.9', state: 'waiting', since: 0, reason: 'update-in-hours' };
  writeFileSync(join(dirname(bench.roomState), 'report.json'), JSON.stringify(report));
  await bench.room.stop();
  bench.startRoom();
  const { release, version } = JSON.parse(await said);
  assert.is(release, '9.9.9');
  assert.is.not(version, '9.9.9', 'the version is that of the running program');
});

test('nothing is restarted while the hub cannot be heard', async () => {
  await bench.hub.stop();
  const now = await told(({ busy }) => busy.includes('hub'));
  assert.is(mayNotInstall(now, 0), 'update-hub-lost');
  await bench.startHub();
});

test('a satellite follows its hub: it starts no newer release, and none while the hub has one on trial', async () => {
  const quiet = await told(({ busy, upTo }) => upTo !== undefined && !busy.includes('hub'));
  assert.is(mayNotLead(quiet, '1.2.3'), undefined);
  assert.is(mayNotLead(quiet, '1.2.4'), 'update-hub-first');
  await bench.hub.stop();
  const report = { release: '1.2.3', state: 'trial', since: 0, reason: null };
  mkdirSync(bench.hubReleases);
  writeFileSync(join(bench.hubReleases, 'report.json'), JSON.stringify(report));
  await bench.startHub();
  const now = await told(({ busy }) => busy.includes('update'));
  assert.is(mayNotInstall({ ...now, busy: ['update'] }, 0), 'update-hub-first');
});

test.run();
