import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse, stringify } from 'yaml';
import { isCatalogueCode } from '../../../hal/platform/catalogue';
import { check, sample } from '../../unit/config/sample';

/** Whatever is in the file: no throw, every problem has a catalogued code and stands inside the file. */
function holds(source: string): void {
  const lines = source.replace(/^\uFEFF/, '').split('\n');
  let last = { line: 1, column: 1 };
  for (const { line, column, code, message, advice } of check(source)) {
    assert.ok(isCatalogueCode(code));
    assert.ok(message.length > 5 && advice.length > 5, code);
    assert.ok(line >= 1 && line <= lines.length, `line ${line} of ${lines.length}: ${message}`);
    const length = lines[line - 1]?.length ?? 0;
    assert.ok(column >= 1 && column <= length + 1, `column ${column} of ${length}: ${message}`);
    assert.ok(line > last.line || (line === last.line && column >= last.column), 'by place');
    last = { line, column };
  }
}

const odd = fc.constantFrom<unknown>(
  null,
  '',
  ' ',
  0,
  -1,
  1.5,
  true,
  'tax',
  'x y',
  '25:00',
  [],
  {},
  [[]],
  [null],
  { fi: 1 },
);

/** Every place in a value, as a list of keys. */
function placesIn(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return [
    path,
    ...keys.flatMap(key => placesIn((value as Record<string | number, unknown>)[key], [...path, key])),
  ];
}

const places = placesIn(parse(sample)).filter(path => path.length > 0);

function put(
  root: unknown,
  path: readonly (string | number)[],
  change: 'delete' | 'rename' | { to: unknown },
): void {
  let holder = root as Record<string | number, unknown> | undefined;
  for (const key of path.slice(0, -1)) holder = holder?.[key] as Record<string | number, unknown> | undefined;
  const key = path.at(-1) ?? '';
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key)) return;
  const held = holder[key];
  if (change === 'delete' || change === 'rename') delete holder[key];
  if (change === 'rename' && !Array.isArray(holder)) holder[`${key}x`] = held;
  if (typeof change === 'object') holder[key] = change.to;
}

const change = fc.oneof(
  fc.constant('delete' as const),
  fc.constant('rename' as const),
  fc.record({ to: odd }),
);

test('settings that are missing, misspelt or of another kind', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...places), change), { minLength: 1, maxLength: 5 }),
      changes => {
        const site: unknown = parse(sample);
        for (const [path, how] of changes) put(site, path, how);
        holds(stringify(site));
      },
    ),
    { numRuns: 150 },
  );
});

test('one setting that is missing, misspelt or of another kind is never overlooked', () => {
  const optional = /^(timezone|hours|next|recall|lamp|display|printer|sounder|language|buttons)$/;
  for (const path of places) {
    const key = path.at(-1) ?? '';
    const site: unknown = parse(sample);
    put(site, path, { to: { nonsense: true } });
    const problems = check(stringify(site));
    assert.ok(problems.length > 0, path.join('/'));
    const without: unknown = parse(sample);
    put(without, path, 'delete');
    if (typeof key === 'string' && !optional.test(key))
      assert.ok(check(stringify(without)).length > 0, path.join('/'));
  }
});

test('lines and letters that are garbled', () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom(
      ':',
      ': ',
      '- ',
      '\t',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      '&a ',
      '*a',
      '|',
      '>',
      '#',
      '\n',
      '\r\n',
      '---\n',
      '%',
      '!',
      '? ',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const edit = fc.record({ at: fc.nat(sample.length), length: fc.nat(30), piece });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), edits => {
      let source = sample;
      for (const { at, length, piece: by } of edits)
        source = source.slice(0, at) + by + source.slice(at + length);
      holds(source);
    }),
    { numRuns: 300 },
  );
});

test('any bytes at all', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), bytes => holds(Buffer.from(bytes).toString('utf8'))),
    { numRuns: 300 },
  );
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 200 }), source => holds(source)),
    { numRuns: 300 },
  );
});

test.run();
