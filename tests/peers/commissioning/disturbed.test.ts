import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { brokenBox } from '../../support/commissioning/broken-box';
import { Phone } from '../../support/commissioning/phone';
import { SetupBench } from '../../support/commissioning/setup-bench';
import { setUp } from '../../support/set-up';

/** What needs no browser to be seen; the way of a person past all of this is `npm run proof -- commissioning`. */

const bench = new SetupBench();
let phone: Phone;

setUp(test, async keep => {
  await keep(bench.start());
  phone = new Phone(bench.url);
  await phone.act('enter', { code: bench.setup.code });
});

/** Checks by their outcome: ok, the code of what is wrong, or unknown. */
async function checks(): Promise<Record<string, string>> {
  const { markup } = await phone.act('network');
  const items = markup.matchAll(/id="check-([a-z]+)" data-result="([a-z]+)" data-code="([a-z-]*)"/g);
  return Object.fromEntries(
    [...items].map(([, check, result, code]) => [check, code === '' ? result : code]),
  );
}

test('a good network is good in all that can be known before there is a site file', async () => {
  assert.equal(await checks(), {
    link: 'ok',
    address: 'ok',
    dns: 'ok',
    region: 'ok',
    proxy: 'ok',
    time: 'ok',
    broker: 'unknown',
  });
});

test('a cable that is not in, and what it hides, is told apart from what is wrong', async () => {
  bench.network.link = { ...bench.network.link, carrier: false };
  const found = await checks();
  bench.network.link = { ...bench.network.link, carrier: true };
  assert.is(found.link, 'setup-no-link');
  assert.is(found.region, 'unknown');
});

test('a name that nobody knows is told, and the service behind it stays unknown', async () => {
  bench.network.names = false;
  const found = await checks();
  bench.network.names = true;
  assert.is(found.dns, 'setup-no-dns');
  assert.is(found.region, 'unknown');
});

test('a firewall and a proxy are told apart', async () => {
  await bench.path.shut();
  assert.is((await checks()).region, 'setup-region-closed');
  await bench.path.proxy();
  const found = await checks();
  await bench.path.open();
  assert.is(found.region, 'ok');
  assert.is(found.proxy, 'setup-proxy');
});

test('a clock that is three minutes off is told', async () => {
  bench.time.ahead = 180_000;
  assert.is((await checks()).time, 'setup-clock-wrong');
  bench.time.ahead = 60_000;
  assert.is((await checks()).time, 'ok');
  bench.time.ahead = 0;
});

test('the sheet for the IT of the town names what this box needs, and nobody else gets it', async () => {
  const { text } = await phone.raw('/setup/sheet');
  assert.match(text, 'dc:a6:32:01:02:03');
  assert.match(text, `<b>localhost</b>, TCP <b>${new URL(bench.path.url).port}</b>`);
  assert.not.match((await new Phone(bench.url).raw('/setup/sheet')).text, 'dc:a6:32:01:02:03');
  await phone.act('print-sheet');
  await bench.paper(/dc:a6:32:01:02:03/);
});

test('a second technician is told who is at it, and the first goes on', async () => {
  const second = await new Phone(bench.url).act('enter', { code: bench.setup.code });
  assert.is(second.step, 'enter');
  assert.is(second.code, 'setup-busy');
  assert.is((await phone.look()).step, 'network');
});

test('another site in the browser of the technician can do nothing', async () => {
  const asked = { value: 'claim' };
  const foreign = await phone.raw('/api/setup/go', asked, { origin: 'https://evil.example' });
  const form = await phone.raw('/api/setup/go', asked, { 'content-type': 'text/plain' });
  assert.equal([foreign.status, form.status], [400, 400]);
  assert.is((await phone.look()).step, 'network');
});

test('nobody reads a file of the box by the page', async () => {
  for (const path of ['/assets/../identity/key.pem', '/assets/..%2fidentity%2fkey.pem', '/identity/key.pem'])
    assert.is((await phone.raw(path)).status, 404, path);
});

