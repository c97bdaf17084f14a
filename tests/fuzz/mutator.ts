import type { Random } from '../../simulator/random';

/** An input is cut to so many bytes: what is longer is refused by its length, which other tests show. */
const longest = 8192;

/** What parsers stumble over, whatever they parse. */
const words: readonly Buffer[] = [
  '0',
  '-1',
  '1e400',
  '9007199254740993',
  '0.1',
  '""',
  'null',
  'true',
  '{}',
  '[]',
  '{"__proto__":1}',
  '"constructor"',
  '\\u0000',
  '\\ud800',
  '&a',
  '*a',
  '!!js',
  '<<:',
  '\r\n',
  '\n',
  '\t',
  ':',
  ',',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '%',
  '/',
  '..',
  '../',
  '+',
  '#',
  '$',
  'é',
  '𝄞',
  'DTSTART:',
  'RRULE:FREQ=SECONDLY',
  'BEGIN:VEVENT\r\n',
  'END:VEVENT\r\n',
]
  .map(word => Buffer.from(word))
  .concat(
    [
      [0],
      [0xff],
      [0x7f],
      [0x80],
      [0xf0, 0x79],
      [0xf7],
      [0xf0],
      [0x37, 0x22],
      [0xed, 0xa0, 0x80],
      [0x30, 0x82, 0xff, 0xff],
      [0x30, 0x80],
      [0xc0, 0x80],
      [0xef, 0xbb, 0xbf],
    ].map(bytes => Buffer.from(bytes)),
  );

type Change = (input: Buffer, random: Random, other: Buffer) => Buffer;

const at = (random: Random, length: number) => Math.floor(random.unit() * (length + 1));

function replaced(input: Buffer, from: number, to: number, by: Uint8Array): Buffer {
  return Buffer.concat([input.subarray(0, from), by, input.subarray(to)]);
}

const changes: readonly Change[] = [
  // A bit, a byte, a small number more or less.
  (input, random) => changedByte(input, random, byte => byte ^ (1 << Math.floor(random.unit() * 8))),
  (input, random) => changedByte(input, random, () => random.unit() * 256),
  (input, random) => changedByte(input, random, byte => byte + (random.chance(0.5) ? 1 : -1)),
  // A piece is gone, twice there, elsewhere.
  (input, random) => {
    const from = at(random, input.length);
    return replaced(input, from, from + at(random, Math.min(40, input.length - from)), Buffer.alloc(0));
  },
  (input, random) => {
    const from = at(random, input.length);
    const piece = input.subarray(from, from + at(random, 60));
    const many = random.chance(0.1) ? 50 : 1;
    return replaced(input, from, from, Buffer.concat(Array.from({ length: many }, () => piece)));
  },
  (input, random) => {
    const from = at(random, input.length);
    const piece = input.subarray(from, from + at(random, 60));
    const to = at(random, input.length);
    return replaced(input, to, to + piece.length, piece);
  },
  // A word that is not expected.
  (input, random) => {
    const word = words[Math.floor(random.unit() * words.length)] ?? Buffer.alloc(0);
    const from = at(random, input.length);
    return replaced(input, from, from + (random.chance(0.5) ? word.length : 0), word);
  },
  // A number that is another.
  (input, random) => {
    const text = input.toString('latin1');
    const numbers = [...text.matchAll(/\d+/g)];
    const chosen = numbers[Math.floor(random.unit() * numbers.length)];
    if (!chosen) return input;
    const other =
      ['0', '1', '-1', '255', '65536', '4294967296', '1e99', '99999999999999999999'][
        Math.floor(random.unit() * 8)
      ] ?? '0';
    return replaced(input, chosen.index, chosen.index + chosen[0].length, Buffer.from(other));
  },
  // Cut off, or crossed with another.
  (input, random) => input.subarray(0, at(random, input.length)),
  (input, random, other) =>
    Buffer.concat([input.subarray(0, at(random, input.length)), other.subarray(at(random, other.length))]),
  // Deep.
  (input, random) => {
    const open = random.chance(0.5) ? '[' : '{"a":';
    const from = at(random, input.length);
    return replaced(input, from, from, Buffer.from(open.repeat(1 + Math.floor(random.unit() * 400))));
  },
];

function changedByte(input: Buffer, random: Random, change: (byte: number) => number): Buffer {
  const result = Buffer.from(input);
  const place = Math.floor(random.unit() * input.length);
  const byte = result[place];
  if (byte !== undefined) result[place] = change(byte) & 0xff;
  return result;
}

/** An input that is like one of the pool, but not quite. */
export function mutated(pool: readonly Buffer[], random: Random): Buffer {
  const pick = () => pool[Math.floor(random.unit() * pool.length)] ?? Buffer.alloc(0);
  let input = pick();
  for (let count = 1 + Math.floor(random.exponential(1.5)); count > 0; count--) {
    const change = changes[Math.floor(random.unit() * changes.length)];
    input = change?.(input, random, pick()) ?? input;
  }
  return input.subarray(0, longest);
}
