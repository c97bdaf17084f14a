import decodeQR from 'qr/decode.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type BarcodeItem,
  complaintsAbout,
  decode,
  type FeedItem,
  type LineItem,
} from '../../../simulator/printer';
import {
  identity,
  type PrinterStatus,
  queuedStatus,
  realTimeStatus,
} from '../../../simulator/printer/device/status';
import { counterAnswer } from '../../../simulator/printer/device/wear';
import { encodeQr, qrSide } from '../../../simulator/printer/language/qr-code';
import { layOut } from '../../../simulator/printer/picture/layout';

/** Bytes as manuals write them: `1B 40`, with text in quotes. */
function bytes(notation: string): Uint8Array {
  const parts = notation.match(/"[^"]*"|[0-9A-F]{2}/g) ?? [];
  return Buffer.concat(
    parts.map(part => (part.startsWith('"') ? Buffer.from(part.slice(1, -1)) : Buffer.from(part, 'hex'))),
  );
}

const lineOf = (notation: string) =>
  decode(bytes(notation)).find((item): item is LineItem => item.item === 'line');
const styleOf = (notation: string) => {
  const [part] = lineOf(notation)?.parts ?? [];
  if (part?.part !== 'text') throw new Error('no text');
  return part;
};
const pieceOf = (notation: string) => {
  const [piece] = layOut(decode(bytes(notation)), 576);
  if (!piece) throw new Error('nothing was printed');
  return piece;
};
const reasons = (notation: string) => complaintsAbout(bytes(notation)).map(({ reason }) => reason);

