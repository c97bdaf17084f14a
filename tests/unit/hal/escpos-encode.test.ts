import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { encodeDocument } from '../../../hal/drivers/escpos/encode';
import type { PrintDocument } from '../../../hal/print-document';
import { paperWidths } from '../../../hal/ticket-printer';
import {
  complaintsAbout,
  type DecodedItem,
  decode,
  type TextStyle,
  ticketText,
} from '../../../simulator/printer';

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

test.run();
