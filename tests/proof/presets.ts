import { VirtualNumberDisplay } from '../../hal/drivers/virtual/number-display';
import { scenarioAtSite } from '../../simulator/scenarios/scenarios';
import { Lived } from '../support/presets/lived';
import { quiet, shortened } from '../support/presets/shortened';
import { shown } from '../support/presets/shown';
import {
  assertBacksOff,
  assertByProxy,
  assertCaughtUp,
  assertHeatTold,
  assertNothingLost,
  assertOutwardWorks,
  assertSilenceTold,
} from '../support/presets/wires';

/** What those with troubles on their wires must show. */
const wired: Readonly<Record<string, (lived: Lived) => void>> = {
  firewall: assertOutwardWorks,
  'firewall-broker': lived => {
    assertOutwardWorks(lived);
    assertCaughtUp(lived, 'broker-blocked');
  },
  'firewall-proxy': lived => {
    assertOutwardWorks(lived);
    assertByProxy(lived);
  },
  'broker-overload': lived => {
    assertNothingLost(lived);
    assertCaughtUp(lived, 'broker-full');
    assertBacksOff(lived);
  },
  'dead-unit': lived => {
    assertNothingLost(lived);
    assertSilenceTold(lived);
    assertHeatTold(lived);
  },
};

/**
 * Every preset of requirements 2.10 whole: all its days, the month and a half of the dead unit among them.
 * @param deadUnitDays opening days of the dead unit
 * @throws Error when one does not show what it is for
 */
export async function presets({
  seed,
  deadUnitDays,
}: {
  readonly seed: number;
  readonly deadUnitDays: number;
}): Promise<object> {
  const found: Record<string, object> = {};
  const tell = (name: string, lived: Lived) => {
    const { issued, served, noShows } = lived.figures.total;
    found[name] = {
      days: lived.days.length,
      issued,
      served,
      noShows,
      ...(lived.outside && { attempts: lived.outside.attempts.length }),
    };
    process.stderr.write(`${name} ${JSON.stringify(found[name])}\n`);
  };
  for (const [name, { check }] of Object.entries(shown)) {
    const { scenario, site } = scenarioAtSite(name);
    const lived = await Lived.through(scenario, site, scenario.days ?? 1, seed);
    lived.assertRight();
    check(lived, scenario);
    tell(name, lived);
  }
  tell('two-floor displays', await onBothFloors());
  for (const [name, check] of Object.entries(wired)) {
    const { scenario, site } = scenarioAtSite(name);
    const days = name === 'dead-unit' ? deadUnitDays : (scenario.days ?? 1);
    const lived = await Lived.through(scenario, site, days, seed);
    check(lived);
    tell(name, lived);
  }
  return found;
}

/** Each number that is called stands on the displays of both floors (DSP-03). */
async function onBothFloors(): Promise<Lived> {
  const { scenario, site } = scenarioAtSite('two-floor');
  const network = [{ what: 'inbound-blocked' as const, source: 'NET-04' }];
  const lived = await Lived.through({ ...scenario, seasons: quiet, network }, shortened(site, '09:20'), 1);
  const [ground, first] = ['ground-display', 'first-display'].map(name => lived.outside?.devices.get(name));
  const isDisplay = ground instanceof VirtualNumberDisplay && first instanceof VirtualNumberDisplay;
  const called = lived.of('ticket.called').length;
  if (!isDisplay || called === 0) throw new Error('nobody was called on two floors');
  const [below, above] = [ground.counters.changes, first.counters.changes];
  if (below !== above || (below ?? 0) < 1) throw new Error(`shown ${below} times below and ${above} above`);
  return lived;
}
