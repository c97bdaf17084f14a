import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TrueTypeFont } from '../../../simulator/printer/picture/truetype';

/** Forms of OpenType that other fonts than ours have, in a font made by hand. */

const folder = mkdtempSync(join(tmpdir(), 'tiski-font-'));
test.after(() => rmSync(folder, { recursive: true }));

const words = (...values: number[]) =>
  Buffer.concat(
    values.map(value => {
      const word = Buffer.alloc(2);
      word.writeUInt16BE(value & 0xffff);
      return word;
    }),
  );
const long = (value: number) => words(value >>> 16, value);

/** Points as [x, y, on the curve], all coordinates as words. */
function contour(...points: readonly (readonly [number, number, boolean])[]): Buffer {
  const steps = (axis: 0 | 1) =>
    words(...points.map((point, index) => point[axis] - (points[index - 1]?.[axis] ?? 0)));
  const flags = Buffer.from(points.map(([, , isOn]) => Number(isOn)));
  const glyph = Buffer.concat([words(1, 0, 0, 0, 0, points.length - 1, 0), flags, steps(0), steps(1)]);
  return glyph.length % 2 === 0 ? glyph : Buffer.concat([glyph, Buffer.alloc(1)]);
}

const square = contour([0, 0, true], [100, 0, true], [100, 100, true], [0, 100, true]);
/** Another glyph with its scale as the flags say, moved by 10 and 20. */
const composed = (flags: number, ...scale: number[]) =>
  words(-1, 0, 0, 0, 0, flags | 1, 1, 10, 20, ...scale.map(value => value * 16384));

/** Letters from A on are glyphs 1, 2 …; those from a on are too, by a list. Offsets of glyphs are short. */
function fontOf(glyphs: readonly Buffer[], format = 4): TrueTypeFont {
  const last = glyphs.length - 1;
  const segments = words(0x40 + last, 0x60 + last, 0xffff, 0, 0x41, 0x61, 0xffff, -0x40, 0, 1);
  const list = words(...Array.from({ length: last }, (_, index) => (index === last - 1 ? 0 : index + 1)));
  const format4 = Buffer.concat([words(format, 0, 0, 6, 0, 0, 0), segments, words(0, 4, 0), list]);
  // A subtable of another format stands first.
  const cmap = Buffer.concat([words(0, 2, 0, 3), long(20), words(3, 1), long(22), words(12), format4]);
  const offsets = glyphs.map((_, index) => Buffer.concat(glyphs.slice(0, index + 1)).length / 2);
  const tables = {
    cmap,
    glyf: Buffer.concat(glyphs),
    head: Buffer.alloc(54),
    loca: words(0, ...offsets),
  };
  const names = Object.entries(tables);
  let at = 12 + 16 * names.length;
  const records = names.map(([name, { length }]) => {
    const record = Buffer.concat([Buffer.from(name), long(0), long(at), long(length)]);
    at += length;
    return record;
  });
  const file = join(folder, 'font.ttf');
  writeFileSync(
    file,
    Buffer.concat([words(0, 1, names.length, 0, 0, 0), ...records, ...Object.values(tables)]),
  );
  return new TrueTypeFont(file);
}

const missing = Buffer.alloc(0);
const begins = (font: TrueTypeFont, letter: string) => font.outlineOf(letter)[0];
const far = (font: TrueTypeFont, letter: string) =>
  font.outlineOf(letter).flatMap(([, x, y]) => (x !== 10 && y !== 20 && x && y ? [[x, y]] : []));

test('a letter is found by the distance of its segment or in its list, and one that the font lacks has no outline', () => {
  const font = fontOf([missing, square, square]);
  assert.equal(begins(font, 'A'), ['M', 0, 0]);
  assert.equal(font.outlineOf('a'), font.outlineOf('A'));
  assert.equal(font.outlineOf('b'), [], 'a gap in the list');
  assert.equal(font.outlineOf('!'), [], 'before the first segment');
  assert.equal(font.outlineOf('Z'), [], 'between two');
  assert.equal(font.outlineOf('😀'), [], 'beyond the plane');
});

test('a letter made of others is moved, and larger, stretched or turned as it says', () => {
  const font = fontOf([
    missing,
    square,
    composed(0),
    composed(0x08, 0.5),
    composed(0x40, 0.5, 1.5),
    composed(0x80, 0, 1, -1, 0),
    missing,
  ]);
  assert.equal(begins(font, 'B'), ['M', 10, 20]);
  assert.equal(far(font, 'B')[0], [110, 120]);
  assert.equal(far(font, 'C')[0], [60, 70]);
  assert.equal(far(font, 'D')[0], [60, 170]);
  assert.equal(far(font, 'E')[0], [-90, 120]);
});

test('a curve may begin between its points', () => {
  const [on, off] = [true, false];
  const font = fontOf([
    missing,
    contour([0, 0, off], [100, 0, off], [100, 100, on]),
    contour([0, 0, off], [100, 0, off], [100, 100, off]),
    missing,
  ]);
  assert.equal(font.outlineOf('A'), [
    ['M', 100, 100],
    ['Q', 0, 0, 50, 0],
    ['Q', 100, 0, 100, 100],
    ['L', 100, 100],
    ['Z'],
  ]);
  assert.equal(font.outlineOf('B').slice(0, 2), [
    ['M', 50, 50],
    ['Q', 0, 0, 50, 0],
  ]);
});

test('a font without a map of letters is refused', () => {
  assert.throws(() => fontOf([missing, square, square], 6).outlineOf('A'), /no Unicode map/);
});

test.run();
