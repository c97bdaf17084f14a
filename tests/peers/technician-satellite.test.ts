import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SatelliteSite } from '../../firmware/config/satellite-site';
import { Satellite } from '../../firmware/satellite/satellite';
import { isTiskiError } from '../../hal/platform/error';
import { silent } from '../../hal/platform/log';
import { SystemTime } from '../../hal/platform/time';
import { bundleProgram } from '../support/appliance-process';
import { Technician } from '../support/technician';

let technician: Technician;

test.before(() => {
  bundleProgram();
  technician = new Technician();
  technician.name({ lamp: { driver: 'virtual-lamp' } });
});
test.after(() => technician.leaves());

/** A satellite without a broker: its devices are its own all the same. */
function satellite(): Satellite {
  const site: SatelliteSite = {
    version: 1,
    role: 'satellite',
    site: 'point',
    appliance: 'room',
    hub: 'hub',
    devices: { lamp: { driver: 'virtual-lamp' } },
    places: [],
    mqtt: { url: 'mqtt://127.0.0.1:1' },
  };
  const machine = { time: new SystemTime(), log: silent, version: '1.2.3', random: Math.random };
  return new Satellite({ site, stateDir: join(technician.state), ...machine });
}

const isLocked = (error: unknown) => isTiskiError(error, 'state-dir-locked');

test('while a satellite runs nothing is opened, and it is named; a second one does not start', async () => {
  const first = satellite();
  first.start();
  const session = technician.types('watch');
  assert.is(await session.ends(), 1, session.output);
  assert.match(session.output, /The appliance is running/);
  assert.match(session.output, new RegExp(`sudo kill ${process.pid}\\b|sudo systemctl stop \\S+`));
  assert.throws(() => satellite().start(), isLocked);
  await first.stop();

  const again = satellite();
  again.start();
  await again.stop();
});

test('while a technician has the devices no satellite starts', async () => {
  const session = technician.types('watch', 'lamp');
  await session.shows('status ok');
  assert.throws(() => satellite().start(), isLocked);
  assert.is(await session.controlC(), 0);
  const free = satellite();
  free.start();
  await free.stop();
});

test.run();
