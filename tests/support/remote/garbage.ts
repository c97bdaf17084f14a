import fc, { type Arbitrary } from 'fast-check';

/** Bytes that are no message: noise, halves, other encodings, too much, too deep. None of them is an object with an id. */
export function garbage(tooLong: number): Arbitrary<Buffer> {
  const half = '{"id":"half","by":"central","version":1,"revision":"half","settings":{"services":{"tax"';
  return fc.oneof(
    { weight: 8, arbitrary: fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from([0xff, ...bytes])) },
    { weight: 8, arbitrary: fc.string({ maxLength: 100 }).map(text => Buffer.from(`${text}\u0000`)) },
    {
      weight: 8,
      arbitrary: fc.nat(half.length - 1).map(length => Buffer.from(`{${half.slice(1, length + 1)}`)),
    },
    { weight: 4, arbitrary: fc.constant(Buffer.from('\uFEFF{"id":7}', 'utf16le')) },
    {
      weight: 4,
      arbitrary: fc
        .constantFrom('null', '[]', '7', '"x"', 'true', '1e999', '[[[]]]')
        .map(text => Buffer.from(text)),
    },
    {
      weight: 1,
      arbitrary: fc
        .integer({ min: 30, max: 30_000 })
        .map(depth => Buffer.from(`{"args":${'['.repeat(depth)}${']'.repeat(depth)}}`)),
    },
    {
      weight: 1,
      arbitrary: fc.integer({ min: tooLong, max: tooLong * 4 }).map(size => Buffer.alloc(size, '{"a":')),
    },
  );
}

type Path = readonly (string | number)[];

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([name, held]) => pathsOf(held, [...at, name]))];
}

function replaced(value: unknown, [name, ...rest]: Path, by: unknown): unknown {
  if (name === undefined) return by;
  const held = (value as Record<string, unknown>)[name];
  if (Array.isArray(value))
    return value.map((item, n) => (String(n) === String(name) ? replaced(item, rest, by) : item));
  return { ...(value as object), [name]: replaced(held, rest, by) };
}

/** What no setting and no argument can be. */
const nonsense = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    -1,
    1e308,
    Number.MAX_SAFE_INTEGER,
    '',
    '\u0000',
    ' ',
    '24:01',
    '2026-02-30',
    {},
    [[]],
  ),
  fc.constant({ constructor: { prototype: 1 } }),
  fc.constant(JSON.parse('{"__proto__":{"polluted":true}}')),
  fc.string({ minLength: 300, maxLength: 400 }),
);

/** The value with nonsense in one place, anywhere in it. */
export function mutated(value: unknown): Arbitrary<unknown> {
  return fc
    .tuple(fc.constantFrom(...pathsOf(value)), nonsense)
    .map(([path, by]) => replaced(value, path, by));
}
