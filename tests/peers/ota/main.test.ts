import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { main } from '../../../ota/main';

/** What the updater says to these words, and how it would end. */
async function said(...words: string[]): Promise<{ readonly text: string; readonly code: unknown }> {
  let text = '';
  const write = (part: string | Uint8Array) => {
    text += part;
    return true;
  };
  const before = process.exitCode;
  const [stdout, stderr] = [process.stdout.write, process.stderr.write];
  process.exitCode = 0;
  [process.stdout.write, process.stderr.write] = [write, write];
  try {
    await main(words);
    return { text, code: process.exitCode };
  } finally {
    [process.stdout.write, process.stderr.write] = [stdout, stderr];
    process.exitCode = before;
  }
}

test('what the release tool refuses is said with what to do about it', async () => {
  const refused = await said('release', 'publish', 'stable', '/nowhere/1.0.0', '--dir', '/nowhere');
  assert.is(refused.code, 1);
  assert.match(refused.text, /holds no whole release \(release-refused\)\n.+\.\n$/);
});

test('a client of TUF ends with what the suite of its makers expects', async () => {
  const { text, code } = await said('tuf', '--metadata-dir', '/nowhere', 'dance');
  assert.is(code, 1);
  assert.match(text, /usage: tiski tuf/);
});

test.run();
