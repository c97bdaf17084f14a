import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  complaintsAbout,
  type DecodedItem,
  decode,
  type LineItem,
  type RasterItem,
  ticketText,
} from '../../../simulator/printer';

/** Bytes as manuals write them: `1B 40`, with text in quotes. */
function bytes(notation: string): Uint8Array {
  const parts = notation.match(/"[^"]*"|[0-9A-F]{2}/g) ?? [];
  return Buffer.concat(
    parts.map(part => (part.startsWith('"') ? Buffer.from(part.slice(1, -1)) : Buffer.from(part, 'hex'))),
  );
}

function lines(notation: string): LineItem[] {
  return decode(bytes(notation)).filter((item): item is LineItem => item.item === 'line');
}

function firstRaster(items: readonly DecodedItem[]): RasterItem {
  const raster = items.find((item): item is RasterItem => item.item === 'raster');
  if (!raster) throw new Error('nothing was drawn');
  return raster;
}

const reasons = (notation: string, dots = 576) =>
  complaintsAbout(bytes(notation), { dots }).map(it => it.reason);

test('text comes out line by line', () => {
  assert.equal(ticketText(bytes('1B 40 "K101" 0A 0A "Lomakkeet" 0A')), ['K101', '', 'Lomakkeet']);
});

test('each code table says what the bytes above 7F mean', () => {
  const cases: [string, string][] = [
    ['1B 74 00 84 94 86 E1 0A', 'äöåß'],
    ['1B 74 02 84 94 86 D5 0A', 'äöåı'],
    ['1B 74 12 9F A7 D0 E7 0A', 'čžđš'],
    ['1B 74 13 84 94 86 D5 0A', 'äöå€'],
    ['1B 74 10 E4 F6 E5 80 8A 0A', 'äöå€Š'],
    ['1B 74 05 9B 9D 0A', 'øØ'],
    ['1B 74 11 80 E0 0A', 'Ар'],
    ['1B 74 21 D1 D5 0A', 'čš'],
  ];
  for (const [given, expected] of cases) assert.equal(ticketText(bytes(given)), [expected]);
});

test('ESC R puts the letters of a country into the ASCII range', () => {
  assert.equal(ticketText(bytes('1B 52 05 "[\\]{|}" 1B 52 00 "[" 0A')), ['ÄÖÅäöå[']);
});

test('ESC @ puts the settings back and throws the line away', () => {
  const [line] = lines('1B 45 01 1D 21 11 "gone" 1B 40 "kept" 0A');
  assert.is(line?.text, 'kept');
  const part = line?.parts[0];
  assert.is(part?.part === 'text' && part.style.bold, false);
  assert.is(line?.height, 24);
});

test('size, weight, underline, font and reverse are read from every command that sets them', () => {
  const [line] = lines(
    '1D 21 37 "A" 1D 21 00 1B 45 01 1B 2D 02 "B" 1B 21 01 "c" 1D 42 01 "d" 1B 21 B0 "E" 0A',
  );
  const styles = line?.parts.map(part => (part.part === 'text' ? part.style : undefined));
  const plain = { font: 'a', width: 1, height: 1, bold: false, underline: 0, inverse: false };
  assert.equal(styles, [
    { ...plain, width: 4, height: 8 },
    { ...plain, bold: true, underline: 2 },
    { ...plain, font: 'b' },
    { ...plain, font: 'b', inverse: true },
    { ...plain, width: 2, height: 2, underline: 1, inverse: true },
  ]);
  assert.is(line?.height, 192);
});

test('lines stand left, in the middle or at the right', () => {
  const xs = lines('"ab" 0A 1B 61 01 "ab" 0A 1B 61 32 "ab" 0A').map(line => line.parts[0]?.x);
  assert.equal(xs, [0, 276, 552]);
});

test('tabs and positions leave a gap of spaces in the text', () => {
  assert.equal(ticketText(bytes('"ab" 09 "cd" 1B 24 20 01 "ef" 0A')), ['ab      cd              ef']);
});

test('paper moves by the line spacing, or by the letter when that is taller', () => {
  const advances = lines(
    '"a" 0A 1B 33 10 "a" 0A 1B 32 1D 21 01 "a" 0A 1D 21 00 "a" 1B 4A 50 "a" 1B 64 03',
  ).map(line => line.advance);
  assert.equal(advances, [30, 24, 48, 80, 90]);
});

test('GS v 0 draws dot by dot and centres', () => {
  const { x, image } = firstRaster(decode(bytes('1B 61 01 1D 76 30 00 02 00 02 00 80 01 7F FE')));
  assert.is(x, 280);
  assert.equal([image.width, image.height, ...image.data], [16, 2, 0x80, 0x01, 0x7f, 0xfe]);
});

test('a large raster keeps every row', () => {
  const rows = Buffer.from(Array.from({ length: 72 * 100 }, (_, at) => (at * 7 + Math.floor(at / 72)) % 256));
  const { image } = firstRaster(decode(Buffer.concat([bytes('1D 76 30 00 48 00 64 00'), rows])));
  assert.ok(rows.equals(image.data));
});

