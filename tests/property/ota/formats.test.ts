import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTiskiError } from '../../../hal/platform/error';
import { readHead } from '../../../ota/format/channel-head';
import { type Manifest, manifestBytes, readManifest } from '../../../ota/format/manifest';
import {
  type Part,
  packHead,
  packPart,
  readPackHead,
  unpackManifest,
  unpackPart,
} from '../../../ota/format/pack';
import { compareVersions } from '../../../ota/format/version-order';
import { readSlotsState } from '../../../ota/slots/slots-state';

const noise = fc.uint8Array({ maxLength: 300 }).map(bytes => Buffer.from(bytes));
const json = fc.json().map(text => Buffer.from(text));
const head = fc.array(noise, { maxLength: 3 }).map(parts => Buffer.concat([packHead([]), ...parts]));

/** Answers, or refuses with a code. */
function refusesCleanly(read: (content: Buffer) => unknown): void {
  fc.assert(
    fc.property(fc.oneof(noise, json, head), content => {
      try {
        read(content);
      } catch (error) {
        assert.ok(isTiskiError(error), String(error));
      }
    }),
    { numRuns: 500 },
  );
}

test('whatever the bytes are, they are read or refused by a code', () => {
  refusesCleanly(readManifest);
  refusesCleanly(readHead);
  refusesCleanly(unpackManifest);
  refusesCleanly(content =>
    readPackHead(content.length, (offset, length) => content.subarray(offset, offset + length)),
  );
  refusesCleanly(content => unpackPart({ file: '', size: 10, packed: 10 }, content));
  refusesCleanly(readSlotsState);
});

test('a piece comes back as it was, with the dictionary that it was made with', () => {
  fc.assert(
    fc.property(noise, noise, (content, dictionary) => {
      fc.pre(content.length > 0 && dictionary.length > 0);
      const part: Part = { file: '', size: content.length, packed: 1 };
      assert.ok(unpackPart(part, packPart(content, dictionary), dictionary).equals(content));
      assert.ok(unpackPart(part, packPart(content)).equals(content));
    }),
  );
});

test('no manifest reaches out of its slot', () => {
  const manifest = (path: string): Manifest => ({
    format: 1,
    version: '1.0.0',
    architecture: 'arm64',
    built: '2026-01-01T00:00:00Z',
    notes: { fi: 'a', sv: 'b', en: 'c' },
    files: [{ path, size: 0, sha256: '0'.repeat(64) }],
  });
  assert.ok(readManifest(manifestBytes(manifest('a/b'))));
  for (const path of [
    '/etc/passwd',
    '../a',
    'a/../../b',
    'a//b',
    '',
    '.',
    'a/.',
    'release.json',
    'a\\b',
    'a\0b',
  ])
    assert.throws(() => readManifest(manifestBytes(manifest(path))), path);
});

test('versions are ordered as Semantic Versioning orders them', () => {
  const ordered =
    '1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0 1.2.0 1.10.0 2.0.0';
  const versions = ordered.split(' ');
  for (const [i, a] of versions.entries())
    for (const [j, b] of versions.entries())
      assert.is(Math.sign(compareVersions(a, b)), Math.sign(i - j), `${a} ${b}`);
});

test.run();