test('one cannot go to what comes later before there is what comes before', async () => {
  for (const step of ['site', 'devices', 'place', 'accept', 'done', 'nowhere'])
    assert.is((await phone.act('go', { value: step })).step, 'network', step);
  assert.is((await phone.act('accept')).step, 'network');
  assert.not(existsSync(join(bench.state, 'box')));
});

test('a region that wants to see the fingerprint first is waited for, and the box goes on by itself when it is confirmed', async () => {
  const { office } = bench.region;
  const text = office.makeClaim({ site: 'library', box: 'hub', confirm: true, life: 3_600_000 });
  bench.keepSite();
  const shown = await phone.act('claim', { claim: text, url: '' });
  assert.is(shown.step, 'network');
  const [waiting] = office.boxes();
  assert.is(bench.setup.course?.waits, true);
  assert.match((await phone.act('go', { value: 'claim' })).markup, waiting?.fingerprint ?? '-');
  office.confirm('library.hub', waiting?.fingerprint ?? '');
  await bench.until('the box goes on', () => bench.setup.course?.step === 'devices');
});

test('power that is pulled now leaves the key alone, and the same claim leads on', async () => {
  assert.ok(existsSync(join(bench.state, 'identity/certificate.pem')));
  await bench.pullPower();
  assert.equal(readdirSync(bench.state), ['identity']);
  assert.not(existsSync(join(bench.state, 'identity/certificate.pem')));
  assert.is((await phone.look()).step, 'enter');
  await phone.act('enter', { code: bench.setup.code });
  const again = bench.freshClaim();
  assert.is((await phone.act('claim', { claim: again, url: '' })).step, 'devices');
  await bench.pullPower();
  await phone.act('enter', { code: bench.setup.code });
  assert.is((await phone.act('claim', { claim: again, url: '' })).step, 'devices');
});

test('when nobody goes on for a quarter of an hour the box begins anew, by the same slip and the same claim', async () => {
  const { code } = bench.setup;
  bench.time.nobodyIsThere();
  await bench.until('the box lets go', () => bench.setup.course?.step === 'network');
  assert.equal(readdirSync(bench.state), ['identity']);
  assert.is((await phone.look()).code, 'setup-abandoned');
  assert.is((await phone.act('enter', { code })).step, 'network');
  assert.is((await phone.act('claim', { claim: bench.claims.at(-1) ?? '', url: '' })).step, 'devices');
});

test('what a broken box has left and cannot be read is told at its spare, which is then set up with an empty queue or begins anew', async () => {
  const spare = await new SetupBench().start();
  try {
    const claim = await brokenBox(spare);
    const takeovers = join(spare.region.folder, 'region', 'takeovers');
    for (const name of readdirSync(takeovers)) {
      const bytes = readFileSync(join(takeovers, name));
      bytes.fill(0, bytes.length - 200);
      writeFileSync(join(takeovers, name), bytes);
    }
    const technician = new Phone(spare.url);
    const tries = async () => {
      await technician.act('enter', { code: spare.setup.code });
      await technician.act('claim', { claim, url: '' });
      await spare.until('told', () => spare.setup.course?.trouble !== undefined);
      return (await technician.look()).code;
    };
    assert.is(await tries(), 'takeover-damaged');
    await spare.pullPower();
    assert.equal(readdirSync(spare.state), ['identity']);
    assert.not(existsSync(join(spare.state, 'identity/certificate.pem')));
    assert.is(await tries(), 'takeover-damaged', 'by the same claim');
    spare.keepSite();
    assert.is((await technician.act('go', { value: 'site' })).step, 'site');
    assert.is((await technician.act('fetch')).step, 'devices');
  } finally {
    await spare.stop();
  }
});

test('a technician who leaves the programs in order leaves a factory-fresh box as well', async () => {
  await bench.setup.stop();
  assert.equal(readdirSync(bench.state), ['identity']);
  await bench.powerOn();
});

test.run();
