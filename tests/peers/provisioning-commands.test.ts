import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { boxCommands } from '../../provisioning/commands/box-commands';
import { lifeCommands } from '../../provisioning/commands/life-commands';
import { regionCommands } from '../../provisioning/commands/region-commands';
import { listenAddress } from '../../provisioning/commands/terminal';
import { openRegion } from '../../provisioning/region/region-folder';
import { inProcess } from '../support/in-process-command';
import { RegionBench, refusal } from '../support/region-bench';
import { setUp } from '../support/set-up';

/** What people type at the region and at a box, and what they read. */

const bench = new RegionBench();
const inFolder = (name: string) => join(bench.folder, name);

setUp(test, async keep => {
  await keep(bench);
  await bench.start();
});

const region = (...words: string[]) => inProcess(regionCommands(), [...words, '--state', inFolder('region')]);

async function good(said: ReturnType<typeof inProcess>): Promise<string> {
  const { output, code } = await said;
  assert.is(code, 0, output);
  return output;
}

async function bad(said: ReturnType<typeof inProcess>): Promise<string> {
  const { output, code } = await said;
  assert.is(code, 1, output);
  return output;
}

const box = (...words: string[]) => inProcess([...boxCommands(), ...lifeCommands()], words);

const stateOf = (name: string) => inFolder(join('boxes', name, 'var', 'lib', 'tiski'));

/** A box in service whose site file was made by hand. */
async function enrolled(name: string): Promise<string[]> {
  const state = stateOf(name);
  const siteFile = join(state, '..', '..', '..', 'etc', 'tiski', 'site.yaml');
  for (const folder of [state, dirname(siteFile)]) mkdirSync(folder, { recursive: true });
  writeFileSync(siteFile, 'version: 1\n');
  const claim = (await good(region('claim', 'new', '--site', 'library', '--box', name))).split('\n')[0] ?? '';
  const words = ['--identity', join(state, 'identity'), '--url', bench.url.href, '--claim', claim];
  assert.match(await good(box('enrol', ...words)), `enrolled, O=library, CN=library/${name}`);
  return ['--state', state, '--config', siteFile];
}

test('a region without boxes says so', async () => {
  assert.is(await good(region('boxes')), 'no boxes yet\n');
  assert.equal(JSON.parse(await good(region('boxes', '--json'))), []);
});

test('an unknown site, an unknown box and a name that is taken are told with an advice', async () => {
  const claim = (site: string, name: string, ...more: string[]) =>
    region('claim', 'new', '--site', site, '--box', name, ...more);
  await enrolled('taken');
  for (const [said, words] of [
    [() => claim('nowhere', 'hub'), /nowhere/],
    [() => claim('library', 'taken'), /library\.taken/],
    [() => claim('library', 'nobody', '--replaces'), /region-unknown-box/],
    [() => claim('library', 'hub', '--fingerprint', 'AAAA'), /fingerprint-wrong/],
    [() => region('revoke', 'library.nobody'), /region-unknown-box/],
    [() => region('confirm', 'library.nobody', 'AAAA-AAAA-AAAA-AAAA'), /region-unknown-box/],
    [() => region('site', 'file', 'library', inFolder('no-file')), /ENOENT/],
    [() => box('enrol', '--identity', inFolder('x'), '--claim', 'x'), /--url is missing/],
    [() => region('confirm', 'library.taken', 'AAAA'), /fingerprint-wrong/],
    [() => region('move-box', 'library.nobody', '--site', 'library', '--box', 'x'), /region-unknown-box/],
    [() => region('move-box', 'library.taken', '--site', 'library', '--box', 'taken'), /region-box-present/],
    [() => region('move-box', 'library.taken', '--site', 'nowhere', '--box', 'x'), /region-unknown-site/],
  ] as const)
    assert.match(await bad(said()), words);
});

test('what no command takes is told before anything is done', async () => {
  const site = ['--site', 'library', '--box', 'hub'];
  for (const [said, words] of [
    [() => region('claim', 'new', ...site, '--minutes', '0'), /Write minutes/],
    [() => region('claim', 'new', ...site, '--minutes', '20161'), /Write minutes/],
    [() => region('claim', 'new', ...site, '--minutes', 'soon'), /Write minutes/],
    [() => region('claim', 'new', '--site', 'Kirjasto', '--box', 'hub'), /Write a short name/],
    [() => box('enrol', '--claim', 'x', '--url', 'http://region.example'), /Write an address/],
    [() => box('enrol', '--claim', 'x', '--url', 'nonsense'), /Write an address/],
    [() => box('enrol', '--claim', 'x', '--url', 'https://user@region.example'), /Write an address/],
    [() => box('reset', '--state', 'nowhere'), /required option '--yes'/],
  ] as const)
    assert.match(await bad(said()), words);
  for (const text of ['8443', 'host:', 'host:70000', '[zz]:1', ''])
    assert.throws(() => listenAddress(text), /Write host and port/);
  assert.equal(listenAddress('[::1]:8443'), { host: '::1', port: 8443 });
  assert.equal(listenAddress('0.0.0.0:80'), { host: '0.0.0.0', port: 80 });
});

