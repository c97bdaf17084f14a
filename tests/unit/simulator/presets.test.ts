import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { scenarioAtSite, scenarioNames } from '../../../simulator/scenarios/scenarios';
import { Lived } from '../../support/presets/lived';
import { shown } from '../../support/presets/shown';

/** A few days of each; whole: `npm run proof -- presets`. */
for (const [name, { what, sample, check }] of Object.entries(shown)) {
  test(`${name}: ${what}`, async () => {
    const { scenario, site } = scenarioAtSite(name);
    const sampled = { ...scenario, ...(sample.day !== undefined && { day: sample.day }) };
    const lived = await Lived.through(sampled, site, sample.days);
    lived.assertRight();
    check(lived, scenario);
  });
}

test('every scenario fits its site', () => {
  for (const name of scenarioNames()) assert.is(scenarioAtSite(name).scenario.name, name);
});

test.run();
