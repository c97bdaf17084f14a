import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { Value } from '@sinclair/typebox/value';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ReportedConfiguration } from '../../firmware/configuration/configuration-messages';
import { ConfiguredBox, wednesday, wholeSite } from '../support/configured-box';

const test = suite<{ box: ConfiguredBox }>('configuration');
test.before.each(async context => {
  context.box = await new ConfiguredBox().start();
});
test.after.each(async ({ box }) => {
  assert.ok(Value.Check(ReportedConfiguration, box.desk.reported), 'what is reported has its form');
  await box.remove();
});

const closed = { exceptions: [{ date: '2025-01-01', until: '2025-12-31' }] };
const tax = (hours: string) => ({ hours: [{ days: ['wed'], from: hours, to: '23:00' }] });

test('a box that was never configured from afar says that its site file holds', ({ box }) => {
  assert.equal(box.desk.reported, {
    revision: null,
    state: 'accepted',
    since: null,
    problems: [],
    active: null,
    digest: 'site-file',
    previous: null,
  });
});

test('new opening hours hold for the next press, without a restart', async ({ box }) => {
  assert.is(await box.take('tax'), 'service-closed', 'on Wednesdays, says the site file');
  const { digest, since, ...reported } = await box.configure('wed', { services: { tax: tax('8:00') } });
  assert.equal(reported, {
    revision: 'wed',
    state: 'accepted',
    problems: [],
    active: 'wed',
    previous: null,
  });
  assert.match(digest, /^[0-9a-f]{64}$/);
  assert.ok(Date.parse(since ?? '') >= wednesday);
  assert.is(await box.take('tax'), 'ok');
  assert.equal(box.trail, ['desired wed']);
});

test('what is under way goes on: who waits is called and served though the service has closed', async ({
  box,
}) => {
  for (let n = 0; n < 3; n++) assert.is(await box.take('benefits'), 'ok');
  const counter = { counter: 'c3' };
  assert.is(await box.command('next', counter, 'counter/c3'), 'ok');
  const before = JSON.stringify([...box.runtime.state.tickets]);
  await box.configure('away', { services: { benefits: closed } });
  assert.is(JSON.stringify([...box.runtime.state.tickets]), before);
  assert.is(await box.take('benefits'), 'service-closed');
  assert.is(await box.command('arrived', counter, 'counter/c3'), 'ok');
  for (let n = 0; n < 2; n++) assert.is(await box.command('next', counter, 'counter/c3'), 'ok');
  assert.is(box.runtime.state.queues.get('benefits')?.length ?? 0, 0);
});

test('a configuration with one fault changes nothing, says every reason and leaves a fact', async ({
  box,
}) => {
  await box.configure('good', { noShow: { waitSeconds: 100 } });
  const { rules } = box.runtime;
  const { digest } = box.desk.reported;
  const settings = { noShow: { waitSeconds: 200 }, services: { tax: tax('24:00'), nobody: {} } };
  const { problems, since: _, ...reported } = await box.configure('bad', settings);
  assert.equal(reported, { revision: 'bad', state: 'refused', active: 'good', digest, previous: null });
  assert.equal(
    problems.map(({ code, path }) => `${path} ${code}`),
    ['/settings/services/nobody configuration-id-unknown', '/settings/services/tax/hours/0/to site-hours'],
  );
  assert.ok(problems.every(({ what, advice }) => what !== '' && advice.endsWith('.')));
  assert.is(box.runtime.rules, rules);
  await box.configure('bad', settings);
  assert.equal(box.trail, ['desired good', 'refused bad configuration-id-unknown']);
});

test('it survives a restart, with the way back', async ({ box }) => {
  await box.configure('one', { noShow: { waitSeconds: 100 } });
  await box.configure('two', { noShow: { waitSeconds: 200 } });
  const { reported } = box.desk;
  await box.restart();
  assert.equal(box.desk.reported, reported);
  assert.equal(box.runtime.rules.noShow, { waitSeconds: 200 });
  assert.is(await box.command('restore-config', {}), 'ok');
  assert.equal(box.runtime.rules.noShow, { waitSeconds: 100 });
  assert.equal([box.desk.reported.active, box.desk.reported.previous], ['one', 'two']);
  await box.restart();
  assert.equal(box.runtime.rules.noShow, { waitSeconds: 100 });
  assert.equal(box.trail, ['desired one', 'desired two', 'restored one']);
});

