import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { encodeDocument } from '../../../hal/drivers/escpos/encode';
import type { Block } from '../../../hal/print-document';
import { paperWidths } from '../../../hal/ticket-printer';
import { type Reading, readPaper } from '../../support/escpos-reading';

const align = fc.constantFrom('left', 'center', 'right');
const size = fc.constantFrom('small', 'normal', 'large', 'huge');
const roll = fc.constantFrom(80, 58);

/** What printers take for commands when it gets through. */
const commands = [
  '\u001b@',
  '\u001dV\u0000',
  '\u0010\u0004\u0001',
  '\u0010\u0014\u0008',
  '\u001c&',
  '\r',
  '\u009b',
  '\u007f',
];

/** Letters of many scripts, marks without a letter, halves of characters, markup, controls. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        ...commands,
        '&<b>"',
        '\ud800',
        '\u0301',
        '\u200f',
        'شماره',
        '请等',
        'ŋŧ',
        'Работа',
        '\n\n',
      ),
      fc.lorem({ maxCount: 20 }),
    ),
    { maxLength: 6 },
  )
  .map(parts => parts.join(''));

const bitmap = fc
  .record({
    width: fc.integer({ min: 1, max: 700 }),
    height: fc.integer({ min: 1, max: 400 }),
    seed: fc.nat(255),
  })
  .map(({ width, height, seed }) => ({
    width,
    height,
    data: Uint8Array.from(
      { length: Math.ceil(width / 8) * height },
      (_, at) => [0x10, 0x04, seed][at % 3] ?? 0,
    ),
  }));

const anyBlock = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ block: fc.constant('text'), text: anyText, size, bold: fc.boolean(), align }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      block: fc.constant('columns'),
      left: anyText,
      right: anyText,
      bold: fc.boolean(),
    }),
  },
  fc.record({ block: fc.constant('rule') }),
  fc.record({ block: fc.constant('orientation-mark'), width: fc.double() }),
  fc.record({ block: fc.constant('image'), image: bitmap }),
  fc.record({ block: fc.constant('qr'), text: anyText }),
  fc.record({ block: fc.constant('feed'), lines: fc.oneof(fc.integer({ min: -2, max: 9 }), fc.double()) }),
) as fc.Arbitrary<Block>;

const print = async (document: readonly Block[], width: 80 | 58): Promise<Reading> =>
  readPaper(await encodeDocument(document, { paper: paperWidths[width] }), paperWidths[width].dots);

test('whatever a document says, the printer gets only commands of ours, nothing wider than the paper, and plain styles at the end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyBlock, { maxLength: 5 }), roll, async (document, width) => {
      const { faults, pending, plain } = await print(document, width);
      assert.equal(faults, []);
      assert.equal(pending, '');
      assert.ok(plain);
    }),
    { numRuns: 60 },
  );
});

test('words in the letters of the code pages come out letter by letter, in their order, none cut that fits on a line', async () => {
  const letter = fc.constantFrom(...'abcXYZ019åäöÅÄÖéáčđšžČĐŠŽ');
  const word = fc.string({ unit: letter, minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(word, { maxLength: 20 }),
      size,
      align,
      roll,
      async (words, big, side, width) => {
        const { lines, drawn } = await print(
          [{ block: 'text', text: words.join(' '), size: big, align: side }],
          width,
        );
        if (drawn > 0) return;
        const cells = Math.floor(paperWidths[width].columns / 2);
        assert.is(lines.join('').replaceAll(' ', ''), words.join(''));
        if (words.every(each => each.length <= cells)) assert.equal(lines.join(' ').trim(), words.join(' '));
      },
    ),
    { numRuns: 200 },
  );
});

test.run();
