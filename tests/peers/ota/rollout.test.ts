import { connectAsync } from 'mqtt';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SystemTime } from '../../../hal/platform/time';
import { placeOf } from '../../../ota/rollout/cohort';
import { fleetReports } from '../../../ota/rollout/fleet-reports';
import type { Rollout } from '../../../ota/rollout/rollout';
import { rolloutCommand } from '../../../ota/rollout/rollout-command';
import { EmbeddedBroker } from '../../../simulator/broker/embedded-broker';
import { CrashDisk } from '../../support/ota/crash-disk';
import { Listener } from '../link-listener';
import { Mosquitto } from '../mosquitto';

/** Silence of the broker passes faster. */
class QuickTime extends SystemTime {
  override after(delay: number, name: string, run: () => void) {
    return super.after(delay / 10, name, run);
  }
}

test('whoever rolls out sees what became of it at every box of the broker, and a bad release stops by itself', async () => {
  const broker = await new Mosquitto({ persistent: false, unlimited: true }).start();
  const boxes = await Listener.at(broker.url, { protocol: 5 });
  const signed: Rollout[] = [];
  const lines: string[] = [];
  const disk = new CrashDisk();
  const run = (name: string, ...rest: string[]) => {
    lines.splice(0);
    const time = new QuickTime();
    const publish = (_: object, __: string, rollout: Rollout) => void signed.push(rollout);
    return rolloutCommand({ disk, time, print: line => void lines.push(line), publish }).parseAsync(
      [name, 'stable', ...rest, '--dir', '/release', '--broker', broker.url],
      { from: 'user' },
    );
  };
  const since = new Date().toISOString();
  const report = (n: number, state: string, release: string | null, reason: string | null) => {
    const body = { version: '1.0.0', release, state, since, reason };
    const topic = `tiski/1/site-${n}/hub/update/reported`;
    return boxes.client.publishAsync(topic, JSON.stringify(body), { qos: 1, retain: true });
  };
  try {
    const all = Array.from({ length: 40 }, (_, n) => n);
    await Promise.all(all.map(n => report(n, 'none', null, null)));
    await run('start', '2.0.0');
    const [{ below } = { below: 0 }] = signed;
    const first = all.filter(n => placeOf('2.0.0', `site-${n}/hub`) < below);
    assert.is(first.length, 10);
    await Promise.all(first.slice(0, 3).map(n => report(n, 'rolled-back', '2.0.0', 'update-proof-device')));
    await run('tend');
    assert.ok(signed.at(-1)?.paused);
    const before = signed.length;
    await run('tend');
    assert.is(signed.length, before, 'what stays as it is is not signed anew');
    assert.ok(lines.includes('failed: 3 update-proof-device'));
    assert.ok(lines.some(line => line.startsWith('PAUSED (failures)')));
    await run('resume');
    assert.not.ok(signed.at(-1)?.paused);
    await run('pause');
    assert.ok(signed.at(-1)?.paused);
  } finally {
    await boxes.stop();
    await broker.remove();
  }
});

test('what a box reports in no known form, or at too great a length, is not believed', async () => {
  const broker = new EmbeddedBroker({ port: 0, time: new SystemTime() });
  await broker.start();
  const box = await connectAsync(broker.url);
  const report = {
    version: '1.0.0',
    release: null,
    state: 'none',
    since: new Date().toISOString(),
    reason: null,
  };
  for (const [site, text] of Object.entries({
    good: JSON.stringify(report),
    long: JSON.stringify({ ...report, version: '1'.repeat(5_000) }),
    cut: '{',
  }))
    await box.publishAsync(`tiski/1/${site}/hub/update/reported`, text, { qos: 1, retain: true });
  const heard = await fleetReports({ url: broker.url, options: {}, time: new QuickTime() });
  assert.equal([...heard.keys()], ['good/hub']);
  await box.endAsync();
  await broker.stop();
});

test.run();
