import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runInOwnProcess } from '../running/own-process';
import { SharedProcess } from '../running/shared-process';

const root = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'tiski-running-'));
const shared = new SharedProcess(root);

const test = suite('running test files');

test.after(() => {
  shared.stop();
  rmSync(folder, { recursive: true });
});

function file(name: string, body: string): string {
  const path = join(folder, `${name}.js`);
  const uvu = JSON.stringify(require.resolve('uvu'));
  writeFileSync(path, `const test = require(${uvu}).suite('s');\n${body}\ntest.run();\n`);
  return path;
}

const inBoth = (path: string) => [() => shared.run(path), () => runInOwnProcess(path, root)];

async function outcomes(name: string, body: string): Promise<string[]> {
  const all: string[] = [];
  for (const run of inBoth(file(name, body))) {
    const { passed, failed } = await run();
    all.push(`${passed} passed, ${failed} failed`);
  }
  return all;
}

const each = (outcome: string) => [outcome, outcome];

test('what passes and what fails is counted alike in a process of its own and in a shared one', async () => {
  const two = "test('a', () => {}); test('b', async () => {});";
  assert.equal(await outcomes('good', two), each('2 passed, 0 failed'));
  assert.equal(
    await outcomes('bad', `${two} test('c', () => { throw new Error('no'); });`),
    each('2 passed, 1 failed'),
  );
});

test('a file that runs nothing, skips something or ends its process has failed', async () => {
  assert.equal(await outcomes('nothing', ''), each('0 passed, 1 failed'));
  assert.equal(await outcomes('skips', "test('a', () => {}); test.skip('b');"), each('1 passed, 1 failed'));
  assert.equal(await outcomes('ends', "test('a', () => process.exit(0));"), each('0 passed, 1 failed'));
  assert.equal(
    await outcomes('throws', "test('a', () => {}); throw new Error('on loading');"),
    each('0 passed, 1 failed'),
  );
  assert.equal(
    await outcomes(
      'later',
      "test('a', () => new Promise(() => setTimeout(() => { throw new Error('later'); })));",
    ),
    each('0 passed, 1 failed'),
  );
});

test('after a file that took its process along the next one runs', async () => {
  await shared.run(file('takes', "test('a', () => process.exit(3));"));
  const { passed, failed } = await shared.run(file('next', "test('a', () => {});"));
  assert.equal({ passed, failed }, { passed: 1, failed: 0 });
});

test('a file that leaves a server open, another folder or another setting has failed in a shared process', async () => {
  const left = async (name: string, act: string) => shared.run(file(name, `test('a', () => { ${act} });`));
  const open = await left('open', "global.kept = require('node:net').createServer().listen(0);");
  assert.is(open.failed, 1);
  assert.match(open.output, /left open at its end: TCPServerWrap/);
  await left('close', 'global.kept.close();');
  const moved = await left('moved', "process.chdir('/');");
  assert.match(moved.output, /left the folder/);
  const elsewhere = join(folder, 'elsewhere.js');
  writeFileSync(
    elsewhere,
    `require(${JSON.stringify(require.resolve('uvu'))}).test('a', () => {}); console.log('  Total: 1\\n  Passed: 1\\n  Skipped: 0');`,
  );
  const nothing = await shared.run(elsewhere);
  assert.is(nothing.failed, 1, 'what another process says does not count');
  assert.match(nothing.output, /ran nothing in this process/);
  const changed = await left('set', "process.env.TISKI_X = '1';");
  assert.match(changed.output, /left changed settings/);
});

test.run();
