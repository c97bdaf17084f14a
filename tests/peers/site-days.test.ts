import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { silent } from '../../hal/platform/log';
import { SystemTime } from '../../hal/platform/time';
import { EmbeddedBroker } from '../../simulator/broker/embedded-broker';
import { SimulatedSite } from '../../simulator/simulated-site';
import { siteSettings } from '../../simulator/site-settings';

const threeDays = 3 * 86_400_000;

/** A machine three days from now. */
class LaterTime extends SystemTime {
  override now(): number {
    return super.now() + threeDays;
  }
}

test('a simulated site whose days went faster than the calendar goes on from its last day, at a broker of one’s own', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-days-'));
  const broker = new EmbeddedBroker({ port: 0, time: new SystemTime() });
  await broker.start();
  const settings = siteSettings('pelkosenniemi', '1', {
    TISKI_STATE_DIR: folder,
    TISKI_HTTP_PORT: '0',
    TISKI_MQTT_URL: broker.url,
    TISKI_PEOPLE: '0',
  });
  const dayAt = async (time: SystemTime): Promise<string> => {
    const options = { settings, virtual: true, time, log: silent, version: '1', random: Math.random };
    const site = new SimulatedSite(options);
    const { http } = await site.start();
    try {
      const { day } = (await (await fetch(`${http}/api/state`)).json()) as { readonly day: string };
      return day;
    } finally {
      await site.stop();
    }
  };
  try {
    const late = await dayAt(new LaterTime());
    assert.is(await dayAt(new SystemTime()), late);
  } finally {
    await broker.stop();
    rmSync(folder, { recursive: true });
  }
});

test.run();
