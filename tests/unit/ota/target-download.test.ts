import { TargetFile } from '@tufjs/models';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { digestOf } from '../../../ota/format/manifest';
import { TargetDownload } from '../../../ota/trust/target-download';
import { CrashDisk } from '../../support/ota/crash-disk';
import { fastLimits, SetTime } from '../../support/ota/update-bench';

const piece = 512 * 1024;
const content = Buffer.alloc(5 * piece, 'tiski');
const partFolder = '/box/download';
const part = `${partFolder}/${digestOf(content)}.part`;
const located = {
  target: new TargetFile({ path: 'stable/a', length: content.length, hashes: { sha256: digestOf(content) } }),
  url: new URL('http://updates/targets/a'),
};

/** A download of a server that gives these bytes and can go on from any of them. */
function download(given = content) {
  const disk = new CrashDisk();
  const began: number[] = [];
  const target = new TargetDownload({
    disk,
    limits: fastLimits,
    time: new SetTime(),
    partFolder,
    transport: async (_, from) => {
      began.push(from);
      async function* chunks() {
        for (let at = from; at < given.length; at += piece) yield given.subarray(at, at + piece);
      }
      return { chunks: chunks(), from, announced: given.length - from, close() {} };
    },
  });
  return { disk, began, into: () => target.into('/box/whole', located) };
}

test('what was begun yesterday and damaged since is fetched once more from its first byte', async () => {
  const { disk, began, into } = download();
  disk.makeFolder('/box');
  disk.makeFolder(partFolder);
  disk.write(part, Buffer.alloc(piece, 'other'));
  await into();
  assert.equal(began, [piece, 0]);
  assert.ok(disk.read('/box/whole').equals(content));
  assert.is(disk.kind(part), undefined);
});

test('bytes that are wrong from the first on are not asked for again', async () => {
  const { disk, began, into } = download(Buffer.alloc(content.length));
  await into().then(
    () => assert.unreachable(),
    error => assert.is(error.code, 'update-file-wrong'),
  );
  assert.equal(began, [0]);
  assert.is(disk.kind(part), undefined);
});

test('a power cut costs a mebibyte of a download at most', async () => {
  const { disk, into } = download();
  const unsynced: number[] = [];
  let synced = 0;
  disk.before = (call, path) => {
    if (path !== part || disk.kind(part) !== 'file') return;
    const size = disk.size(part);
    unsynced.push(size - synced);
    if (call === 'sync') synced = size;
  };
  await into();
  assert.is(Math.max(...unsynced), 2 * piece);
  assert.is(synced, content.length);
});

test.run();
