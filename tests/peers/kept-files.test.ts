import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { keptAcceptance } from '../../firmware/acceptance/kept-acceptance';
import type { Site } from '../../firmware/config/site';
import { digestOf } from '../../firmware/configuration/digest';
import { KeptSettings } from '../../firmware/configuration/kept-settings';
import { adoptCareAnswers, CareAnswers } from '../../firmware/health/care/care-answers';
import { keepCareSettings, keptCareSettings } from '../../firmware/health/care/care-settings';
import { StartRecord } from '../../firmware/health/start-record';
import { Announced } from '../../firmware/link/announced';
import { FirstSeen } from '../../firmware/neighbours/register/first-seen';
import { DayIndex } from '../../firmware/neighbours/served-events/day-index';
import { queueCommand } from '../../firmware/queue-command';
import { resetByHand, underWayIn } from '../../firmware/reset-by-hand';
import type { Runtime } from '../../firmware/runtime';
import type { ServiceEvent } from '../../firmware/servicepoint/events';
import { TakenOver } from '../../firmware/taken-over';
import { UpdateDesk } from '../../firmware/update/update-desk';
import { VirtualButton } from '../../hal/drivers/virtual/button';
import type { Hal } from '../../hal/hal';
import { silent } from '../../hal/platform/log';
import { VirtualTime } from '../../simulator/time/virtual-time';
import { inProcess } from '../support/in-process-command';

const day = 86_400_000;
let folder: string;

test.before.each(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiski-kept-'));
});
test.after.each(() => rmSync(folder, { recursive: true }));

const put = (name: string, content: unknown) =>
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
const spoilt = ['', '{', 'null', '7', '{"topics":7}', '{"topics":[7]}', '[{"id":7}]', '{"phase":"asleep"}'];

test('a box that is reset by hand writes down what is wanted and ends; one that nobody would start again has no such button', async () => {
  const time = new VirtualTime();
  const button = new VirtualButton('reset');
  const hal = {
    find: (_: string, name?: string) => (name === 'reset' ? button : undefined),
  } as unknown as Hal;
  const site = { reset: { button: 'reset' } } as Site;
  const options = { site, stateDir: folder, time, log: silent };
  assert.equal(resetByHand(options, hal), []);
  const onRestart = () => undefined;
  assert.equal(resetByHand({ ...options, site: {} as Site, onRestart }, hal), []);
  const ended = new Promise<void>(resolve => {
    const [hold] = resetByHand({ ...options, onRestart: resolve }, hal);
    hold?.start();
  });
  button.touch(true);
  await time.runTo(10_500);
  assert.not(existsSync(underWayIn(folder)));
  button.touch(false);
  button.touch(true);
  await ended;
  assert.equal(JSON.parse(readFileSync(underWayIn(folder), 'utf8')), { doing: 'reset' });
});

test('who waits is asked of a box with a queue; a satellite has none, and a file that is not there is told', async () => {
  put(
    'site.yaml',
    `version: 1
role: satellite
site: town
appliance: room
hub: hub
mqtt: { url: 'mqtts://broker.example.fi' }
devices: { lamp: { driver: virtual-lamp } }
`,
  );
  const ask = (name: string) =>
    inProcess([queueCommand()], ['queue', '--config', join(folder, name), '--state', folder]);
  assert.equal(await ask('site.yaml'), { output: '', code: 0 });
  const { output, code } = await ask('nowhere.yaml');
  assert.is(code, 1);
  assert.match(output, /no such file/);
});

test('settings that are kept in another form, or do not fit their digest, are as if they were not there', async () => {
  const file = join(folder, 'configuration.json');
  const kept = new KeptSettings(file);
  await kept.keep(digestOf({ a: 1 }), { a: 1 }, []);
  const again = new KeptSettings(file);
  await again.load();
  assert.equal(again.find(digestOf({ a: 1 })), { a: 1 });
  const later = { format: 2, settings: { [digestOf({ a: 1 })]: { a: 1 } } };
  for (const content of [...spoilt, later, { format: 1, settings: { x: {} } }]) {
    put('configuration.json', content);
    const lost = new KeptSettings(file);
    await lost.load();
    assert.not(lost.has(digestOf({ a: 1 })) || lost.has('x'));
  }
});