test('a refusal survives a restart too', async ({ box }) => {
  await box.configure('bad', { noShow: { waitSeconds: 1 } });
  const { since } = box.desk.reported;
  await box.restart();
  const { state, revision, problems, since: after } = box.desk.reported;
  assert.equal([state, revision, after], ['refused', 'bad', since]);
  assert.is(problems[0]?.code, 'site-form');
});

test('the retained message that comes again after a way back was taken changes nothing', async ({ box }) => {
  await box.configure('one', { noShow: { waitSeconds: 100 } });
  await box.configure('two', { noShow: { waitSeconds: 200 } });
  await box.command('restore-config', {});
  const { state, active, problems } = await box.configure('two', { noShow: { waitSeconds: 200 } });
  assert.equal([state, active, problems[0]?.code], ['refused', 'one', 'configuration-superseded']);
});

test('an empty message goes back to the site file', async ({ box }) => {
  await box.configure('one', { services: { tax: tax('8:00') } });
  const { state, active, digest, previous } = await box.desire('');
  assert.equal([state, active, digest, previous], ['accepted', null, 'site-file', 'one']);
  assert.is(await box.take('tax'), 'service-closed');
  assert.is(box.site.now, wholeSite);
});

test('settings made from something that another has changed since are refused', async ({ box }) => {
  const { digest } = await box.configure('one', { noShow: { waitSeconds: 100 } }, 'site-file');
  const late = await box.configure('two', { noShow: { waitSeconds: 200 } }, 'site-file');
  assert.is(late.problems[0]?.code, 'configuration-base');
  assert.is((await box.configure('two', { noShow: { waitSeconds: 200 } }, digest)).active, 'two');
});

test('a configuration that does not fit a new site file gives way to it, and says so', async ({ box }) => {
  await box.configure('one', { places: { lobby: { name: { fi: 'A', sv: 'B', en: 'C' } } } });
  const rings = wholeSite.rings.map(({ levels: _, ...ring }) => ring);
  const smaller = { ...wholeSite, rings, places: wholeSite.places?.filter(({ id }) => id !== 'lobby') ?? [] };
  await box.restart(smaller);
  assert.is(box.site.now, smaller);
  const { state, revision, active, problems } = box.desk.reported;
  assert.equal([state, revision, active], ['refused', 'one', null]);
  assert.equal(
    problems.map(({ code }) => code),
    ['configuration-unfit', 'configuration-id-unknown'],
  );
  await box.restart(wholeSite);
  assert.is(box.site.now, wholeSite, 'what was forgotten does not come back by itself');
  assert.is((await box.configure('one', {})).active, 'one', 'and may be desired again');
  assert.equal(box.trail, ['desired one', 'unfit one', 'desired one']);
});

test('a file that is damaged or gone is told, and the site file holds', async ({ box }) => {
  for (const [revision, spoil] of [
    ['one', () => writeFileSync(box.file, readFileSync(box.file, 'utf8').replace('100', '101'))],
    ['two', () => writeFileSync(box.file, '{"format":1,"settings":')],
    ['three', () => rmSync(box.file)],
  ] as const) {
    await box.configure(revision, { noShow: { waitSeconds: 100 } });
    await box.restart(wholeSite, spoil);
    assert.is(box.site.now, wholeSite);
    assert.equal(
      [box.desk.reported.state, box.desk.reported.problems[0]?.code],
      ['refused', 'configuration-lost'],
    );
  }
});

test('while the disk takes nothing, nothing changes, and the newest is taken once it does', async ({
  box,
}) => {
  const { journal } = box.runtime;
  const append = journal.append.bind(journal);
  journal.append = () => Promise.reject(new Error('no room'));
  await box.configure('one', { noShow: { waitSeconds: 100 } });
  assert.is(box.site.now, wholeSite);
  journal.append = append;
  const { active } = await box.configure('two', { noShow: { waitSeconds: 200 } });
  assert.is(active, 'two');
});

test('of many that come at once the newest is judged, and it is the newest that holds', async ({ box }) => {
  const all = Array.from({ length: 200 }, (_, n) =>
    box.configure(`r${n}`, { noShow: { waitSeconds: 30 + n } }),
  );
  await Promise.all(all);
  assert.is(box.desk.reported.active, 'r199');
  assert.ok(box.trail.length <= 2, box.trail.join());
});

test('only the owner can read what is kept', async ({ box }) => {
  await box.configure('one', {});
  assert.is(statSync(box.file).mode & 0o777, 0o600);
});

test.run();