test('a box shows its fingerprint before it is a member, and its certificate afterwards', async () => {
  const identity = ['--identity', inFolder('fresh')];
  const before = await good(box('identity', ...identity));
  assert.match(before, /^fingerprint {2}\S+\ncertificate {2}none yet\n$/);
  const [, fingerprint = ''] = before.match(/fingerprint {2}(\S+)/) ?? [];
  const order = ['claim', 'new', '--site', 'library', '--box', 'fresh', '--fingerprint', fingerprint];
  const made = await good(region(...order, '--minutes', '5'));
  const claim = made.split('\n')[0] ?? '';
  assert.match(
    made,
    `At the box, within 5 minutes:\ntiski provision enrol --url https://localhost/ --claim ${claim}`,
  );
  assert.match(await good(box('enrol', ...identity, '--claim', `${bench.url.href}#${claim}`)), 'enrolled');
  assert.match(
    await good(box('identity', ...identity)),
    /certificate {2}O=library, CN=library\/fresh, until/,
  );
  assert.match(await good(region('boxes', '--csv')), `"library.fresh","in service","${fingerprint}"`);
  assert.match(await good(region('boxes')), new RegExp(`library\\.fresh {2}in service {2}${fingerprint}`));
});

test('at a screen a claim is shown as a picture too, and a claim for a spare says what the old box has left', async () => {
  const options = await enrolled('broken');
  const order = ['claim', 'new', '--site', 'library', '--box', 'broken', '--replaces'];
  const { isTTY } = process.stdout;
  process.stdout.isTTY = true;
  const shown = await good(region(...order)).finally(() => {
    process.stdout.isTTY = isTTY;
  });
  assert.match(shown, /[█▀▄]{10}/);
  assert.match(shown, /tiski provision swap --url/);
  assert.match(shown, 'has left nothing here');
  assert.match(await bad(box('backup', '--state', inFolder('nowhere'))), /identity-absent/);
  assert.match(await good(box('backup', ...options)), 'left with the region: ');
  assert.match(await good(region(...order)), /has left its queue and settings as of 20/);
});

test('the region keeps a site file for a box of a site that it knows', async () => {
  const file = inFolder('site.yaml');
  writeFileSync(file, 'version: 1\n');
  await good(region('site', 'file', 'library', file, '--box', 'annex'));
  assert.match(await bad(region('site', 'file', 'nowhere', file)), /region-unknown-site/);
  assert.match(await good(region('audit', '--last', '1')), /site-file-kept {2}library\.annex/);
});

test('a box moves within its site with all it has, and to another site as a fresh one', async () => {
  await good(
    region('site', 'add', 'townhall', '--name', 'Kunta', '--address', 'Raitti 1', '--contact', 'Aino'),
  );
  const options = await enrolled('mover');
  const [, state = '', , siteFile = ''] = options;
  writeFileSync(join(state, 'kept'), '');
  assert.match(await bad(box('move', ...options)), /move-|nothing/);
  await good(region('move-box', 'library.mover', '--site', 'library', '--box', 'upstairs'));
  assert.is(await good(box('move', ...options)), 'moved: this box is library.upstairs now\n');
  assert.ok(existsSync(join(state, 'kept')));
  await good(region('move-box', 'library.upstairs', '--site', 'townhall', '--box', 'hub'));
  assert.match(await good(box('move', ...options)), /townhall\.hub now, and waits for its site file/);
  assert.not(existsSync(siteFile));
  assert.not(existsSync(join(state, 'kept')));
});

test('a box that leaves without its region says that the region must be told, and keeps nothing', async () => {
  const options = await enrolled('lonely');
  const [, state = ''] = options;
  assert.match(await good(box('decommission', '--yes', '--alone', ...options)), /tell the region to revoke/);
  assert.equal(readdirSync(state), []);
  assert.is(await good(box('finish', ...options)), 'nothing is under way\n');
});

test('a box leaves with a proof, which anybody checks by the authority of the region', async () => {
  const options = await enrolled('leaver');
  const [, state = ''] = options;
  const said = await good(box('decommission', '--yes', ...options, '--print', 'usb:ffff:ffff'));
  assert.match(said, /decommissioned: library\.leaver, key \S+, revoked 20/);
  assert.match(said, /not printed: .*\(printer-[a-z-]+\)/);
  const proof = join(state, 'decommissioned.json');
  const ca = ['--ca', join(inFolder('region'), 'ca.pem')];
  assert.match(await good(box('proof', proof, ...ca)), /library\.leaver, key \S+: revoked by the region 20/);
  assert.match(await bad(box('proof', proof, ...ca, '--print', 'nonsense')), /setting-invalid/);
  const { declaration, ...rest } = JSON.parse(readFileSync(proof, 'utf8'));
  writeFileSync(proof, JSON.stringify({ ...rest, declaration: { ...declaration, box: 'library.other' } }));
  assert.match(await bad(box('proof', proof, ...ca)), /leave-unproven/);
});

