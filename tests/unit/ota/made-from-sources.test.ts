import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sourceSeconds } from '../../../ota/release/source-seconds';

interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const { compileNative } = require('../../../ota/bundle/native') as {
  compileNative(options: {
    root: string;
    platform?: string;
    env: NodeJS.ProcessEnv;
    run: (program: string, words: readonly string[], options: { env?: NodeJS.ProcessEnv }) => Ran;
  }): string;
};

const folder = mkdtempSync(join(tmpdir(), 'tiski-sources-'));
test.after(() => rmSync(folder, { recursive: true }));

test('sources are as old as the machine that builds them says, or their last commit, else nothing is built', () => {
  assert.is(sourceSeconds(folder, '1700000000'), 1_700_000_000);
  for (const said of ['', 'yesterday', '-1', '1.5'])
    assert.throws(() => sourceSeconds(folder, said), /Set SOURCE_DATE_EPOCH/);
  assert.throws(() => sourceSeconds(folder, undefined), /Set SOURCE_DATE_EPOCH/, 'no checkout');
});

/** A checkout with these packages, and a machine whose programs end so. */
function checkout(packages: readonly string[], ends: readonly Partial<Ran>[]) {
  const root = mkdtempSync(join(folder, 'root-'));
  for (const name of packages) mkdirSync(join(root, 'node_modules', name), { recursive: true });
  const gyp = join(root, 'node-gyp.js');
  writeFileSync(gyp, '');
  const asked: string[] = [];
  const left = [...ends];
  const run = (program: string, words: readonly string[], { env }: { env?: NodeJS.ProcessEnv }): Ran => {
    asked.push([program, ...words, env?.npm_config_nodedir ?? ''].join(' '));
    return { status: 1, stdout: '', stderr: '', ...left.shift() };
  };
  const compile = (env: NodeJS.ProcessEnv = { npm_config_node_gyp: gyp }, platform = 'linux') =>
    compileNative({ root, platform, env, run });
  return { root, gyp, asked, compile };
}

const runtime = `node-linux-${process.arch}`;
const [fails, works] = [{ status: 1 }, { status: 0 }];

test('the native part is compiled once, by the headers of the Node of the product', () => {
  const { root, gyp, asked, compile } = checkout(['epoll', runtime], [fails, {}, works, works, works]);
  assert.is(compile(), 'epoll compiled');
  const home = join(root, 'node_modules', runtime);
  assert.is(asked[2], `${home}/bin/node ${gyp} rebuild --nodedir=${home} ${home}`);
  assert.is(compile(), 'epoll is compiled already');
});

test('where nothing can be compiled, nothing is, and what is missing is said', () => {
  assert.match(checkout([runtime], []).compile(), /nothing to compile/);
  assert.match(checkout(['epoll', runtime], []).compile({}, 'darwin'), /nothing to compile/);
  assert.throws(() => checkout(['epoll'], []).compile(), /run npm ci/);
  assert.throws(() => checkout(['epoll', runtime], []).compile({}), /node-gyp was not found/);
  const noCompiler = [fails, {}, { status: 1, stderr: 'g++: not found' }];
  assert.throws(
    () => checkout(['epoll', runtime], noCompiler).compile(),
    /g\+\+: not found\n.*apt-get install/,
  );
  const broken = [fails, {}, works, fails];
  assert.throws(() => checkout(['epoll', runtime], broken).compile(), /could not be compiled/);
});

test.run();
