import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { holdsStatusQuery } from '../../../hal/drivers/escpos/commands';
import { encodeDocument } from '../../../hal/drivers/escpos/encode';
import { markCommands } from '../../../hal/drivers/escpos/furniture';
import { paperLength } from '../../../hal/drivers/escpos/paper-length';
import { withoutMarks } from '../../../hal/drivers/escpos/plain-text';
import { drawText } from '../../../hal/drivers/escpos/raster-text';
import { silent } from '../../../hal/platform/log';
import type { PrintDocument } from '../../../hal/print-document';
import { paperWidths } from '../../../hal/ticket-printer';
import {
  complaintsAbout,
  type DecodedItem,
  decode,
  type TextStyle,
  ticketText,
} from '../../../simulator/printer';
import { readPaper } from '../../support/escpos-reading';

const encode = (document: PrintDocument, roll: 80 | 58 = 80) =>
  encodeDocument(document, { paper: paperWidths[roll] });

const initialise = Uint8Array.of(0x1b, 0x40);
const cut = Uint8Array.of(0x1d, 0x56, 66, 0);

/** What a printer that knows nothing of the encoder makes of it. */
async function onPaper(document: PrintDocument, roll: 80 | 58 = 80): Promise<readonly DecodedItem[]> {
  const bytes = Buffer.concat([initialise, await encode(document, roll), cut]);
  const { dots } = paperWidths[roll];
  assert.equal(complaintsAbout(bytes, { dots }), []);
  return decode(bytes, { dots });
}

const textOnPaper = async (document: PrintDocument, roll: 80 | 58 = 80) =>
  ticketText(Buffer.concat([initialise, await encode(document, roll), cut]));

function styleOf(line: Extract<DecodedItem, { item: 'line' }>): TextStyle | undefined {
  const [part] = line.parts;
  return part?.part === 'text' ? part.style : undefined;
}

/** Latin-1 with the bytes above it as in Epson's command reference. */
const bytesOf = (text: string) => Buffer.from(text, 'latin1').toString('hex');

test('a small ticket is, byte for byte, what the manual says', async () => {
  const bytes = await encode([
    { block: 'text', text: 'Hyvää päivää', bold: true, align: 'center' },
    { block: 'text', text: 'K101', size: 'huge', align: 'center' },
    { block: 'text', text: 'Čáhci', size: 'small' },
    { block: 'feed', lines: 2 },
  ]);
  const begin = '\x1c.\x1bR\0\x1b!\0\x1ba\0\x1b2\x1bt\x13';
  const greeting = '\x1ba\x01\x1bE\x01Hyv\x84\x84 p\x84iv\x84\x84\n\x1bE\0\x1ba\0';
  const code = '\x1ba\x01\x1d!\x55K101\n\x1d!\0\x1ba\0';
  const sami = '\x1bM\x01\x1bt\x12\xac\xa0hci\n\x1bM\0';
  assert.is(Buffer.from(bytes).toString('hex'), bytesOf(`${begin}${greeting}${code}${sami}\n\n`));
});

test('a QR code is, byte for byte, what the manual says', async () => {
  const bytes = Buffer.from(await encode([{ block: 'qr', text: 'é' }])).toString('hex');
  const code =
    '\x1d(k\x04\0\x31A2\0\x1d(k\x03\0\x31C\x06\x1d(k\x03\0\x31E1\x1d(k\x05\0\x31P0\xc3\xa9\x1d(k\x03\0\x31Q0';
  assert.ok(bytes.endsWith(bytesOf(`\x1ba\x01${code}\n\x1ba\0`)), bytes);
});