test('topics that were announced are known after a restart; of a file that is spoilt nothing is', async () => {
  const before = new Announced(folder, 'homie');
  await before.save({ topics: ['homie/5/hub'], digest: 'd', version: 3 });
  const after = new Announced(folder, 'homie');
  await after.load();
  assert.equal([after.topics, after.digest, after.version], [['homie/5/hub'], 'd', 3]);
  for (const content of spoilt) {
    put('announced-homie.json', content);
    const lost = new Announced(folder, 'homie');
    await lost.load();
    assert.equal([lost.topics, lost.digest, lost.version], [[], undefined, undefined], content);
  }
});

test('what was answered in remote care comes into the journal once; what is spoilt is left', async () => {
  const answers = new CareAnswers(folder, silent);
  await answers.load();
  await answers.keep({ id: 'one', at: 1, reply: '{"ok":true}' });
  await answers.keep({ id: 'two', at: 2, reply: '{"ok":false}' });
  const taken: string[] = [];
  const journal = {
    replyTo: (id: string) => (id === 'one' ? 'known' : undefined),
    append: async (_: unknown, { id }: { id: string }) => void taken.push(id),
  } as unknown as Runtime['journal'];
  await adoptCareAnswers(folder, journal);
  await adoptCareAnswers(folder, journal);
  assert.equal(taken, ['two']);
  for (const content of spoilt) {
    put('care-answers.json', content);
    const lost = new CareAnswers(folder, silent);
    await lost.load();
    assert.is(lost.replyTo('one'), undefined, content);
  }
  rmSync(join(folder, 'care-answers.json'));
  mkdirSync(join(folder, 'care-answers.json'));
  await answers.keep({ id: 'three', at: 3, reply: '{}' });
  assert.is(answers.replyTo('three'), '{}', 'a disk that refuses is no reason not to answer');
});

test('remote care knows the settings of the last start that served, if there was one', async () => {
  assert.is(await keptCareSettings(folder), undefined);
  const settings = { site: 'town', appliance: 'hub', devices: ['lamp'] };
  await keepCareSettings(folder, settings);
  await keepCareSettings(folder, settings);
  assert.equal(await keptCareSettings(folder), settings);
});

test('a report of acceptance in another form is told and shown to nobody', () => {
  const warned: string[] = [];
  const log = { ...silent, warn: (_: object, message: string) => warned.push(message) };
  assert.is(keptAcceptance(folder, log), undefined);
  mkdirSync(join(folder, 'box'));
  for (const content of spoilt) {
    put('box/acceptance.json', content);
    assert.is(keptAcceptance(folder, log), undefined, content);
  }
  assert.is(warned.length, spoilt.length);
});

test('a start after a record that is spoilt counts as one after a good one; each end says what it was', async () => {
  const time = new VirtualTime();
  const record = () => new StartRecord({ stateDir: folder, version: '1.2.3', time, log: silent });
  for (const content of spoilt) {
    put('starts.json', content);
    assert.equal(await record().begin(), { hopeless: false, failed: 0 }, content);
  }
  rmSync(join(folder, 'starts.json'));
  const good = record();
  await good.begin();
  await good.served();
  await time.runTo(60_000);
  await good.ended();
  assert.is((await record().begin()).failed, 0, 'a good start that was told to end');
  const served = record();
  await served.begin();
  await served.served();
  put('last-end', 'success\n');
  const told = record();
  assert.is((await told.begin()).failed, 1, 'one that never served');
  await told.served();
  put('last-end', 'success\n');
  assert.is((await record().begin()).failed, 1, 'and one that ended well after serving counts no further');
});

