import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Appliance } from '../../../firmware/appliance';
import { Watchdog } from '../../../firmware/health/watchdog';
import { silent } from '../../../hal/platform/log';
import { turn, VirtualTime } from '../../../simulator/time/virtual-time';
import { siteOf } from '../../support/nowhere-site';

const patience = 30_000;
const day = 24 * 3600 * 1000;

const test = suite('watchdog over a day');

test('a box whose printer and broker are away all day is never stopped', async () => {
  // In memory: what a day of commits costs a disk is not the question here.
  const folder = mkdtempSync('/dev/shm/tiski-watchdog-');
  mkdirSync(join(folder, 'assets'));
  const time = new VirtualTime(Date.parse('2026-03-02T04:00:00Z'));
  const appliance = new Appliance({
    site: siteOf(folder),
    stateDir: join(folder, 'state'),
    assetsDir: join(folder, 'assets'),
    time,
    log: silent,
    version: '0.0.1',
    random: Math.random,
  });
  const feedings = [time.now()];
  const feed = () => feedings.push(time.now());
  const watchdog = new Watchdog({ pulses: appliance.pulses, patience, feed, time, log: silent });
  try {
    await appliance.start();
    watchdog.start();
    await time.runTo(time.now() + day, async () => {
      do await turn();
      while (watchdog.asking);
    });
    const gaps = feedings.map((at, place) => at - (feedings[place - 1] ?? at));
    assert.ok(Math.max(...gaps) <= patience / 3, `not fed for ${Math.max(...gaps)} ms`);
    assert.ok(feedings.length > day / patience);
  } finally {
    watchdog.stop();
    await time.runUntil(appliance.stop());
    rmSync(folder, { recursive: true });
  }
});

test.run();
