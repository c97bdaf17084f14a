import { BadVersionError, DownloadHTTPError } from 'tuf-js/dist/error';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TiskiError } from '../../../hal/platform/error';
import { readSettings, tlsOf } from '../../../ota/client/update-settings';
import { packHead, packPart, readPackHead, unpackManifest, unpackPart } from '../../../ota/format/pack';
import { HawkbitMemories } from '../../../ota/hawkbit/hawkbit-memory';
import { readCourse } from '../../../ota/rollout/course';
import { readRollout } from '../../../ota/rollout/rollout';
import { outcomeOf, readBoxReport } from '../../../ota/rollout/tally';
import { readDesired } from '../../../ota/round/desired-file';
import { RoundMemories } from '../../../ota/round/round-memory';
import { diskRefusal } from '../../../ota/trust/disk-refusal';
import { refusalOf } from '../../../ota/trust/refusal';
import { readTold } from '../../../ota/window/told';
import { CrashDisk } from '../../support/ota/crash-disk';

/** What the updater finds on a disk or hears from others, cut short or written by somebody else. */

/** No JSON, and JSON of all kinds that is nothing of ours. */
const strange = [
  '',
  '{',
  'null',
  '7',
  '"text"',
  '[]',
  '{}',
  '{"format":2}',
  '{"release":7,"state":"wanted"}',
];

function withFile(name: string, text: string): CrashDisk {
  const disk = new CrashDisk();
  disk.makeFolder('/home');
  disk.write(`/home/${name}`, Buffer.from(text));
  return disk;
}

const throwsCode = (code: string, act: () => unknown, what: string) =>
  assert.throws(act, (error: { code?: string }) => error.code === code, what);

test('what a round remembered is forgotten when its file is damaged, and is written over', () => {
  for (const text of strange) {
    const rounds = new RoundMemories(withFile('round.json', text), '/home');
    assert.is(rounds.read().report.state, 'none', text);
    const kept = { ...rounds.read(), checkedAt: 7 };
    rounds.keep(kept);
    assert.equal(rounds.read(), kept);
    const hawkbit = new HawkbitMemories(withFile('hawkbit.json', text), '/home');
    assert.equal(hawkbit.read(), { format: 1, failures: 0, sleep: 0 }, text);
    const heard = { ...hawkbit.read(), failures: 2 };
    for (let n = 0; n < 2; n++) hawkbit.keep(heard);
    assert.equal(hawkbit.read(), heard);
  }
  assert.is(new HawkbitMemories(new CrashDisk(), '/home').read().failures, 0);
});

test('what is the same as before is not written again', () => {
  const disk = withFile('other', '');
  const memories = [new RoundMemories(disk, '/home'), new HawkbitMemories(disk, '/home')] as const;
  const keep = () => {
    memories[0].keep(memories[0].read());
    memories[1].keep(memories[1].read());
  };
  keep();
  disk.before = call => assert.unreachable(call);
  keep();
});

test('a wish of the broker that cannot be read is none', () => {
  for (const text of strange)
    assert.is(readDesired(withFile('update-desired.json', text), '/home'), undefined, text);
  assert.is(readDesired(new CrashDisk(), '/home'), undefined);
  const wish = (text: string) => readDesired(withFile('update-desired.json', text), '/home');
  assert.equal(wish('{"release":"1.2.0","state":"wanted"}'), { release: '1.2.0', paused: false });
  assert.equal(wish('{"release":null,"state":"paused"}'), { paused: true });
});

test('what an appliance or a box says in another form is not believed', () => {
  for (const text of strange) {
    assert.is(readBoxReport(text), undefined, text);
    if (text.length > 1) assert.is(readTold(JSON.parse(text)), undefined, text);
  }
});

test('a course, a rollout and the settings name what is wrong with them', () => {
  for (const text of strange) {
    throwsCode('update-metadata-invalid', () => readCourse(Buffer.from(text)), text);
    throwsCode('update-metadata-invalid', () => readRollout(Buffer.from(text)), text);
    throwsCode('setting-invalid', () => readSettings(withFile('update.json', text), '/home'), text);
  }
  throwsCode('setting-invalid', () => readSettings(new CrashDisk(), '/home'), 'no file');
  const settings = { source: 'https://updates.example/', channel: 'stable', tls: { ca: 'ca.pem' } };
  const disk = withFile('update.json', JSON.stringify(settings));
  assert.equal(readSettings(disk, '/home'), settings);
  throwsCode('setting-invalid', () => tlsOf(disk, '/home', settings), 'no such certificate');
  disk.write('/home/ca.pem', Buffer.from('PEM'));
  assert.is(String(tlsOf(disk, '/home', settings)?.ca), 'PEM');
});