test('that this state is a copy of another box’s is told until the clock is kept, and then no more', async () => {
  const told: object[] = [];
  const runtime = {
    record: async ({ args }: { args: object }) => void told.push(args),
  } as unknown as Runtime;
  const none = new TakenOver(folder);
  await none.tell(runtime, true);
  assert.equal([none.isCopy, told], [false, []]);
  put('taken-over.json', { asOf: 7 });
  const copy = new TakenOver(folder);
  assert.ok(copy.isCopy);
  for (const isClockKept of [false, false, true, true]) await copy.tell(runtime, isClockKept);
  assert.equal(told, [{ asOf: 7 }, { asOf: 7 }]);
  assert.not.ok(existsSync(join(folder, 'taken-over.json')));
  for (const content of spoilt) {
    put('taken-over.json', content);
    const older = new TakenOver(folder);
    await older.tell(runtime, false);
    assert.equal(told.at(-1), { asOf: 0 }, `the older is the safer: ${content}`);
  }
});

test('where each day begins is known of this journal alone, where it began first, and of the last hundred', async () => {
  const index = new DayIndex(folder);
  await index.begins('2026-03-18', 10, 'one');
  await index.begins('2026-03-18', 90, 'one');
  const again = new DayIndex(folder);
  await again.read('one');
  assert.equal([again.find('2026-03-18'), again.last], [10, 10]);
  const other = new DayIndex(folder);
  await other.read('two');
  assert.equal([other.find('2026-03-18'), other.last], [undefined, 0]);
  for (let number = 1; number <= 100; number++) await again.begins(`day-${number}`, 10 + number, 'one');
  assert.equal([again.find('2026-03-18'), again.find('day-1')], [undefined, 11]);
});

test('since when a device is there is kept of those that the site has', async () => {
  const ok = (device: string, at: number): ServiceEvent => ({
    type: 'device.changed',
    at,
    data: { device, health: 'ok', warnings: [] },
  });
  const site = (...names: readonly string[]) => ({
    devices: Object.fromEntries(names.map(name => [name, { driver: 'virtual-lamp' }])),
  });
  const seen = new FirstSeen(folder);
  await seen.take(ok('lamp', 1), site('lamp'));
  await seen.take(ok('lamp', 2), site('lamp'));
  await seen.take(ok('stranger', 3), site('lamp'));
  assert.equal([...seen.known.values()], [1]);
  await seen.take(ok('new', 4), site('new'));
  const again = new FirstSeen(folder);
  await again.read();
  assert.equal([...again.known.values()], [4], 'the lamp is no more');
});

test('staff are told of an update before it starts and for a day after it ended, and of nothing else', async () => {
  const time = new VirtualTime(10 * day);
  const updaterDir = join(folder, 'updater');
  mkdirSync(updaterDir);
  const warned: string[] = [];
  const noticed = async (left: unknown) => {
    put('updater/report.json', left);
    const log = { ...silent, warn: (_: object, message: string) => warned.push(message) };
    const desk = new UpdateDesk({
      updaterDir,
      stateDir: folder,
      version: '1.2.3',
      time,
      log,
      onReport: () => {},
    });
    await desk.start();
    await desk.take(Buffer.from('{"release":7}'));
    await desk.stop();
    return [desk.notice?.state, desk.switching, desk.reported.state];
  };
  const left = (state: string, since: number | null) => ({ release: '1.3.0', state, reason: null, since });
  assert.equal(await noticed(left('waiting', null)), ['waiting', false, 'waiting']);
  assert.equal(await noticed(left('starting', time.now())), ['starting', true, 'starting']);
  assert.equal(await noticed(left('committed', time.now() - day / 2)), ['committed', false, 'committed']);
  assert.equal(await noticed(left('committed', time.now() - 2 * day)), [undefined, false, 'committed']);
  assert.equal(await noticed(left('rolled-back', time.now() + day)), [undefined, false, 'rolled-back']);
  assert.equal(await noticed(left('committed', null)), [undefined, false, 'committed']);
  assert.equal(await noticed({ ...left('waiting', null), release: null }), [undefined, false, 'waiting']);
  assert.equal(await noticed('{'), [undefined, false, 'unknown']);
  assert.ok(warned.every(message => message === 'desired update is in another form') && warned.length === 8);
  assert.not.ok(existsSync(join(folder, 'update-desired.json')));
});

test.run();
