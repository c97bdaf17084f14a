import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { updateCommand } from '../../../ota/client/update-command';
import { realDisk } from '../../../ota/disk/real-disk';
import { Keyring } from '../../../ota/release/keyring';
import { publishRollout } from '../../../ota/release/publish-rollout';
import { releaseCommand } from '../../../ota/release/release-command';
import { Repository } from '../../../ota/release/repository';
import { HawkbitServer } from '../../support/ota/hawkbit-server';
import { makeRelease, SetTime } from '../../support/ota/update-bench';
import { type Issued, TestAuthority } from '../test-authority';

/** Rounds of the command line against a server over HTTP; the appliance is a socket that answers, and an hour is a number. */

const folder = mkdtempSync(join(tmpdir(), 'tiski-hawkbit-'));
const at = (...names: string[]) => join(folder, ...names);
const home = at('home');
const minute = 60_000;
const time = new SetTime();
const shared = { disk: realDisk, time };
const server = new HawkbitServer('TargetToken bH7XXAprK1ChnLfKSdtlsp7NOlPnZAYY');

const run = (command: Command, words: string[]) => command.parseAsync(words, { from: 'user' });
const release = (...words: string[]) =>
  run(releaseCommand({ ...shared, print: () => {} }), [...words, '--dir', at('release')]);
const update = async (...words: string[]) => {
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  await run(updateCommand({ ...shared, print, userAgent: 'test' }), [...words, '--home', home]);
  return lines.join('\n');
};
const json = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
const report = () => json(at('home', 'report.json'));
const current = () => json(at('home', 'current', 'release.json')).version as string;

let runs = '1.0.0';
let busy: string[] = [];
let journal = 'kept';
const appliance = createServer((_, response) =>
  response.end(
    JSON.stringify({
      box: 'mikkeli/hub',
      version: runs,
      ready: true,
      busy,
      quietUntil: null,
      journal: { epoch: journal, sequence: 7, digest: 'same', day: 'today' },
      devices: {},
      broker: null,
    }),
  ),
);

/** A minute, or more, later. */
async function round(later = minute): Promise<string> {
  time.shift += later;
  await update('round');
  if (runs !== current()) {
    await update('start');
    runs = current();
    if (runs.endsWith('9')) journal = 'another';
  } else journal = 'kept';
  return report().state;
}

async function rounds(state: string): Promise<void> {
  for (let n = 0; n < 15; n++) if ((await round()) === state) return;
  assert.unreachable(`${JSON.stringify(report())} is not ${state}`);
}

async function publish(version: string): Promise<void> {
  const files = { 'bin/node': '#!/bin/sh\nexit 0\n', 'program.js': version };
  makeRelease(realDisk, at(version), version, files, { architecture: process.arch });
  await release('publish', 'stable', at(version));
  const keyring = new Keyring(realDisk, at('release', 'keys'));
  const repository = new Repository({ ...shared, folder: at('release', 'repository'), keyring });
  publishRollout(repository, 'stable', { format: 1, release: version, paused: false, below: 2 ** 32 });
}

test.before(async () => {
  const url = await server.start();
  mkdirSync(at('state'));
  await new Promise<void>(resolve => appliance.listen(at('state', 'update.sock'), resolve));
  await release('init', 'stable');
  makeRelease(realDisk, at('1.0.0'), '1.0.0', { 'program.js': '1.0.0' }, { architecture: process.arch });
  mkdirSync(at('given'));
  const settings = {
    source: `file://${at('release', 'repository')}/`,
    channel: 'stable',
    box: { state: at('state'), restart: ['true'] },
    hawkbit: { url, token: { kind: 'target', file: at('token') } },
  };
  writeFileSync(at('token'), 'bH7XXAprK1ChnLfKSdtlsp7NOlPnZAYY\n');
  writeFileSync(at('given', 'update.json'), JSON.stringify(settings));
  writeFileSync(at('given', 'factory-root'), readFileSync(at('release/repository/metadata/1.root.json')));
  await update('begin', '--release', at('1.0.0'), '--given', at('given'));
  await update('start');
  await publish('1.1.0');
});

test.before.each(() => {
  busy = [];
  server.fault = undefined;
});

test.after.each(() => assert.equal(server.wrong, []));

