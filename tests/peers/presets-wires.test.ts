import { suite } from 'uvu';
import type { Scenario } from '../../simulator/scenarios/scenario';
import { scenarioAtSite } from '../../simulator/scenarios/scenarios';
import { Lived } from '../support/presets/lived';
import { quiet, shortened } from '../support/presets/shortened';
import {
  assertBacksOff,
  assertByProxy,
  assertCaughtUp,
  assertHeatTold,
  assertOutwardWorks,
  assertSilenceTold,
} from '../support/presets/wires';

/** Half an hour with the troubles of `firewall-broker`, `firewall-proxy`, `dead-unit` and `broker-overload`; whole: `npm run proof -- presets`. */

const test = suite('presets with wires');

test('behind a firewall with a proxy: the broker is full, then away, the video unit silent, the box hot; nothing is lost and all is told', async () => {
  const { scenario, site } = scenarioAtSite('firewall-proxy');
  const at = (time: string) => `2014-11-04 ${time}`;
  const hour: Scenario = {
    ...scenario,
    seasons: quiet,
    faults: [
      { what: 'silent', device: 'video-room', from: at('09:05'), until: at('09:12'), source: 'own' },
      { what: 'hot', from: at('09:05'), until: at('09:10'), source: 'own' },
    ],
    network: [
      { what: 'inbound-blocked', source: 'NET-04' },
      { what: 'proxy-only', source: 'own' },
      { what: 'broker-full', from: at('09:01'), until: at('09:05'), source: 'NET-10' },
      { what: 'broker-blocked', from: at('09:11'), until: at('09:15'), source: 'NET-05' },
    ],
  };
  const lived = await Lived.through(hour, shortened(site, '09:30'), 1);
  lived.assertRight();
  assertOutwardWorks(lived);
  assertByProxy(lived);
  assertCaughtUp(lived, 'broker-full');
  assertCaughtUp(lived, 'broker-blocked');
  assertBacksOff(lived);
  assertSilenceTold(lived);
  assertHeatTold(lived);
});

test.run();
