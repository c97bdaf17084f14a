import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadBox } from '../../../firmware/config/load-site';
import { Phone } from '../../support/commissioning/phone';
import { SetupBench } from '../../support/commissioning/setup-bench';
import { setUp } from '../../support/set-up';

const bench = new SetupBench({
  checkSite: async file => {
    loadBox(file);
    return [];
  },
});

setUp(test, async keep => {
  await keep(bench.start());
});

test('a satellite is set up in the same way, without a printer of its own', async () => {
  const site = `version: 1
role: satellite
site: library
appliance: annex
hub: hub
devices:
  annex-lamp: { driver: virtual-lamp }
  annex-button: { driver: virtual-button }
mqtt: { url: '${bench.broker.url}' }
`;
  bench.region.office.keepSiteFile('library', 'annex', site);
  const phone = new Phone(bench.url);
  await phone.act('enter', { code: bench.setup.code });
  const devices = await phone.act('claim', { claim: bench.claim('annex'), url: '' });
  assert.is(devices.step, 'devices', devices.code);
  await phone.act('try', { value: 'annex-lamp' });
  await phone.act('good', { value: 'annex-lamp' });
  await phone.act('go', { value: 'place' });
  await phone.act('place', { place: 'Annex' });
  const { step, markup } = await phone.act('accept');
  assert.is(step, 'done');
  assert.match(markup, 'data-published="true"');
  assert.ok('satellite' in loadBox(join(bench.state, 'box/site.yaml')));
});

test.run();