test.after(async () => {
  await server.stop();
  await new Promise(resolve => appliance.close(resolve));
  rmSync(folder, { recursive: true });
});

test('a box says what it is, and starts nothing that hawkBit has not assigned', async () => {
  for (let n = 0; n < 3; n++) assert.is(await round(), 'held');
  assert.is(report().reason, 'hawkbit-none-assigned');
  assert.is(server.attributes.version, '1.0.0');
  assert.is(server.attributes.box, 'mikkeli/hub');
});

test('it asks as often as hawkBit says, and no oftener', async () => {
  await round(60 * minute);
  const before = server.polls;
  for (let n = 0; n < 11; n++) await round();
  assert.is(server.polls - before, 2);
});

test('an assigned release is brought, waits for its window and for a quiet time, is started, proven and reported', async () => {
  const action = server.assign('1.1.0', { window: 'unavailable' });
  await rounds('waiting');
  assert.is(report().reason, 'hawkbit-window-shut');
  assert.is(current(), '1.0.0');
  server.change(action, { window: 'available' });
  busy = ['customer'];
  for (let n = 0; n < 7; n++) assert.is(await round(), 'waiting', 'forced or not: a customer comes first');
  assert.is(report().reason, 'update-customer-here');
  busy = [];
  await rounds('committed');
  assert.equal(server.saidOf(action), ['download', 'downloaded', 'proceeding', 'closed success']);
  assert.is(server.stateOf(action), 'finished');
  await round(6 * minute);
  assert.is(server.attributes.version, '1.1.0');
});

test('a release that does not prove itself is left, and hawkBit told that it failed and why', async () => {
  await publish('1.1.9');
  const action = server.assign('1.1.9');
  await round(6 * minute);
  await rounds('rolled-back');
  await round();
  assert.is(server.stateOf(action), 'error');
  assert.is(server.saidOf(action).at(-1), 'closed failure');
  assert.is(runs, '1.1.0');
  const again = server.assign('1.1.9');
  await round(6 * minute);
  assert.is(server.stateOf(again), 'error', 'what was tried is not tried again');
});

test('a soft assignment is brought in only when nobody is there, a forced one at once', async () => {
  await publish('1.2.0');
  busy = ['open'];
  const action = server.assign('1.2.0', { type: 'soft' });
  await round(6 * minute);
  assert.is(report().state, 'held');
  assert.equal(server.saidOf(action), ['scheduled']);
  server.change(action, { type: 'forced' });
  await round(6 * minute);
  assert.is(report().state, 'waiting');
  assert.is(report().reason, 'update-in-hours');
  server.change(action, { type: 'download-only' });
  await round(6 * minute);
  busy = [];
  for (let n = 0; n < 7; n++) assert.is(await round(), 'waiting');
  assert.is(report().reason, 'hawkbit-window-shut');
  assert.equal(server.saidOf(action), ['scheduled', 'download', 'downloaded']);
  server.cancel(action);
  await round(6 * minute);
  assert.is(server.stateOf(action), 'canceled');
  assert.is(await round(), 'held');
  assert.is(report().reason, 'hawkbit-none-assigned');
  assert.is(runs, '1.1.0');
});

test('what is called off before its start is not started; what runs already is not called off', async () => {
  const action = server.assign('1.2.0');
  assert.is(await round(6 * minute), 'starting');
  server.cancel(action);
  await round();
  assert.is(server.stateOf(action), 'canceled', 'the last word is asked for before a start');
  const another = server.assign('1.2.0');
  await round(6 * minute);
  assert.is(await round(), 'trial');
  server.cancel(another);
  await rounds('committed');
  for (let n = 0; n < 7; n++) await round();
  assert.is(server.stateOf(another), 'finished');
  assert.is(runs, '1.2.0');
});

test('a release that the channel does not offer is refused, later if it may still come, for good if it is past', async () => {
  server.fault = 'no-attributes';
  server.wantsAttributes = true;
  const past = server.assign('1.1.0');
  await round(6 * minute);
  assert.is(server.stateOf(past), 'error', 'whether it takes the attributes or not');
  await publish('1.3.0');
  const toCome = server.assign('1.4.0');
  await round(6 * minute);
  assert.equal(server.saidOf(toCome), ['rejected']);
  await publish('1.4.0');
  await round(60 * minute);
  await rounds('committed');
  assert.is(server.stateOf(toCome), 'finished');
  for (const how of [{ module: 'another' }, { version: 'newest' }]) {
    const action = server.assign('9.9.9', how);
    await round(6 * minute);
    assert.is(server.stateOf(action), 'error');
  }
});