test('a box that never says when it began counts as trying, not as silent', () => {
  const report = { version: '1.0.0', state: 'trial', release: '1.1.0', since: null, reason: null };
  assert.is(outcomeOf(report, '1.1.0', 1e12, 1), 'trying');
  assert.is(outcomeOf({ ...report, since: '2001-01-01T00:00:00Z' }, '1.1.0', 1e12, 1), 'silent');
  assert.is(outcomeOf({ ...report, state: 'committed' }, '1.1.0', 1e12, 1), 'failed');
  assert.is(outcomeOf({ ...report, state: 'held' }, '1.1.0', 1e12, 1), 'untouched');
  assert.is(outcomeOf(report, '1.2.0', 1e12, 1), 'untouched');
});

test('a pack that is cut, padded or says more than it holds is refused', () => {
  const content = Buffer.from('a release '.repeat(40));
  const packed = packPart(content);
  const part = { file: 'a'.repeat(64), size: content.length, packed: packed.length };
  const pack = Buffer.concat([packHead([part]), packed]);
  const head = (bytes: Buffer) =>
    readPackHead(bytes.length, (from, length) => bytes.subarray(from, from + length));
  assert.equal(head(pack), [{ part, at: pack.length - packed.length }]);
  assert.equal(unpackPart(part, packed), content);
  const wrong: Readonly<Record<string, Buffer>> = {
    nothing: Buffer.alloc(0),
    'cut in its head': pack.subarray(0, 15),
    'cut in its index': pack.subarray(0, 40),
    'cut in a part': pack.subarray(0, -1),
    padded: Buffer.concat([pack, Buffer.alloc(1)]),
    'an index that is no JSON': Buffer.from('TISKIPACK1 0000000002\n[}'),
    'an index of something else': Buffer.from('TISKIPACK1 0000000003\n[7]'),
    'another magic': Buffer.from('TISKIPACK9 0000000002\n[]'),
  };
  for (const [what, bytes] of Object.entries(wrong)) throwsCode('update-file-wrong', () => head(bytes), what);
  throwsCode('update-file-wrong', () => unpackPart({ ...part, size: part.size + 1 }, packed), 'short');
  throwsCode('update-file-wrong', () => unpackPart({ ...part, size: part.size - 1 }, packed), 'long');
  throwsCode('update-file-wrong', () => unpackPart(part, Buffer.from('no zstd')), 'no zstd');
  throwsCode('update-file-wrong', () => unpackManifest(Buffer.from('no zstd')), 'no manifest');
});

test('what a disk refuses is told as such; nothing else is taken for it', () => {
  const code = (error: unknown) => diskRefusal(error)?.code;
  const failure = (name: string) => Object.assign(new Error(), { code: name });
  assert.equal(
    ['ENOSPC', 'EDQUOT', 'EIO', 'EROFS'].map(name => code(failure(name))),
    ['update-no-space', 'update-no-space', 'update-disk-failed', 'update-disk-failed'],
  );
  for (const other of ['EIO', undefined, new Error('EIO'), failure('ERR_X'), new TiskiError('update-slow')])
    assert.is(code(other), undefined, String(other));
});

test('metadata of another version is mixed where a file above it names the version, else a step back', () => {
  for (const [error, step, misplaced, code] of [
    [new BadVersionError('old'), 'snapshot', false, 'update-rollback'],
    [new BadVersionError('other'), 'snapshot', true, 'update-mixed'],
    [new BadVersionError('other'), 'targets', false, 'update-mixed'],
    [new DownloadHTTPError('gone', 404), 'transfer', false, 'update-not-found'],
    [new TypeError('odd'), 'targets', false, 'update-metadata-invalid'],
  ] as const)
    assert.is(refusalOf({ error, step, misplaced }).code, code, `${error} ${step} ${misplaced}`);
});

test.run();
