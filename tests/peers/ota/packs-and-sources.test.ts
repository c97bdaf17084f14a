import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fileTransport } from '../../../ota/fetch/file-transport';
import { httpTransport } from '../../../ota/fetch/http-transport';
import type { Transport } from '../../../ota/fetch/transport';
import { digestOf, type FileEntry, type Manifest, manifestBytes } from '../../../ota/format/manifest';
import { type Part, packHead, packPart } from '../../../ota/format/pack';
import { type OldRelease, SlotWriter } from '../../../ota/slots/slot-writer';
import { CrashDisk } from '../../support/ota/crash-disk';
import { makeRelease, notes } from '../../support/ota/update-bench';

/** What a slot is filled from, and where that comes from. */

const codeOf = (act: () => unknown): string => {
  try {
    act();
    return 'no error';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};

const entry = (path: string, content: Buffer): FileEntry => ({
  path,
  size: content.length,
  sha256: digestOf(content),
});

function manifestOf(files: readonly FileEntry[]): Manifest {
  return {
    format: 1,
    version: '1.1.0',
    architecture: 'arm64',
    built: '2026-01-01T00:00:00Z',
    notes,
    files: [...files],
  };
}

/** Writes a slot from these parts. */
function filled(
  files: readonly FileEntry[],
  parts: readonly { readonly part: Part; readonly packed: Buffer }[],
  old?: (disk: CrashDisk) => OldRelease,
) {
  const disk = new CrashDisk();
  const pack = Buffer.concat([packHead(parts.map(({ part }) => part)), ...parts.map(({ packed }) => packed)]);
  disk.write('/pack', pack);
  const writer = new SlotWriter({ disk, folder: '/slot', old: old?.(disk) });
  const manifest = manifestOf(files);
  const code = codeOf(() => writer.write(manifest, manifestBytes(manifest), '/pack'));
  return { code, disk };
}

const partOf = (file: FileEntry, piece: Buffer, from?: Part['from'], dictionary?: Buffer) => {
  const packed = packPart(piece, dictionary);
  return {
    part: { file: file.sha256, size: piece.length, packed: packed.length, ...(from && { from }) },
    packed,
  };
};

const one = Buffer.from('one half of a file, ');
const two = Buffer.from('and the other');
const whole = Buffer.concat([one, two]);
const file = entry('a/program.js', whole);

test('a file comes in pieces, and every file of the same content from one of them', () => {
  const same = entry('b/copy.js', whole);
  const { code, disk } = filled(
    [file, same, entry('empty', Buffer.alloc(0))],
    [partOf(file, one), partOf(file, two)],
  );
  assert.is(code, 'no error');
  assert.equal(disk.read('/slot/a/program.js'), whole);
  assert.equal(disk.read('/slot/b/copy.js'), whole);
  assert.is(disk.size('/slot/empty'), 0);
});

test('a pack with another file, with too little, or with none is refused', () => {
  const other = entry('other', two);
  assert.is(filled([file], [partOf(other, two)]).code, 'update-file-wrong', 'a part of no file');
  assert.is(filled([file], [partOf(file, one)]).code, 'update-file-wrong', 'half of it');
  assert.is(filled([file], []).code, 'update-file-wrong', 'in no pack');
});

test('a delta builds on the release that it was made from, and on no other', () => {
  const old = (disk: CrashDisk): OldRelease => ({
    folder: '/old',
    manifest: makeRelease(disk, '/old', '1.0.0', { 'program.js': String(one), same: String(two) }),
  });
  const from = { file: digestOf(one), offset: 0, length: one.length };
  const kept = entry('kept', two);
  const good = filled([file, kept], [partOf(file, whole, from, one)], old);
  assert.is(good.code, 'no error');
  assert.equal(good.disk.read('/slot/a/program.js'), whole);
  assert.equal(good.disk.read('/slot/kept'), two, 'what is the same is copied');
  const elsewhere = { ...from, file: digestOf(whole) };
  assert.is(filled([file], [partOf(file, whole, elsewhere, one)], old).code, 'update-delta-wrong');
  assert.is(
    filled([file], [partOf(file, whole, from, one)]).code,
    'update-file-wrong',
    'without the old release',
  );
});

const sourceCode = (transport: Transport, url: URL, from = 0) =>
  transport(url, from).then(
    incoming => {
      incoming.close();
      return `from ${incoming.from}, ${incoming.announced} bytes`;
    },
    error => error.code,
  );

test('a web server has a file, has it not, or cannot say; and resumes or begins anew', async () => {
  let answer: (response: ServerResponse) => void = response => response.end();
  const server = createServer((_, response) => answer(response));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/file`);
  const transport = httpTransport({ silence: 5_000, userAgent: 'test' });
  const hears = async (from: number, status: number, headers: Record<string, string> = {}) => {
    answer = response => response.writeHead(status, headers).end('12345');
    return sourceCode(transport, url, from);
  };
  try {
    assert.is(await hears(0, 200, { 'content-length': '5' }), 'from 0, 5 bytes');
    assert.is(await hears(0, 200, { 'transfer-encoding': 'chunked' }), 'from 0, undefined bytes');
    assert.is(await hears(3, 200, { 'content-length': '5' }), 'from 0, 5 bytes', 'begins anew');
    assert.is(
      await hears(3, 206, { 'content-range': 'bytes 3-7/8', 'content-length': '5' }),
      'from 3, 5 bytes',
    );
    assert.is(await hears(3, 206, { 'content-range': 'bytes 4-8/9' }), 'update-unreachable', 'another place');
    assert.is(await hears(3, 206), 'update-unreachable', 'no place');
    for (const status of [403, 404]) assert.is(await hears(0, status), 'update-not-found');
    for (const status of [302, 416, 500]) assert.is(await hears(0, status), 'update-unreachable');
    const hasty = httpTransport({ silence: 1, userAgent: 'test' });
    answer = () => {};
    assert.is(await sourceCode(hasty, url), 'update-unreachable', 'silent');
  } finally {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
  assert.is(await sourceCode(transport, url), 'update-unreachable', 'gone');
});

test('a stick has a file, has it not, or has something else in its place', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-stick-'));
  try {
    writeFileSync(join(folder, 'file'), '12345');
    const at = (path: string, from = 0) => sourceCode(fileTransport, pathToFileURL(join(folder, path)), from);
    assert.is(await at('file'), 'from 0, 5 bytes');
    assert.is(await at('file', 3), 'from 3, 2 bytes');
    for (const path of ['none', 'file/below', '.']) assert.is(await at(path), 'update-not-found', path);
    assert.is(await at('x'.repeat(300)), 'update-unreachable', 'a name that no disk has');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.run();
