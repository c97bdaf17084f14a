import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { claimIn, claimText, newClaim } from '../../../provisioning/claim';
import { brokenBox } from '../../support/commissioning/broken-box';
import { Phone } from '../../support/commissioning/phone';
import { SetupBench } from '../../support/commissioning/setup-bench';
import { RegionBench, refusal } from '../../support/region-bench';
import { setUp } from '../../support/set-up';

/** What needs no browser to be seen; the way of a person past all of this is `npm run proof -- commissioning`. */

const bench = new SetupBench({
  checkSite: async file =>
    readFileSync(file, 'utf8').includes('letter: Q') ? ['letter: Q is no letter'] : [],
});
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
  assert.is((await phone.act('site', { text: 'site: library' })).step, 'network');
  assert.is((await phone.act('finish')).step, 'network');
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

test('each claim that is no good is told apart, and the next one leads on', async () => {
  await phone.act('enter', { code: bench.setup.code });
  const mistyped = (text: string) => text.replace(/.$/, sign => (sign === '7' ? '8' : '7'));
  const used = bench.claim('annex');
  const thief = bench.region.box(bench.region.shelfOf('thief'));
  await thief.take(bench.region.url, claimIn(used));
  await thief.keepUp();
  const other = new RegionBench();
  await other.start('Muualla');
  const foreign = other.office.makeClaim({ site: 'library', box: 'hub', confirm: false, life: 3_600_000 });
  await other.stop();
  const good = bench.claim('kiosk');
  for (const [claim, url, code] of [
    [mistyped(good), '', 'claim-mistyped'],
    [good, 'nonsense', 'setup-region-unknown'],
    [good, 'http://localhost', 'setup-region-unknown'],
    [`ftp://localhost#${good}`, '', 'setup-region-unknown'],
    [bench.claim('late', -1), '', 'setup-claim-ended'],
    [used, '', 'setup-claim-used'],
    [claimText(newClaim(bench.region.region.authority.publicKey)), '', 'claim-refused'],
    [foreign, '', 'setup-claim-other-region'],
    [good, 'https://127.0.0.1:9', 'region-unreachable'],
  ] as const)
    assert.is((await phone.act('claim', { claim, url })).code, code, `${claim} at ${url}`);
  // The last of them has told the box where its region is.
  assert.is(
    (await phone.act('claim', { claim: `${bench.path.url}#${used}`, url: '' })).code,
    'setup-claim-used',
  );
  await bench.path.proxy();
  assert.is((await phone.act('claim', { claim: good, url: '' })).code, 'setup-proxy');
  await bench.path.open();
  assert.is((await phone.act('claim', { claim: bench.freshClaim(), url: '' })).step, 'devices');
});

test('a broker is looked for at the usual port where the site file names none', async () => {
  const text = bench.siteText().replace(/url: mqtt.*/, "url: 'mqtts://127.0.0.1'");
  assert.is((await phone.act('site', { text })).step, 'devices');
  assert.equal(bench.setup.course?.broker, { host: '127.0.0.1', port: 8883 });
});

test('a site file from a stick is judged as one from the region: broken, of another box, good', async () => {
  const broken = await phone.act('site', { text: 'letter: Q' });
  assert.is(broken.code, 'setup-site-refused');
  assert.match(broken.markup, 'letter: Q is no letter');
  assert.is((await phone.act('site', { text: bench.siteText('annex') })).code, 'setup-site-other');
  const text = bench
    .siteText()
    .replace(/mqtt:\n.*\n/, '')
    .replace(
      'button-b: { driver: virtual-button }',
      'button-b: { driver: firmata-button, port: usb:1:2, pin: 3 }',
    )
    .replace('lamp-1: { driver: virtual-lamp }', 'lamp-1: { driver: firmata-lamp, port: usb:1:2, pin: 4 }');
  const good = await phone.act('site', { text });
  assert.is(good.step, 'devices', good.code);
});

test('a button that nobody would hear and a lamp that stays dark are told with the reason', async () => {
  await bench.until('the board is missed', () => bench.setup.course?.bench?.deaf.length === 1);
  assert.match((await phone.look()).markup, /id="deaf".*button-b/);
  await phone.act('try', { value: 'lamp-1' });
  const told = await phone.act('bad', { value: 'lamp-1' });
  assert.match(told.code, /^board-/);
  assert.is((await phone.act('good', { value: 'no such lamp' })).code, '');
  assert.is((await phone.act('try', { value: 'no such lamp' })).step, 'devices');
});

test('a press while the page shows something else gives no task', async () => {
  await phone.act('learn', { value: 'counter-0-next' });
  await phone.act('go', { value: 'network' });
  bench.press('button-c');
  assert.is((await phone.act('go', { value: 'devices' })).step, 'devices');
  assert.not.match((await phone.look()).markup, 'data-learned="true"');
});