test('a ticket in Finnish, Swedish or English is made without loading the picture library', async () => {
  const loaded = () => Object.keys(require.cache).some(file => /node_modules\/sharp\//.test(file));
  if (loaded()) throw new Error('loaded before the first ticket');
  await encode([
    { block: 'text', text: 'Jonossa ennen teitä 3 – vänta', size: 'large' },
    { block: 'columns', left: 'Aika', right: '9.30' },
    { block: 'rule' },
    { block: 'orientation-mark', width: 0.5 },
    { block: 'qr', text: 'https://tiski.example/ä' },
  ]);
  assert.not.ok(loaded());
});

test('Finnish, Swedish and English letters are printed as text in one code page', async () => {
  const text = 'ÅÄÖ åäö é € Tjänsten öppnar på nytt';
  assert.equal(await textOnPaper([{ block: 'text', text }]), [text]);
});

test('Northern Sami letters that Latin 2 has are printed as text', async () => {
  const text = 'Čáhci đ š ž Š Ž Đ á';
  assert.equal(await textOnPaper([{ block: 'text', text }]), [text]);
});

test('a line with a letter that no code page has is drawn, and the next line is text again', async () => {
  const items = await onPaper([
    { block: 'text', text: 'Boŋŧu' },
    { block: 'text', text: 'åäö' },
  ]);
  assert.equal(
    items.map(({ item }) => item).filter(item => item === 'raster' || item === 'line'),
    ['raster', 'line'],
  );
});

test('a line that was drawn lately is not drawn again, unless it is to look otherwise', async () => {
  const draw = (scale: number) => drawText('Čuohppu', { scale, bold: false, rightToLeft: false }, 576);
  const first = await draw(1);
  assert.is(await draw(1), first);
  assert.is.not(await draw(2), first);
});

test('drawn lines have ink in the middle of their height, bold and capital accents too', async () => {
  for (const [text, bold] of [
    ['ŋŧ', false],
    ['ŊŦŠŽÅ', true],
  ] as const) {
    const raster = (await onPaper([{ block: 'text', text, bold }])).find(each => each.item === 'raster');
    assert.ok(raster?.item === 'raster');
    const { data, width, height } = raster.image;
    const row = Math.ceil(width / 8);
    const inkAt = Array.from({ length: height }, (_, y) =>
      data.subarray(y * row, y * row + row).some(byte => byte !== 0),
    );
    assert.ok(inkAt.slice(12, 20).every(Boolean), `${text}: a hole in the middle`);
    assert.not.ok(inkAt.at(-1), `${text}: cut at the bottom`);
  }
});

test('a language written in another script comes out as a drawing of its own width', async () => {
  const items = await onPaper([{ block: 'text', text: 'Здравствуйте', align: 'center' }]);
  assert.is(items.filter(({ item }) => item === 'raster').length, 1);
});

/** Leftmost and rightmost black dot of a picture. */
function inkOf({ data, width }: { readonly data: Uint8Array; readonly width: number }) {
  const row = Math.ceil(width / 8);
  const dots = Array.from(data).flatMap((byte, at) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter(bit => byte & (0x80 >> bit)).map(bit => (at % row) * 8 + bit),
  );
  return { from: Math.min(...dots), to: Math.max(...dots) };
}

const rasterOf = async (document: PrintDocument, roll: 80 | 58 = 80) => {
  const raster = (await onPaper(document, roll)).find(each => each.item === 'raster');
  if (raster?.item !== 'raster') throw new Error('nothing was drawn');
  const { from, to } = inkOf(raster.image);
  return { height: raster.image.height, from: raster.x + from, to: raster.x + to };
};

test('small print with Northern Sami letters is drawn as small as the rest, to its last letter', async () => {
  for (const roll of [80, 58] as const) {
    const letters = Math.floor(paperWidths[roll].dots / 9);
    const { to } = await rasterOf([{ block: 'text', text: 'ŋ'.repeat(letters), size: 'small' }], roll);
    assert.ok(to > (letters - 1) * 9 && to < paperWidths[roll].dots, `${roll} mm: ink to ${to}`);
  }
});

test('a line in letters wider than the paper allows goes on below instead of being cut off', async () => {
  const one = await rasterOf([{ block: 'text', text: 'እ', bold: true }]);
  const many = await rasterOf([{ block: 'text', text: 'እ'.repeat(48), bold: true }]);
  assert.ok(many.to < 576);
  const wouldTake = (one.to - one.from) * 48;
  assert.ok(wouldTake <= 576 || many.height > one.height, `${wouldTake} dots on a line of ${many.height}`);
});

test('a language that is written from the right stands at the right', async () => {
  const { from, to } = await rasterOf([{ block: 'text', text: 'شماره ۱۲' }]);
  assert.ok(from > 288 && to > 576 - 24, `from ${from} to ${to}`);
});

test('a number in a text that is written from the right stays at its side, also alone on a line', async () => {
  const text = `${'شماره '.repeat(5)}K166`;
  const items = await onPaper([{ block: 'text', text }], 58);
  const last = items.findLast(({ item }) => item === 'line' || item === 'raster');
  assert.ok(last?.item === 'line');
  assert.equal([last.text.trim(), last.align], ['K166', 'right']);
});

test('when nothing can be drawn the ticket comes out in plain letters, and the log says so', async () => {
  const sharp = require.resolve('sharp');
  const kept = require.cache[sharp];
  const warnings: string[] = [];
  const log = { ...silent, warn: (_: object, message: string) => warnings.push(message) };
  require.cache[sharp] = {
    get exports(): never {
      throw new Error('not for this processor');
    },
  } as never;
  try {
    const document: PrintDocument = [{ block: 'text', text: 'Eŋgelas ruoŧagillii åäö' }];
    const plain = await encodeDocument(document, { paper: paperWidths[58], log });
    assert.equal(readPaper(plain, 384).lines, ['Engelas ruotagillii åäö']);
    assert.is(warnings.length, 1);
    if (kept) require.cache[sharp] = kept;
    else delete require.cache[sharp];
    assert.is(readPaper(await encodeDocument(document, { paper: paperWidths[58], log }), 384).drawn, 1);
  } finally {
    if (kept) require.cache[sharp] = kept;
    else delete require.cache[sharp];
  }
});

test('long text breaks between words, a longer word inside, and no line is wider than the paper', async () => {
  const word = 'väestötietojärjestelmäasiat'.repeat(3);
  for (const roll of [80, 58] as const) {
    const lines = await textOnPaper(
      [{ block: 'text', text: `Digi- ja väestötietovirasto ${word} loppu` }],
      roll,
    );
    for (const line of lines) assert.ok(line.length <= paperWidths[roll].columns, line);
    assert.is(lines.join('').replaceAll(' ', ''), `Digi-javäestötietovirasto${word}loppu`);
  }
});

test('a code is as large as fits on either roll', async () => {
  for (const roll of [80, 58] as const) {
    const items = await onPaper([{ block: 'text', text: 'K1010', size: 'huge', align: 'center' }], roll);
    const line = items.find(each => each.item === 'line');
    assert.ok(line?.item === 'line' && (styleOf(line)?.width ?? 0) >= 4, JSON.stringify(line));
  }
});

test('two columns stand at the edges of one line, and on two lines when they would touch', async () => {
  const [line] = await textOnPaper([{ block: 'columns', left: 'Verotus', right: '9.30' }]);
  assert.match(line ?? '', /^Verotus {37}9\.30$/);
  assert.is(
    (await textOnPaper([{ block: 'columns', left: 'x'.repeat(40), right: 'y'.repeat(20) }])).length,
    2,
  );
});

test('blank lines are kept', async () => {
  const bytes = Buffer.from(await encode([{ block: 'feed', lines: 3 }]));
  assert.is(bytes.filter(byte => byte === 0x0a).length, 3);
});

test('a QR code holds its text to the byte', async () => {
  const [qr] = (await onPaper([{ block: 'qr', text: 'https://é.fi/ä' }])).filter(({ item }) => item === 'qr');
  assert.ok(qr?.item === 'qr');
  assert.is(qr.text, 'https://é.fi/ä');
});

test('a text too long for any QR code on the paper can still be read', async () => {
  const text = `https://tiski.example/${'a'.repeat(700)}`;
  for (const roll of [80, 58] as const)
    assert.is((await textOnPaper([{ block: 'qr', text }], roll)).join(''), text);
});

test('no address of a QR code can send a command to the printer', async () => {
  const { codes, faults } = readPaper(await encode([{ block: 'qr', text: 'a\u0010\u0004\u0001b' }]), 576);
  assert.equal([codes, faults], [['ab'], []]);
});

test('no picture can send a command to the printer', async () => {
  const data = Uint8Array.of(0x10, 0x04, 0x01, 0x10, 0x14, 0x08);
  const bytes = await encode([{ block: 'image', image: { width: 48, height: 1, data } }]);
  assert.equal(readPaper(bytes, 576).faults, []);
});

test('a place where a line must not break is kept together', async () => {
  const lines = await textOnPaper([{ block: 'text', text: `${'x'.repeat(43)} klo\u00a09.30` }]);
  assert.equal(lines, ['x'.repeat(43), 'klo 9.30']);
});

test('no text of a site file can send a command to the printer', async () => {
  const lines = await textOnPaper([
    { block: 'text', text: 'a\u001b@b\u001dV\u0000c\u0010\u0004\u0001d\u007f\u009be' },
  ]);
  assert.equal(lines, ['a@bVcde']);
});

test('every style is given back: what comes after stands plain at the left', async () => {
  const items = await onPaper([
    { block: 'text', text: 'A', size: 'huge', bold: true, align: 'right' },
    { block: 'text', text: 'B', size: 'small', align: 'center' },
    { block: 'text', text: 'C' },
  ]);
  const last = items.filter(each => each.item === 'line').at(-1);
  assert.ok(last?.item === 'line');
  const style = styleOf(last);
  assert.equal([last.align, style?.width, style?.bold, style?.font], ['left', 1, false, 'a']);
});

test('letters that can be neither printed nor drawn are written without their marks', () => {
  assert.is(withoutMarks('Čáhci đ ŋ Ø'), 'Cahci d n O');
  assert.is(withoutMarks('a\u200db 水'), 'ab ?');
});

test('bytes that a printer would take for a question about its state are found wherever they stand', () => {
  const query = [0x10, 0x04, 0x01];
  assert.ok(holdsStatusQuery(Uint8Array.of(1, 2, ...query)));
  assert.ok(holdsStatusQuery(Uint8Array.of(0x10, 0x10, 0x04, 0x04, 9)));
  for (const harmless of [[], [0x10], [0x10, 0x04], [0x10, 0x04, 0x05], [0x10, 0x05, 0x01], [0x10, 0x04, 0]])
    assert.not(holdsStatusQuery(Uint8Array.of(...harmless)), harmless.join());
});

test('a bar is as wide as its share of the paper, whatever share is asked for', () => {
  const width = (share: number) => Buffer.from(markCommands(576, share)).toString('hex');
  assert.is(width(Number.NaN), width(1));
  assert.is(width(7), width(1));
  assert.is(width(-1), width(0));
  assert.not.equal(width(0.5), width(1));
  assert.is(markCommands(576, 0.5), markCommands(576, 0.5), 'it is drawn once');
});

test('a ticket with a QR code is as long as what comes out of the printer', async () => {
  const document: PrintDocument = [
    { block: 'text', text: 'K101', size: 'huge' },
    { block: 'qr', text: 'https://palvelupiste.example.fi/t/K101' },
    { block: 'rule' },
  ];
  const bytes = await encode(document);
  const without = await encode(document.filter(({ block }) => block !== 'qr'));
  const dots = paperLength(bytes) - paperLength(without);
  // Version 3: 29 modules of 6 dots, and the line after it.
  assert.ok(dots >= 29 * 6 && dots <= 29 * 6 + 40, `${dots} dots`);
});

test.run();
