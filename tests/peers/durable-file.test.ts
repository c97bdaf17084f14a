import { chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { makeFolder, readIfThere, removeDurably, writeDurably } from '../../hal/platform/durable-file';
import { KeptFile } from '../../hal/platform/kept-text';

const folder = mkdtempSync(join(tmpdir(), 'tiski-durable-'));
test.after(() => rmSync(folder, { recursive: true }));

test('a file is replaced whole, only its owner can read it, and nothing is left beside it', async () => {
  const file = join(folder, 'whole');
  await writeDurably(file, 'first');
  await writeDurably(file, 'second');
  assert.is(await readIfThere(file), 'second');
  assert.is(statSync(file).mode & 0o777, 0o600);
  assert.equal(readdirSync(folder), ['whole']);
});

test('a file that is not there has no content; one that cannot be read is an error', async () => {
  assert.is(await readIfThere(join(folder, 'nothing')), undefined);
  mkdirSync(join(folder, 'folder'));
  await readIfThere(join(folder, 'folder')).then(
    () => assert.unreachable(),
    error => assert.is(error.code, 'EISDIR'),
  );
});

test('what is taken away stays away, and taking it away twice is no error', async () => {
  const file = join(folder, 'gone');
  await writeDurably(file, 'text');
  await removeDurably(file);
  await removeDurably(file);
  assert.is(await readIfThere(file), undefined);
});

test('what root writes into the folder of a service belongs to the service, new folders included', async () => {
  const state = join(folder, 'state');
  mkdirSync(state);
  // Anybody else writes as themselves and can only check that.
  if (process.getuid?.() === 0) chownSync(state, 4321, 4321);
  const owner = statSync(state).uid;
  await makeFolder(join(state, 'access', 'tokens'));
  await writeDurably(join(state, 'access', 'tokens', 'one'), 'text');
  for (const path of ['access', 'access/tokens', 'access/tokens/one'])
    assert.is(statSync(join(state, path)).uid, owner, path);
  assert.is(statSync(join(state, 'access')).mode & 0o777, 0o700);
});

test('what is no file is not taken away as one', async () => {
  const place = join(folder, 'full');
  mkdirSync(place);
  await removeDurably(place).then(
    () => assert.unreachable(),
    ({ code }) => assert.match(code, /EISDIR|EPERM/),
  );
  assert.equal(readdirSync(place), []);
});

test('of many texts in a row the last is kept, in order, and those between may be left out', async () => {
  const file = join(folder, 'counter');
  const kept = new KeptFile(file, () => assert.unreachable());
  for (let at = 1; at <= 500; at++) kept.replace(String(at));
  await kept.settled();
  assert.is(await kept.read(), '500');
  kept.replace('501');
  await kept.settled();
  assert.is(readFileSync(file, 'utf8'), '501');
});

test('a text that cannot be written is told, and the next one is tried again', async () => {
  const place = join(folder, 'later');
  const errors: unknown[] = [];
  const kept = new KeptFile(join(place, 'text'), error => errors.push(error));
  kept.replace('lost');
  await kept.settled();
  assert.is(errors.length, 1);
  mkdirSync(place);
  kept.replace('kept');
  await kept.settled();
  assert.is(await kept.read(), 'kept');
});

test.run();