test('a QR code of every level and of any length is read by an independent reader', () => {
  for (const [level, length] of [
    ['L', 10],
    ['M', 40],
    ['Q', 120],
    ['H', 200],
  ] as const) {
    const text = 'K101 '.repeat(length).slice(0, length);
    const dots = encodeQr(Buffer.from(text), level);
    if (!dots) throw new Error('too long');
    assert.is(dots.width, qrSide(length, level));
    // Eight white modules around it, each of four by four pixels.
    const [scale, quiet] = [4, 8];
    const side = (dots.width + 2 * quiet) * scale;
    const data = new Uint8Array(side * side * 4).fill(255);
    for (let y = 0; y < dots.width; y++)
      for (let x = 0; x < dots.width; x++) {
        const isDark = ((dots.data[y * Math.ceil(dots.width / 8) + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
        if (!isDark) continue;
        for (let row = 0; row < scale; row++) {
          const at = (((y + quiet) * scale + row) * side + (x + quiet) * scale) * 4;
          for (let pixel = 0; pixel < scale; pixel++) data.fill(0, at + pixel * 4, at + pixel * 4 + 3);
        }
      }
    assert.is(decodeQR({ width: side, height: side, data }), text, `${level} ${length}`);
  }
});

test('what is too long for any QR code is none', () => {
  assert.is(encodeQr(Buffer.alloc(3000), 'H'), undefined);
  assert.is(qrSide(3000, 'H'), 0);
  assert.ok(reasons('1D 28 6B 03 00 31 51 30').some(reason => /nothing is stored/.test(reason)));
});

test('a letter has the style that the commands before it say', () => {
  assert.is(styleOf('1B 47 01 "K" 0A').style.bold, true);
  assert.is(styleOf('1B 45 01 1B 47 00 "K" 0A').style.bold, false);
  assert.is(styleOf('1B 2D 32 "K" 0A').style.underline, 2);
  assert.is(styleOf('1B 4D 31 "K" 0A').style.font, 'b');
  assert.is(styleOf('1D 42 01 "K" 0A').style.inverse, true);
  const all = styleOf('1B 21 B9 "K" 0A').style;
  assert.equal([all.font, all.bold, all.height, all.width, all.underline], ['b', true, 2, 2, 1]);
  assert.ok(styleOf('1B 20 08 "K" 0A').pitch > styleOf('"K" 0A').pitch);
  for (const [notation, reason] of [
    ['1B 2D 03', /ESC - 3 is out of range/],
    ['1B 4D 02', /fonts A and B only/],
    ['1D 21 88', /GS ! 136 is out of range/],
    ['1B 61 07', /ESC a 7 is out of range/],
    ['1B 52 FF', /international set 255/],
    ['1D 56 07', /GS V 7 is out of range/],
    ['09 09 09 09 09 09 09 09 09 09 09 09 09 09 09 09 09 09 09 09', /no tab stop is left/],
  ] as const)
    assert.ok(
      reasons(notation).some(each => reason.test(each)),
      `${notation}: ${reasons(notation)}`,
    );
});

test('a letter stands where the commands before it say', () => {
  const xOf = (notation: string) => {
    const parts = lineOf(notation)?.parts ?? [];
    return parts.at(-1)?.x;
  };
  assert.is(xOf('1B 24 64 00 "K" 0A'), 100);
  assert.is(xOf('1B 24 64 00 1B 5C 0A 00 "K" 0A'), 110);
  assert.is(xOf('1B 24 64 00 1B 5C F6 FF "K" 0A'), 90, 'back as well');
  assert.is(xOf('1B 44 0A 00 09 "K" 0A'), 120, 'tenth column of font A');
  assert.is(xOf('1D 57 C8 00 1B 61 02 "K" 0A'), 200 - 12, 'to the right of an area of 200 dots');
});

test('paper moves by what is asked, and by nothing for nothing', () => {
  const feeds = (notation: string) =>
    decode(bytes(notation))
      .filter((item): item is FeedItem => item.item === 'feed')
      .map(({ dots }) => dots);
  assert.equal(feeds('1B 64 02'), [60]);
  assert.equal(feeds('1B 4A 14'), [20]);
  assert.equal(feeds('1B 64 00 1B 4A 00'), []);
  assert.equal(feeds('"K" 1B 4A 14'), [], 'the line takes it');
  assert.is(lineOf('"K" 1B 64 01')?.parts.length, 1);
});

test('what is inverse is white on black, what is underlined has a line, what is a barcode a frame', () => {
  const plain = pieceOf('"K" 0A');
  assert.is(plain.knockout, '');
  const inverse = pieceOf('1D 42 01 "K" 0A');
  assert.ok(inverse.knockout.length > 0);
  assert.match(inverse.ink, /^M0 \d+h12v\d+h-12Z$/);
  assert.ok(pieceOf('1B 2D 01 "K" 0A').ink.endsWith('h12v1h-12Z'));
  const barcode = pieceOf('1D 6B 04 "K101" 00');
  assert.match(barcode.ink, /^M0 0h120v\d+h-120ZM2 2v/);
  const [item] = decode(bytes('1D 6B 49 04 "K101"')).filter(
    (each): each is BarcodeItem => each.item === 'barcode',
  );
  assert.is(item?.text, 'K101');
  assert.ok(reasons('"text" 1D 6B 04 "K101" 00').length > 0, 'not in the middle of a line');
});

test('a picture within a line is drawn with the line', () => {
  const piece = pieceOf('1B 2A 00 02 00 FF 81 0A');
  assert.is(piece.images.length, 1);
});

test('a printer answers for its state and for itself, and knows what it was not asked', () => {
  const status: PrinterStatus = {
    power: true,
    online: true,
    cover: 'closed',
    paper: 'adequate',
    error: 'none',
  };
  for (const n of [1, 49]) {
    assert.is(queuedStatus(n, status), 0);
    assert.is(queuedStatus(n, { ...status, paper: 'near-end' }), 3);
  }
  for (const n of [2, 50]) assert.is(queuedStatus(n, status), 1);
  assert.is(queuedStatus(3, status), undefined);
  assert.is(realTimeStatus(5, status), undefined);
  assert.is(realTimeStatus(3, { ...status, error: 'cutter' }), 0x1a);
  for (const n of [1, 2, 3]) assert.equal(identity(n), identity(n + 48));
  assert.is(String(identity(66)), '_Tiski\0');
  assert.is(identity(99), undefined);
});

test('a printer tells what it has worn, as its maker counts it', () => {
  const wear = { cuts: 7, millimetres: 375, powerUps: 2 };
  const asked = (command: string, ...parameters: number[]) => {
    const answer = counterAnswer(
      { command, parameters: Uint8Array.from(parameters), bytes: new Uint8Array(), offset: 0 },
      wear,
    );
    return answer === undefined ? undefined : String(Buffer.from(answer));
  };
  assert.is(asked('GS g 2', 0, 20, 0), '_100\0');
  assert.is(asked('GS g 2', 0, 128 + 50, 0), '_7\0');
  assert.is(asked('GS g 2', 0, 70, 0), '_0\0');
  assert.is(asked('GS g 2', 0, 99, 0), 'unknown');
  assert.equal([asked('GS E2'), asked('GS E3'), asked('GS E5')], ['7 cuts', '38cm', '2on']);
  assert.is(asked('ESC @'), undefined);
});

test('a QR code that is too long for any is left out, and the rest is drawn', () => {
  const qr = { item: 'qr', text: '', level: 'H', module: 4, align: 'left', offset: 0 } as const;
  const [piece] = layOut([{ ...qr, data: Buffer.alloc(3000) }, ...decode(bytes('"after" 0A'))], 576);
  assert.equal(piece?.images, []);
  assert.ok((piece?.ink.length ?? 0) > 0);
});

test.run();
