import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import mqtt from 'mqtt';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Appliance } from '../../../firmware/appliance';
import { loadSite } from '../../../firmware/config/load-site';
import { silent } from '../../../hal/platform/log';
import { Phone } from '../../support/commissioning/phone';
import { SetupBench } from '../../support/commissioning/setup-bench';
import { watched } from '../../support/watched-wire';

const bench = new SetupBench();
test.before(async () => {
  await bench.start();
});
test.after(() => bench.stop());

let phone: Phone;

test('a factory-fresh box prints how to reach it, and what proves that it is this box', async () => {
  const slip = await bench.paper(/Fingerprint of the box/);
  phone = new Phone(bench.url);
  const { sha256 } = await phone.raw('/setup');
  assert.match(slip, bench.url);
  assert.match(slip, bench.setup.code);
  assert.match(slip, sha256.split(':').slice(0, 8).join(' '), 'the certificate that a browser shows');
  for (const words of ['Käyttöönotto', 'Ibruktagning', 'Set up']) assert.match(slip, words);
});

test('who is not in sees how to get in, and nothing of the box', async () => {
  const { step } = await phone.act('network');
  assert.is(step, 'enter');
  assert.is((await phone.act('enter', { code: 'AAAA-AAAA' })).code, 'setup-code-wrong');
});

test('a technician goes from the code of the slip to a box that serves, a test ticket and a report', async () => {
  bench.keepSite();
  let page = await phone.act('enter', { code: bench.setup.code.toLowerCase() });
  assert.is(page.step, 'network');
  await bench.until('the network', () => (bench.setup.course?.network.length ?? 0) > 0);
  page = await phone.look();
  assert.match(page.markup, 'id="check-region" data-result="ok"');
  assert.match(page.markup, 'id="check-broker" data-result="unknown"');
  page = await phone.act('go', { value: 'claim' });
  page = await phone.act('claim', { claim: bench.claim(), url: '' });
  assert.is(page.step, 'devices', page.code);
  assert.match(page.markup, 'library.hub');
  await phone.act('learn', { value: 'counter-0-next' });
  bench.press('button-c');
  bench.press('button-b');
  bench.press('button-a');
  page = await phone.look();
  assert.is(page.markup.match(/data-learned="true"/g)?.length, 3);
  await phone.act('try', { value: 'lamp-1' });
  await phone.act('good', { value: 'lamp-1' });
  await phone.act('try', { value: 'buzzer' });
  await phone.act('bad', { value: 'buzzer' });
  page = await phone.act('try', { value: 'lobby-printer' });
  assert.is(page.code, '');
  await bench.paper(/Test ticket/);
  await phone.act('go', { value: 'place' });
  page = await phone.act('place', { place: 'Library, behind counter 1', contact: 'IT 015 1', photo: '' });
  assert.is(page.step, 'accept');
  page = await phone.act('accept');
  assert.is(page.step, 'done', page.code);
  assert.match(page.markup, 'data-published="true"');
  const report = await bench.paper(/Acceptance report/);
  assert.match(report, 'library.hub');
  assert.match(report, 'Library, behind counter 1');
  page = await phone.act('finish');
  assert.is(page.step, 'ended');
  await bench.until('the hand-over', () => bench.finished === 1);
});

test('what was learned stands in the site file, whose comments stay', () => {
  const text = readFileSync(join(bench.state, 'box/site.yaml'), 'utf8');
  assert.match(text, '# Made by the region.');
  assert.match(text, 'next: button-c');
  assert.match(text, 'device: button-a');
});

test('the finished box tells at every start what was accepted', async () => {
  const office = watched(await mqtt.connectAsync(bench.broker.url, { clientId: 'office' }));
  const topic = 'tiski/1/library/hub/acceptance';
  // Whoever had forgotten it hears it again.
  await office.publishAsync(topic, '', { retain: true, qos: 1 });
  const told = new Promise<string>(resolve => {
    office.on('message', (_, payload) => payload.length > 0 && resolve(payload.toString('utf8')));
  });
  await office.subscribeAsync(topic, { qos: 1 });
  const appliance = new Appliance({
    site: loadSite(join(bench.state, 'box/site.yaml')).site,
    stateDir: bench.state,
    assetsDir: bench.folder,
    time: bench.time,
    log: silent,
    version: '1.2.3',
    random: Math.random,
  });
  await appliance.start();
  assert.equal(
    JSON.parse(await told),
    JSON.parse(readFileSync(join(bench.state, 'box/acceptance.json'), 'utf8')),
  );
  await appliance.stop();
  await office.endAsync();
});

test('after a factory reset it is a member of its region still, and is set up anew without a claim', async () => {
  rmSync(join(bench.state, 'box'), { recursive: true });
  await bench.powerOn();
  await phone.act('enter', { code: bench.setup.code });
  assert.is((await phone.act('go', { value: 'site' })).step, 'site');
  assert.is((await phone.act('fetch')).step, 'devices');
});

test.run();