test('what a power cut has interrupted goes on from what is written down', async () => {
  const options = await enrolled('cut');
  const [, state = ''] = options;
  const undone = (record: object | string) =>
    writeFileSync(join(state, 'life.json'), typeof record === 'string' ? record : JSON.stringify(record));
  undone('{"doing":');
  assert.match(await bad(box('finish', ...options)), /life-under-way/);
  undone({ doing: 'reset' });
  assert.match(await bad(box('reset', '--yes', ...options)), /life-under-way/);
  assert.match(await good(box('finish', ...options)), 'reset: the box is as it came out of the carton');
  undone({ doing: 'move', site: 'library', box: 'library.elsewhere', reset: true });
  assert.is(await good(box('finish', ...options)), 'nothing is under way\n', 'nobody has signed it');
  undone({ doing: 'swap', step: 'fetch' });
  assert.match(await bad(box('finish', ...options)), /takeover-absent/);
  undone({ doing: 'decommission' });
  assert.match(await good(box('finish', ...options)), /decommissioned: library\.cut, key/);
  assert.equal(readdirSync(state), ['decommissioned.json']);
  const spare = stateOf('never-enrolled');
  mkdirSync(spare, { recursive: true });
  writeFileSync(join(spare, 'life.json'), JSON.stringify({ doing: 'swap', step: 'fetch' }));
  assert.is(await good(box('finish', '--state', spare)), 'nothing is under way\n');
  assert.not(existsSync(join(spare, 'life.json')));
});

test('an identity that is damaged is told, and not made anew', async () => {
  const [, state = ''] = await enrolled('damaged');
  const identity = join(state, 'identity');
  for (const [name, content] of [
    ['certificate.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
    ['certificate.pem', 'nothing'],
    ['ca.pem', ''],
    ['region.json', '{}'],
    ['region.json', '{"url":"nowhere","region":"AAAA"}'],
    ['region.json', 'nothing'],
  ] as const) {
    const file = join(identity, name);
    const whole = readFileSync(file);
    writeFileSync(file, content);
    assert.match(await bad(box('renew', '--identity', identity)), /identity-damaged/, `${name}: ${content}`);
    assert.is(readFileSync(file, 'utf8'), content);
    writeFileSync(file, whole);
  }
  assert.match(await good(box('renew', '--identity', identity)), 'certificate  O=library');
});

test('a spare is not swapped from a disk that is not there', async () => {
  const words = ['--state', stateOf('spare'), '--claim', `${bench.url.href}#x`];
  assert.match(await bad(box('swap', ...words, '--from', inFolder('no-disk'))), /there is no .*no-disk/);
});

test('what root does to a box stays with the user to whom the box belongs, and links are left alone', async () => {
  if (process.getuid?.() !== 0) return;
  const options = await enrolled('owned');
  const [, state = ''] = options;
  const outside = inFolder('outside');
  writeFileSync(outside, '');
  symlinkSync(outside, join(state, 'identity', 'link'));
  chownSync(state, 65_534, 65_534);
  assert.match(await good(box('finish', ...options)), 'nothing is under way');
  for (const name of ['', 'identity', join('identity', 'key.pem')])
    assert.is(statSync(join(state, name)).uid, 65_534, name);
  assert.is(statSync(outside).uid, 0);
});

test('a folder that is no region, of a newer program or without its key is told, never made anew', async () => {
  assert.match(
    await bad(inProcess(regionCommands(), ['boxes', '--state', inFolder('empty')])),
    /--region is not known yet/,
  );
  const newer = inFolder('newer');
  const { db } = await openRegion(newer, Date.now(), { region: 'Muualla', url: 'https://localhost' });
  db.pragma('user_version = 99');
  db.close();
  assert.match(
    await bad(inProcess(regionCommands(), ['boxes', '--state', newer])),
    /format 99, this program knows/,
  );
  const keyless = inFolder('keyless');
  (await openRegion(keyless, Date.now(), { region: 'Muualla', url: 'https://localhost' })).db.close();
  writeFileSync(join(keyless, 'ca-key.pem'), readFileSync(join(inFolder('region'), 'ca-key.pem')));
  assert.is(await refusal(openRegion(keyless, Date.now())), 'region-damaged', 'the key of another one');
  rmSync(join(keyless, 'ca-key.pem'));
  assert.is(await refusal(openRegion(keyless, Date.now())), 'region-damaged');
});

test.run();
