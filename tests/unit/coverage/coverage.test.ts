import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformSync } from 'esbuild';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { MappedForm } from '../../coverage/compiled-form';
import { countsAt } from '../../coverage/counts';
import { placesIn, type Span } from '../../coverage/places';
import { Tally } from '../../coverage/tally';

const partsOf = (text: string, spans: readonly Span[]) =>
  spans.map(({ start, end }) => text.slice(start, end));

test('types, comments and imports are nothing that a test could reach', () => {
  const text = `
import type { A } from './a';
/** A comment. */
export interface B { readonly a: A; m(): void }
export type C = A | B;
declare function outside(): void;
export abstract class D { abstract m(): void }
`;
  assert.equal(placesIn('a.ts', text), { statements: [], branches: [], functions: [] });
});

test('a branch has an arm for each way out: of an if without an else as well', () => {
  const text = `
function f(a: number | undefined, b: number[]): number {
  if (a) return 1;
  switch (b.length) { case 0: return 0; case 1: default: a = 3; }
  return (b[0] ?? 0) + (a && (b[1] || 5) ? 7 : 8);
}`;
  const { branches } = placesIn('a.ts', text);
  const arms = branches.map(({ kind, arms }) => [kind, ...partsOf(text, arms)]);
  assert.equal(arms, [
    ['if', 'return 1;', 'if (a) return 1;'],
    ['switch', 'return 0;', 'a = 3;'],
    ['binary-expr', 'b[0]', '0'],
    ['cond-expr', '7', '8'],
    ['binary-expr', 'a', 'b[1]', '5'],
  ]);
  assert.equal(
    branches.flatMap(({ arms }) => arms.filter(arm => arm.isFallback).map(arm => arm.start)),
    [text.indexOf('0) +')],
  );
});

test('a place is found in a bundle in which nothing looks as it was written', () => {
  const text = `
export function f(isOpen: boolean): string {
  if (isOpen) {
    const hour = 'nine';
    return hour;
  }
  return 'closed';
}
`;
  const { code, map } = transformSync(text, {
    loader: 'ts',
    minify: true,
    sourcemap: true,
    sourcefile: '/src/a.ts',
    format: 'cjs',
  });
  const data = { ...JSON.parse(map), sourcesContent: [text] };
  const form = new MappedForm(
    '/',
    data,
    code.split('\n').map(({ length }) => length),
  );
  assert.equal(form.paths, ['/src/a.ts']);
  const at = (part: string) => {
    const start = text.indexOf(part);
    const [offset = 0] = form.offsets('/src/a.ts', { start, end: start + part.length });
    return code.slice(offset, offset + 8);
  };
  assert.is(at("'nine'"), '"nine":"');
  assert.is(at("'closed'"), '"closed"');
  const type = text.indexOf('boolean');
  assert.equal(form.offsets('/src/a.ts', { start: type, end: type + 7 }), []);
});

test('a place was reached as often as the innermost range around it', () => {
  const script = {
    url: 'file:///a.js',
    functions: [
      { ranges: [{ startOffset: 0, endOffset: 100, count: 1 }] },
      {
        ranges: [
          { startOffset: 10, endOffset: 60, count: 5 },
          { startOffset: 20, endOffset: 30, count: 0 },
          { startOffset: 30, endOffset: 40, count: 2 },
        ],
      },
      { ranges: [{ startOffset: 70, endOffset: 80, count: 0 }] },
    ],
  };
  assert.equal(countsAt(script, [0, 15, 20, 29, 30, 45, 60, 75, 99]), [1, 5, 0, 0, 2, 5, 1, 0, 1]);
});

test('a program that a test lays out elsewhere counts as its source, another text in its place does not', () => {
  const root = join(__dirname, '..', '..', '..');
  const source = join(root, 'firmware', 'bin', 'tiski.js');
  const { length } = readFileSync(source, 'utf8');
  const ran = (url: string, end: number, start = 0) => {
    const tally = new Tally(root, [source]);
    const ranges = [{ startOffset: start, endOffset: end, count: 1 }];
    tally.add({ result: [{ url, functions: [{ ranges }] }] });
    return [
      tally
        .reached()
        .get(source)
        ?.statements.some(count => count),
      [...tally.changed],
    ];
  };
  const own = pathToFileURL(source).href;
  assert.equal(ran(own, length), [true, []]);
  assert.equal(ran('file:///box/firmware/bin/tiski.js', length), [true, []]);
  assert.equal(ran('file:///box/firmware/bin/tiski.js', length - 1), [false, []]);
  assert.equal(ran('file:///box/bin/other.js', length), [false, []]);
  assert.equal(ran(own, length - 1), [false, [source]], 'changed since');
  assert.equal(ran(own, length - 1, 900), [true, []], 'its first lines are forgotten');
});

test.run();