test('the page speaks the language that was chosen, and keeps it when nonsense is asked for', async () => {
  for (const [value, spoken] of [
    ['sv', 'sv'],
    ['xx', 'sv'],
    ['en', 'en'],
  ] as const)
    assert.match(
      (await phone.act('language', { value })).markup,
      `data-value="${spoken}" lang="${spoken}" aria-pressed="true"`,
    );
});

test('who is in stays in by a second scan, and a scan without a code is no way in', async () => {
  assert.is((await phone.act('enter', { code: bench.setup.code })).step, 'devices');
  assert.is((await new Phone(bench.url).act('enter')).step, 'enter');
});

test('a printer without paper is told at its test', async () => {
  bench.printer.paperOut();
  assert.is((await phone.act('try', { value: 'lobby-printer' })).code, 'printer-paper-out');
  assert.is((await phone.act('print-sheet')).code, 'printer-paper-out');
  bench.printer.loadPaper();
});

test('learning that is stopped, and of a task that is none, changes nothing', async () => {
  await phone.act('learn', { value: 'counter-0-next' });
  await phone.act('learn-stop');
  bench.press('button-c');
  await phone.act('learn', { value: 'counter-9-next' });
  bench.press('button-c');
  assert.not.match((await phone.look()).markup, 'data-learned="true"');
});

test('a box that reports nowhere is accepted without, and says what was not tried', async () => {
  await phone.act('go', { value: 'place' });
  assert.is((await phone.act('place', { place: '  ' })).step, 'place', 'without a place one stays');
  assert.is((await phone.act('place', { place: 'Library' })).step, 'accept');
  bench.printer.paperOut();
  const done = await phone.act('accept');
  assert.equal(
    [done.step, done.code],
    ['done', 'printer-paper-out'],
    'the box is what it is to be all the same',
  );
  bench.printer.loadPaper();
  await phone.act('print-report');
  const report = JSON.parse(readFileSync(join(bench.state, 'box/acceptance.json'), 'utf8'));
  assert.equal(
    report.devices.map(({ device, result }: { device: string; result: string }) => [device, result]),
    [
      ['lobby-printer', 'failed'],
      ['lamp-1', 'failed'],
      ['buzzer', 'unknown'],
    ],
  );
  await bench.paper(/Acceptance report/);
  const before = bench.papers.length;
  await phone.act('print-report');
  await bench.until('the report again', () => bench.papers.length > before);
});

test('whatever is asked in another form is refused, and the page goes on', async () => {
  const asked = async (path: string, body: string, headers = {}) =>
    (await phone.raw(path, JSON.parse(body), headers)).status;
  assert.is(await asked('/api/setup/go', '"word"'), 400);
  assert.is(await asked('/api/setup/go', JSON.stringify({ value: 'x'.repeat(300_000) })), 400);
  assert.is(await asked('/setup', '{}'), 405);
  assert.is((await phone.raw('/')).status, 302);
  assert.is((await phone.raw('/assets/setup-page.js')).status, 500, 'the page is not there');
  assert.is((await phone.raw('/api/setup/page')).status, 200, 'who has seen nothing waits for nothing');
  bench.time.nobodyIsThere();
  await phone.act('enter', { code: bench.setup.code });
  assert.is((await phone.look()).step, 'done', 'what is done stays done');
});

test('a box that listens everywhere says by which address others reach it, and prints without one what to do', async () => {
  const { link } = bench.network;
  for (const [addresses, said] of [
    [['fd00::1', '192.0.2.7'], /^https:\/\/192\.0\.2\.7:\d+\/setup$/],
    [['fd00::1'], /^https:\/\/\[fd00::1\]:\d+\/setup$/],
    [[], /^none$/],
  ] as const) {
    bench.network.link = { ...link, addresses };
    const other = bench.another({ host: '0.0.0.0', port: 0 });
    const { url } = await other.start();
    assert.match(url ?? 'none', said);
    await other.stop();
  }
  bench.network.link = { ...link, carrier: false, addresses: ['192.0.2.7'] };
  const unplugged = bench.another({ host: '0.0.0.0', port: 0 });
  assert.is((await unplugged.start()).url, undefined, 'an address behind a cable that is not in');
  await unplugged.stop();
  bench.network.link = link;
  const slips = bench.papers.filter(text => text.includes('Fingerprint of the box'));
  assert.not.match(slips.at(-1) ?? 'setup#', 'setup#');
});

test('a port that somebody else has is told, and nothing of the box stays locked', async () => {
  const other = bench.another();
  assert.is(await refusal(other.start()), 'port-in-use');
  await other.stop();
  const elsewhere = bench.another({ host: '192.0.2.1', port: 0 });
  assert.is(await refusal(elsewhere.start()), 'port-forbidden');
  await elsewhere.stop();
  assert.is((await phone.look()).step, 'done');
});

test.run();
