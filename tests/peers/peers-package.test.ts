import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bundle } from '../../simulator/package/build';

/** Packed, installed without a network and typed: `npm run proof -- peers-package`. */

const root = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'tiski-peers-'));
const home = join(folder, 'tiski-peers');
const installed = join(folder, 'node_modules');

test.before(() => {
  mkdirSync(home);
  mkdirSync(installed);
  bundle(home, { sourcemap: true });
  cpSync(join(root, 'simulator/package/examples'), join(home, 'examples'), { recursive: true });
  // Linked, as its source maps would not be read below node_modules.
  symlinkSync(home, join(installed, 'tiski-peers'));
  for (const name of readdirSync(join(root, 'node_modules')))
    if (!name.startsWith('.')) symlinkSync(join(root, 'node_modules', name), join(installed, name));
});
test.after(() => rmSync(folder, { recursive: true }));

const run = promisify(execFile);
const example = async (name: string) =>
  (await run(process.execPath, [join(home, 'examples', name)])).stdout.trim();

test('the examples of the peers run as they stand', async () => {
  assert.is(await example('printer.js'), 'Ticket | K101\ncover open\ncomplaints: none');
  assert.match(await example('codec.js'), /"Status":"Ringing".*"DisplayName":"The office"/);
  assert.is(await example('board.js'), 'pin 13 is high');
});

test.run();