test('the box confirms a release of this product and denies what is none', async () => {
  const none = server.assign('1.0', { confirm: true });
  await round(6 * minute);
  assert.equal(server.saidOf(none), ['denied']);
  server.cancel(none);
  await round(6 * minute);
  await publish('1.5.0');
  const action = server.assign('1.5.0', { confirm: true });
  await round(6 * minute);
  assert.equal(server.saidOf(action), ['confirmed']);
  await round(6 * minute);
  await rounds('committed');
  assert.is(server.stateOf(action), 'finished');
});

test('whatever hawkBit answers that it must not, the box goes on, starts nothing new and asks less often', async () => {
  await publish('1.6.0');
  const action = server.assign('1.6.0');
  busy = ['open'];
  await round(6 * minute);
  assert.is(report().state, 'waiting');
  busy = [];
  for (const fault of ['away', 'broken', 'huge', 'elsewhere', 'locked', 'moved', 'other-form'] as const) {
    server.fault = fault;
    for (let n = 0; n < 3; n++) await round(3 * 60 * minute);
    assert.is(report().reason, 'hawkbit-silent', fault);
    assert.is(report().state, 'waiting', fault);
  }
  const before = server.polls;
  server.fault = 'broken';
  for (let n = 0; n < 50; n++) await round();
  assert.is(server.polls - before, 0);
  server.fault = undefined;
  await round(60 * minute);
  await rounds('committed');
  assert.is(server.stateOf(action), 'finished');
});

test('what came to its end while hawkBit was away is told when it is there again', async () => {
  await publish('1.7.0');
  const action = server.assign('1.7.0');
  await round(6 * minute);
  assert.is(await round(), 'trial');
  assert.is(await round(), 'committed');
  assert.is(server.stateOf(action), 'finished');
  await publish('1.8.0');
  const late = server.assign('1.8.0');
  await round(6 * minute);
  await round();
  await update('commit');
  server.fault = 'away';
  for (let n = 0; n < 3; n++) await round(8 * 60 * minute);
  assert.is(server.stateOf(late), 'running');
  server.fault = undefined;
  await round(24 * 60 * minute);
  assert.is(server.stateOf(late), 'finished');
});

test('a release whose updater no longer reaches hawkBit fails its rehearsal', async () => {
  await update('round', '--rehearse');
  server.fault = 'locked';
  await update('round', '--rehearse').then(
    () => assert.unreachable(),
    error => assert.is(error.code, 'hawkbit-refused'),
  );
});

test('a certificate lets a box in where the server asks for one, and a token is not needed then', async () => {
  const authority = new TestAuthority();
  const pems = ({ certificate, key }: Issued) => ({
    cert: readFileSync(certificate),
    key: readFileSync(key),
  });
  const own = authority.issue({ common: 'mikkeli.hub' });
  const ca = readFileSync(authority.certificate);
  const asked = { ...pems(authority.issue()), ca, requestCert: true, rejectUnauthorized: true };
  const proxied = new HawkbitServer(undefined, asked);
  const settings = json(join(home, 'update.json'));
  const write = (change: object) =>
    writeFileSync(join(home, 'update.json'), JSON.stringify({ ...settings, ...change }));
  try {
    const hawkbit = { url: await proxied.start() };
    write({ hawkbit, tls: { ca: authority.certificate, certificate: own.certificate, key: own.key } });
    await update('round', '--rehearse');
    assert.is(proxied.polls, 1);
    write({ hawkbit, tls: { ca: authority.certificate } });
    await update('round', '--rehearse').then(
      () => assert.unreachable(),
      error => assert.is(error.code, 'hawkbit-unreachable'),
    );
  } finally {
    write({});
    await proxied.stop();
    authority.remove();
  }
});

test('without a token that can be read everything is held back', async () => {
  writeFileSync(at('token'), 'two\r\nwords');
  await publish('1.9.0');
  await round(60 * minute);
  assert.is(report().reason, 'setting-invalid');
  assert.is(report().state, 'held');
});

test.run();
