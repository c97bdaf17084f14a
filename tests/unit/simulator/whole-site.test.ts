import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rulesOf } from '../../../firmware/config/rules-of-site';
import { OwnMosquitto } from '../../../simulator/fleet/own-mosquitto';
import { SimulatedSysfsGpio } from '../../../simulator/gpio/simulated-sysfs-gpio';
import { Random } from '../../../simulator/random';
import { scenarioAtSite } from '../../../simulator/scenarios/scenarios';
import { simulate } from '../../../simulator/simulate';
import { VirtualTime } from '../../../simulator/time/virtual-time';
import { WholeSite } from '../../../simulator/whole-site/whole-site';

/** What of a simulation may be asked, or ended, before it has begun. */

const { scenario, site } = scenarioAtSite('firewall-proxy');

test('a whole site that has not started has nothing to tell, and ends all the same', async () => {
  const whole = new WholeSite({
    scenario,
    site,
    time: new VirtualTime(),
    random: new Random(1),
    see: () => {},
  });
  assert.throws(() => whole.runtime, /not started/);
  assert.equal(whole.fromOutside, { heard: [], attempts: [], byProxy: 0, courses: [], devices: new Map() });
  await whole.stop();
});

test('a broker of a fleet that was never started is no process, and leaves nothing', async () => {
  const broker = new OwnMosquitto();
  assert.is(broker.pid, 0);
  await broker.stop();
  await broker.stop();
});

test('lines that were never there can be let go, and not be driven', async () => {
  const lines = new SimulatedSysfsGpio({ label: 'pinctrl', base: 512, lines: 4 });
  await lines.stop();
  await lines.set(1, true).then(
    () => assert.unreachable(),
    error => assert.match(error.message, 'not started'),
  );
  assert.is(lines.level(1), undefined);
});

test('what cannot be simulated is said: wires without their site, and a site that is always closed', async () => {
  const rules = rulesOf(site);
  const run = { scenario, rules, seed: 1, days: 1, see: () => {} };
  const refused = (asked: Promise<unknown>, why: RegExp) =>
    asked.then(
      () => assert.unreachable(),
      error => assert.match(error.message, why),
    );
  await refused(simulate(run), /the site is needed for what happens to its wires/);
  await refused(simulate({ ...run, days: 0 }), /the site is needed/);
  const closed = {
    ...rules,
    services: new Map([...rules.services].map(([id, service]) => [id, { ...service, hours: [] }])),
  };
  await refused(simulate({ ...run, rules: closed }), /closed on every day/);
});

test.run();
