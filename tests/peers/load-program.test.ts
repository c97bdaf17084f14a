import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

interface Loaded {
  readonly program: { answer(): string };
  keepCompiled(): void;
}

const { loadProgram } = require('../../firmware/bin/load-program.js') as {
  loadProgram(file: string, where: { folder: string | undefined; name: string }): Loaded;
};

const folder = mkdtempSync(join(tmpdir(), 'tiski-compiled-'));
const kept = join(folder, 'run.code');
let releases = 0;

const aside = `${kept}.aside`;

test.before.each(() => {
  for (const path of [kept, aside]) rmSync(path, { force: true, recursive: true });
});
test.after(() => rmSync(folder, { recursive: true }));

/** A program of which V8 has never heard; all are equally long. */
function release(): { file: string; start(): Loaded; says: string } {
  releases += 1;
  const says = `release ${String(releases).padStart(3, '0')}`;
  const file = join(folder, 'program.js');
  const unused = Array.from({ length: 200 }, (_, n) => `function f${n}() { return ${1000 + n}; }`).join('\n');
  writeFileSync(file, `"use strict";${unused}\nmodule.exports = { answer() { return '${says}'; } };\n`);
  return { file, says, start: () => loadProgram(file, { folder, name: 'run' }) };
}

/** Starts it and keeps what was compiled. */
function keepOf({ start }: ReturnType<typeof release>): Buffer {
  const first = start();
  first.program.answer();
  first.keepCompiled();
  return readFileSync(kept);
}

test('what a start has compiled is kept once, for its own user, and the next start takes it', () => {
  const program = release();
  keepOf(program);
  assert.is(statSync(kept).mode & 0o777, 0o600);
  assert.equal(readdirSync(folder).sort(), ['program.js', 'run.code']);
  const { ino } = statSync(kept);
  const next = program.start();
  assert.is(next.program.answer(), program.says);
  next.keepCompiled();
  assert.is(statSync(kept).ino, ino);
});

test('a start that came to nothing is followed by one without what it had taken', () => {
  const program = release();
  keepOf(program);
  program.start();
  assert.not.ok(existsSync(kept));
  const next = program.start();
  assert.is(next.program.answer(), program.says);
  next.keepCompiled();
  assert.equal(readdirSync(folder).sort(), ['program.js', 'run.code']);
});

test('code of another release never runs in the place of this one', () => {
  const old = keepOf(release());
  const program = release();
  const loaded = program.start();
  assert.is(loaded.program.answer(), program.says);
  loaded.keepCompiled();
  assert.not.equal(readFileSync(kept), old);
});

for (const [what, spoilt] of [
  ['torn', (whole: Buffer) => whole.subarray(0, whole.length >> 1)],
  ['torn before its first byte', () => Buffer.alloc(0)],
  ['torn after its seal', (whole: Buffer) => whole.subarray(0, 8)],
  ['full of zeros', (whole: Buffer) => Buffer.alloc(whole.length)],
  [
    'with one bit fallen over',
    (whole: Buffer) => Buffer.from(whole.map((byte, n) => (n === 900 ? byte ^ 4 : byte))),
  ],
] as const)
  test(`compiled code that is ${what} changes nothing but the time of the start, and is kept anew`, () => {
    const program = release();
    const whole = keepOf(program);
    writeFileSync(kept, spoilt(whole));
    const loaded = program.start();
    assert.is(loaded.program.answer(), program.says);
    loaded.keepCompiled();
    assert.is(readFileSync(kept).length > whole.length / 2, true);
    assert.is(program.start().program.answer(), program.says);
  });

test('a disk that takes nothing stops no start', () => {
  mkdirSync(aside);
  const program = release();
  const loaded = program.start();
  loaded.keepCompiled();
  assert.is(loaded.program.answer(), program.says);
  assert.not.ok(existsSync(kept));
});

test('where nothing may be kept the program starts as it is', () => {
  const { file, says } = release();
  const loaded = loadProgram(file, { folder: undefined, name: 'run' });
  loaded.keepCompiled();
  assert.is(loaded.program.answer(), says);
  assert.equal(readdirSync(folder), ['program.js']);
});

test.run();
