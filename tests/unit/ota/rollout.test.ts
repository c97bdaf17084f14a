import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { judgeProof, mostLooks } from '../../../ota/proof/judge-proof';
import { heldBack } from '../../../ota/rollout/admission';
import { everyPlace, placeOf } from '../../../ota/rollout/cohort';
import { begin, next, pause, resume, rolloutOf } from '../../../ota/rollout/course';
import { usualPlan } from '../../../ota/rollout/plan';
import { type BoxReport, type Tally, tallyOf } from '../../../ota/rollout/tally';
import { mayNotInstall, mayNotLead, timeNeeded } from '../../../ota/window/may-install';
import type { Told } from '../../../ota/window/told';

const hour = 3_600_000;
const boxes = Array.from({ length: 5_000 }, (_, n) => `site-${n}/hub`);
const rollout = { format: 1, release: '2.0.0', below: everyPlace, paused: false } as const;
const tally: Tally = { boxes: 10, heard: 10, trying: 0, proven: 10, failed: 0, reasons: [] };

const told: Told = {
  box: 'mikkeli/hub',
  version: '1.0.0',
  ready: true,
  busy: [],
  quietUntil: null,
  journal: { epoch: 'e', sequence: 10, digest: 'd', day: '2026-03-04' },
  devices: { printer: 'ok', lamp: 'failed' },
  broker: 'online',
};
const after: Told = { ...told, version: '2.0.0', journal: { ...told.journal, sequence: 14 } };
const judged = (change: Partial<Told> | undefined, look = 1) =>
  judgeProof({ release: '2.0.0', before: told, after: change && { ...after, ...change }, look });

test('a stage reaches exactly as many boxes as it says, and every later one reaches those as well', () => {
  const course = begin('2.0.0', boxes, 0);
  const counts = course.reaches.map(below => boxes.filter(box => placeOf('2.0.0', box) < below).length);
  assert.equal(counts, [10, 50, 500, 2_500, 5_000]);
});

test('another release reaches other boxes first', () => {
  const first = (release: string) => {
    const below = begin(release, boxes, 0).reaches[0] ?? 0;
    return boxes.filter(box => placeOf(release, box) < below);
  };
  const others = first('2.0.1');
  assert.ok(first('2.0.0').filter(box => others.includes(box)).length < 3);
});

test('the broker holds a box back, and cannot let it go ahead of what is signed', () => {
  const asking = { box: 'mikkeli/hub', release: '2.0.0', rollout, desired: undefined };
  assert.is(heldBack(asking), undefined);
  assert.is(heldBack({ ...asking, desired: { paused: true } }), 'update-paused');
  assert.is(heldBack({ ...asking, desired: { release: '1.9.0', paused: false } }), 'update-not-desired');
  const wanted = { release: '2.0.0', paused: false };
  assert.is(heldBack({ ...asking, rollout: { ...rollout, below: 0 }, desired: wanted }), 'update-not-yet');
  assert.is(heldBack({ ...asking, rollout: undefined, desired: wanted }), 'update-not-rolled-out');
  assert.is(heldBack({ ...asking, rollout: { ...rollout, paused: true }, desired: wanted }), 'update-paused');
});

test('a rollout goes a stage further only when it was long enough, and enough boxes have proven it', () => {
  const course = begin('2.0.0', boxes, 0);
  assert.is(next(course, tally, usualPlan.soak - 1).stage, 0);
  assert.is(next(course, { ...tally, proven: 8, trying: 2 }, usualPlan.soak).stage, 0);
  assert.is(next(course, tally, usualPlan.soak).stage, 1);
});

test('two failures stop a rollout by themselves; a person who has looked at them lets it go on', () => {
  const course = begin('2.0.0', boxes, 0);
  assert.is(next(course, { ...tally, failed: 1 }, hour).paused, undefined);
  const failing = { ...tally, failed: 2 };
  const stopped = next(course, failing, hour);
  assert.is(stopped.paused?.why, 'failures');
  assert.ok(rolloutOf(stopped).paused);
  const going = resume(stopped, failing, 2 * hour);
  assert.not.ok(rolloutOf(going).paused);
  assert.is(next(going, failing, 3 * hour).paused, undefined);
  assert.is(next(going, { ...tally, failed: 4 }, 3 * hour).paused?.why, 'failures');
  assert.is(pause(going, hour).paused?.why, 'by hand');
});

test('a box that says it kept a release but runs another has failed, and so has one that fell silent on trial', () => {
  const report = (change: Partial<BoxReport>): BoxReport => ({
    version: '2.0.0',
    state: 'committed',
    release: '2.0.0',
    since: new Date(0).toISOString(),
    reason: null,
    ...change,
  });
  const reports = [report({}), report({ version: '1.0.0' }), report({ state: 'starting' }), undefined];
  const { heard, proven, trying } = tallyOf(reports, '2.0.0', hour, 2 * hour);
  assert.equal([heard, proven, trying], [3, 1, 1]);
  assert.is(tallyOf(reports, '2.0.0', 2 * hour + 1, 2 * hour).failed, 2);
});

test('nothing starts while somebody would notice, when the doors open soon, or when the box says nothing', () => {
  const now = Date.UTC(2026, 2, 4, 20);
  assert.is(mayNotInstall(told, now), undefined);
  assert.is(mayNotInstall(undefined, now), 'update-box-silent');
  assert.is(mayNotInstall({ ...told, ready: false }, now), 'update-box-silent');
  assert.is(mayNotInstall({ ...told, busy: ['customer'] }, now), 'update-customer-here');
  assert.is(mayNotInstall({ ...told, quietUntil: now + timeNeeded - 1 }, now), 'update-too-late');
  assert.is(mayNotInstall({ ...told, quietUntil: now + timeNeeded }, now), undefined);
});

test('a satellite starts no release before its hub has it; a hub, and a satellite of a hub that says nothing of it, may', () => {
  assert.is(mayNotLead({ ...told, upTo: '1.2.3' }, '1.2.4'), 'update-hub-first');
  for (const upTo of ['1.2.4', '1.3.0', 'development'])
    assert.is(mayNotLead({ ...told, upTo }, '1.2.4'), undefined);
  assert.is(mayNotLead(told, '1.2.4'), undefined);
});

test('a release is kept when all that was well is well again, and given its time for that', () => {
  assert.is(judged({}), 'proven');
  assert.is(judged({ devices: { printer: 'ok' } }), 'proven');
  for (const [change, code] of [
    [undefined, 'update-proof-not-ready'],
    [{ ready: false }, 'update-proof-not-ready'],
    [{ version: '1.0.0' }, 'update-proof-version'],
    [{ devices: { printer: 'unknown' } }, 'update-proof-device'],
    [{ devices: {} }, 'update-proof-device'],
    [{ broker: 'offline' }, 'update-proof-broker'],
  ] as const) {
    assert.is(judged(change), 'wait');
    assert.equal(judged(change, mostLooks), { failed: code });
  }
});

test('a release that lost something of the journal goes back at once', () => {
  const { journal } = after;
  for (const lost of [{ epoch: 'f' }, { sequence: 9 }, { digest: 'x' }])
    assert.equal(judged({ journal: { ...journal, ...lost } }), { failed: 'update-proof-journal' });
  assert.is(judged({ journal: { ...journal, digest: 'x', day: '2026-03-05' } }), 'proven');
});

test.run();