test('GS v 0 in quadruple size doubles both ways', () => {
  const { image } = firstRaster(decode(bytes('1D 76 30 03 01 00 01 00 A0')));
  assert.is(image.width, 16);
  assert.equal([...image.data], [0xcc, 0x00, 0xcc, 0x00]);
});

test('ESC * stands in its line, columns from the top', () => {
  const [line] = lines('"x" 1B 2A 21 02 00 80 00 01 00 FF 00 0A');
  const image = line?.parts[1];
  assert.is(image?.x, 12);
  if (image?.part !== 'image') throw new Error('no image in the line');
  const rows = Array.from({ length: 24 }, (_, y) => (image.image.data[y] ?? 0) >> 6);
  assert.equal(rows, [2, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
});

test('ESC * of 8 dots is drawn three times as high, and in single density twice as wide', () => {
  const picture = (mode: string, column = '80') => {
    const [part] = lines(`1B 2A ${mode} 01 00 ${column} 0A`)[0]?.parts ?? [];
    if (part?.part !== 'image') throw new Error('no image in the line');
    const { width, height, data } = part.image;
    return [width, height, ...data.slice(0, 4)];
  };
  assert.equal(picture('01'), [1, 24, 0x80, 0x80, 0x80, 0]);
  assert.equal(picture('00'), [2, 24, 0xc0, 0xc0, 0xc0, 0]);
  assert.equal(picture('20', '80 00 00'), [2, 24, 0xc0, 0, 0, 0]);
});

test('a picture wider than the paper loses its right part and nothing else', () => {
  const { image } = firstRaster(decode(bytes(`1D 76 30 00 49 00 01 00 "${'U'.repeat(73)}"`)));
  assert.equal([image.width, image.height], [576, 1]);
  assert.ok(Buffer.from('U'.repeat(72)).equals(image.data));
});

test('a bar code of either form is known by its text and its height', () => {
  const codes = decode(bytes('1D 68 50 1D 6B 04 "12" 00 1D 68 00 1D 6B 49 03 "abc"')).filter(
    item => item.item === 'barcode',
  );
  assert.equal(
    codes.map(({ text, height }) => [text, height]),
    [
      ['12', 80],
      ['abc', 80],
    ],
  );
});

test('GS ( L stores graphics and prints them', () => {
  const { image } = firstRaster(
    decode(bytes('1D 28 4C 0B 00 30 70 30 01 01 31 08 00 01 00 AA 1D 28 4C 02 00 30 32')),
  );
  assert.equal([image.width, image.height, ...image.data], [8, 1, 0xaa]);
});

test('a QR code is known by its text', () => {
  const qr = '1D 28 6B 04 00 31 41 32 00 1D 28 6B 03 00 31 43 06 1D 28 6B 03 00 31 45 31';
  const data = '1D 28 6B 0A 00 31 50 30 "tiski.f" 1D 28 6B 03 00 31 51 30';
  assert.equal(ticketText(bytes(`${qr} ${data}`)), ['[QR tiski.f]']);
});

test('feeds, cuts and drawer pulses are told apart', () => {
  const items = decode(bytes('1B 64 04 1D 56 00 1D 56 42 10 1B 69 1B 70 00 20 20')).map(item => {
    if (item.item === 'cut') return `${item.cut} cut ${item.feed}`;
    return item.item === 'feed' ? `feed ${item.dots}` : item.item;
  });
  assert.equal(items, ['feed 120', 'full cut 0', 'partial cut 112', 'partial cut 0', 'pulse']);
});

test('a clean ticket gives no complaint', () => {
  assert.equal(reasons('1B 40 1B 74 13 1B 61 01 1D 21 77 "K101" 0A 1D 21 00 "Hei" 0A 1D 56 42 00'), []);
});

test('bytes after the length of a command are not taken for text', () => {
  assert.equal(ticketText(bytes('1D 28 41 02 00 "AB" "text" 0A 1D 6B 04 "123" 00 "more" 0A')), [
    'text',
    '[bar code 123]',
    'more',
  ]);
});

const wrongs: [string, string, RegExp][] = [
  ['a cut with text still in the line', '"K101" 1D 56 00', /^GS V with text still in the line buffer/],
  ['a cut through the last line', '"K101" 0A 1D 56 00', /the blade is 96 away/],
  ['a command that does not exist', '1B 07 "a" 0A', /^no such command: 1B 07/],
  ['a control code without meaning', '01 0A', /^no such command: 01/],
  ['text wider than the line', `"${'x'.repeat(49)}" 0A`, /^text wider than the line of 576 dots/],
  ['a code table that the printer lacks', '1B 74 63', /^code table 99 is not supported/],
  ['a byte that the code table leaves empty', '1B 74 10 81 0A', /^byte 81 has no letter in code table 16/],
  ['alignment in the middle of a line', '"a" 1B 61 01 0A', /^ESC a with text still in the line buffer/],
  ['a raster while text waits', '"a" 1D 76 30 00 01 00 01 00 FF 0A', /^GS v 0 with text still/],
  [
    'a raster wider than the paper',
    `1D 76 30 00 49 00 01 00 ${'FF'.repeat(73)}`,
    /584 dots do not fit into 576/,
  ],
  ['a QR code without data', '1D 28 6B 03 00 31 51 30', /nothing is stored/],
  ['a size out of range', '1D 21 08', /out of range/],
  ['text that no line feed ever prints', '"K101"', /text left in the line buffer/],
  ['a bit image of no mode', '1B 2A 02 01 00 FF 0A', /^ESC \* 2 is out of range/],
  [
    'a bit image beyond the line',
    `"${'x'.repeat(47)}" 1B 2A 00 08 00 FF FF FF FF FF FF FF FF 0A`,
    /^ESC \*: 16 dots do not fit/,
  ],
  ['a raster of no scale', '1D 76 30 04 01 00 01 00 FF', /^GS v 0 4 is out of range/],
  ['a raster without a dot', '1D 76 30 00 00 00 01 00', /^GS v 0 without any dot/],
  [
    'a raster higher than the manual allows',
    `1D 76 30 00 01 00 00 09 ${'00'.repeat(2304)}`,
    /2304 rows are more/,
  ],
  [
    'graphics whose length does not fit',
    '1D 28 4C 0B 00 30 70 30 01 01 31 08 00 02 00 AA',
    /function 112 with a scale or length/,
  ],
  [
    'graphics of a threefold scale',
    '1D 28 4C 0B 00 30 70 30 03 01 31 08 00 01 00 AA',
    /function 112 with a scale or length/,
  ],
  [
    'graphics in the middle of a line',
    '1D 28 4C 0B 00 30 70 30 01 01 31 08 00 01 00 AA "a" 1D 28 4C 02 00 30 32 0A',
    /^GS \( L with text still/,
  ],
  [
    'a QR code in the middle of a line',
    '1D 28 6B 04 00 31 50 30 "t" "a" 1D 28 6B 03 00 31 51 30 0A',
    /^GS \( k with text still/,
  ],
  ['graphics that nobody stored', '1D 28 4C 02 00 30 32', /nothing is stored to be printed/],
  ['graphics of another function', '1D 28 4C 02 00 30 41', /function 65 is not simulated/],
  ['a symbol that is no QR code', '1D 28 6B 03 00 30 41 01', /symbol 48 is not simulated/],
  ['a QR code of no size', '1D 28 6B 03 00 31 43 11', /a module of 17 dots is out of range/],
  ['a QR code of another function', '1D 28 6B 03 00 31 52 30', /function 82 is not simulated/],
  [
    'a QR code wider than the paper',
    `1D 28 6B 03 00 31 43 10 1D 28 6B CB 00 31 50 30 "${'x'.repeat(200)}" 1D 28 6B 03 00 31 51 30`,
    /200 bytes do not fit into 576 dots/,
  ],
  ['an alignment out of range', '1B 61 07', /^ESC a 7 is out of range/],
  ['an underline out of range', '1B 2D 07', /^ESC - 7 is out of range/],
  ['a font that the printer lacks', '1B 4D 02', /fonts A and B only/],
  ['a country that the printer lacks', '1B 52 63', /^international set 99 is not supported/],
  ['a tab behind the last stop', `"${'x'.repeat(47)}" 09 09 0A`, /no tab stop is left/],
  ['a cut of no form', '1D 56 07', /^GS V 7 is out of range/],
  ['a margin in the middle of a line', '"a" 1D 4C 10 00 0A', /^GS L with text still/],
  ['a width in the middle of a line', '"a" 1D 57 10 00 0A', /^GS W with text still/],
  ['a command cut short', '1D 76 30 00 01', /the last command is not complete/],
];

for (const [title, given, expected] of wrongs) {
  test(`the reader complains about ${title}`, () => {
    const found = reasons(given);
    assert.ok(
      found.some(reason => expected.test(reason)),
      `got ${JSON.stringify(found)}`,
    );
  });
}

test('a QR code of no known level keeps the one before', () => {
  const levelAfter = (level: string) => {
    const given = `1D 28 6B 03 00 31 45 33 1D 28 6B 03 00 31 45 ${level} 1D 28 6B 04 00 31 50 30 "t" 1D 28 6B 03 00 31 51 30`;
    const [item] = decode(bytes(given));
    return item?.item === 'qr' && item.level;
  };
  assert.equal(['30', '32', '39'].map(levelAfter), ['L', 'Q', 'H']);
});

test('a complaint says where', () => {
  assert.equal(complaintsAbout(bytes('"ab" 0A 1B 74 63')), [
    { offset: 3, reason: 'code table 99 is not supported: ignored' },
  ]);
});

test('a line too long is broken and goes on', () => {
  assert.equal(ticketText(bytes(`"${'x'.repeat(50)}" 0A`)), ['x'.repeat(48), 'xx']);
});

test('the old cuts work at the beginning of a line only', () => {
  const cuts = (notation: string) => decode(bytes(notation)).filter(({ item }) => item === 'cut').length;
  for (const cut of ['1B 69', '1B 6D']) {
    assert.equal([cuts(cut), cuts(`"text" ${cut}`), cuts(`"text" 0A ${cut}`)], [1, 0, 1]);
  }
});

test.run();
