import { messageOf } from '../../platform/error';
import type { Log } from '../../platform/log';
import type { Align, Bitmap, Block, PrintDocument, TextSize } from '../../print-document';
import type { PaperWidth } from '../../ticket-printer';
import { cellsOf, isRightToLeft, wrapCells } from './cells';
import { type CodePage, commonCodePages, encodeIn, pc858 } from './code-pages';
import { imageCommands, markCommands, ruleCommands } from './furniture';
import { plainText, withoutMarks } from './plain-text';
import { qrCommands } from './qr-code';
import { rasterCommands } from './raster';
import { drawText } from './raster-text';
import { beginning, type Look, sideOf, small, styleOf } from './styles';

export interface EncodeOptions {
  readonly paper: PaperWidth;
  /** Pages that the printer has, in the order of preference; the common ones if left out. */
  readonly codePages?: readonly CodePage[];
  /** Hears when a line could not be drawn and was printed without its marks. */
  readonly log?: Log;
}

const lineEnd = Uint8Array.of(0x0a);

/** Largest magnification that still looks like a number and not like a poster. */
const mostHuge = 6;

/** A page or two of nothing is a mistake in a document, not a wish. */
const mostFeed = 100;

/**
 * What ESC @ does not do, or not on every make: FS . leaves the two-byte alphabet that printers made for Asia start in, where å and
 * the letter after it would become one ideograph; ESC R 0 takes back a national alphabet set by switches, where # or [ is another sign.
 */
const singleByteAscii = Uint8Array.of(0x1c, 0x2e, 0x1b, 0x52, 0);

/**
 * The bytes of a document, without the initialisation before and the cut after it. Begins by choosing what it depends on, leaves every
 * style as it was, and ends with the line buffer empty. At once, unless a line has to be drawn.
 */
export function encodeDocument(
  document: PrintDocument,
  options: EncodeOptions,
): Uint8Array | Promise<Uint8Array> {
  const encoded = new Encoder(options, new Map()).encode(document);
  return encoded.undrawn.size === 0 ? encoded.bytes : drawAndEncode(document, options, encoded.undrawn);
}

async function drawAndEncode(
  document: PrintDocument,
  options: EncodeOptions,
  undrawn: ReadonlyMap<string, DrawnLine>,
): Promise<Uint8Array> {
  const pictures = new Map<string, Bitmap | undefined>();
  for (const [key, { text, look }] of undrawn)
    pictures.set(key, await picture(text, look, options.paper.dots, options.log));
  return new Encoder(options, pictures).encode(document).bytes;
}

/** Nothing where it cannot be drawn: a ticket with plain letters serves its customer, one that does not come out does not. */
async function picture(text: string, look: Look, dots: number, log?: Log): Promise<Bitmap | undefined> {
  try {
    return await drawText(text, look, dots);
  } catch (error) {
    log?.warn({ error: messageOf(error) }, 'line printed without its marks: it cannot be drawn');
    return undefined;
  }
}

/** What a block became, and under which circumstances. */
interface Encoded {
  readonly before: CodePage;
  readonly paper: PaperWidth;
  readonly pages: readonly CodePage[];
  readonly bytes: Uint8Array;
  readonly after: CodePage;
}

const kept = new WeakMap<Block, Encoded>();

/** A line that no code page holds. */
interface DrawnLine {
  readonly text: string;
  readonly look: Look;
}

/** A line as a page has it. */
interface InPage {
  readonly page: CodePage;
  readonly bytes: Uint8Array;
}

class Encoder {
  readonly #parts: Uint8Array[] = [];
  readonly #paper: PaperWidth;
  readonly #pages: readonly CodePage[];
  /** Lines that were drawn for this document; `undefined` for one that could not be. */
  readonly #pictures: ReadonlyMap<string, Bitmap | undefined>;
  readonly #undrawn = new Map<string, DrawnLine>();
  /** In use; that which a document begins with is chosen by it, so that what is kept of a block fits wherever it stands. */
  #page: CodePage;
  /** Whether the block holds a line that is not drawn: the next time it may be. */
  #makeshift = false;

  constructor(
    { paper, codePages = commonCodePages }: EncodeOptions,
    pictures: ReadonlyMap<string, Bitmap | undefined>,
  ) {
    this.#paper = paper;
    this.#pages = codePages;
    const [first = pc858] = codePages;
    this.#page = first;
    this.#pictures = pictures;
  }

  /** `undrawn`: what has to be drawn first; the bytes lack it. */
  encode(document: PrintDocument): {
    readonly bytes: Uint8Array;
    readonly undrawn: ReadonlyMap<string, DrawnLine>;
  } {
    this.#raw(singleByteAscii);
    this.#raw(beginning());
    this.#raw(pageCommand(this.#page));
    for (const block of document) this.#add(block);
    return { bytes: Buffer.concat(this.#parts), undrawn: this.#undrawn };
  }

  /** Encodes a block, or takes what the same block became before under the same circumstances. */
  #add(block: Block): void {
    const known = kept.get(block);
    if (known && known.before === this.#page && known.paper === this.#paper && known.pages === this.#pages) {
      this.#parts.push(known.bytes);
      this.#page = known.after;
      return;
    }
    const before = this.#page;
    const from = this.#parts.length;
    this.#makeshift = false;
    this.#encode(block);
    if (this.#makeshift) return;
    const bytes = Buffer.concat(this.#parts.slice(from));
    kept.set(block, { before, paper: this.#paper, pages: this.#pages, bytes, after: this.#page });
  }

  #encode(block: Block): void {
    const { dots } = this.#paper;
    switch (block.block) {
      case 'text':
        this.#text(block.text, block.size ?? 'normal', block.bold ?? false, block.align ?? 'left');
        break;
      case 'columns':
        this.#columns(plainText(block.left), plainText(block.right), block.bold ?? false);
        break;
      case 'rule':
        this.#raw(ruleCommands(dots));
        break;
      case 'orientation-mark':
        this.#raw(markCommands(dots, block.width));
        break;
      case 'image':
        this.#raw(imageCommands(block.image, dots));
        break;
      case 'qr':
        this.#qr(plainText(block.text));
        break;
      case 'feed':
        for (let line = 0; line < Math.min(block.lines, mostFeed); line++) this.#raw(lineEnd);
        break;
    }
  }

  #text(text: string, size: TextSize, bold: boolean, align: Align): void {
    const plain = plainText(text);
    const scale = this.#scale(plain, size);
    const look = { scale, bold, align, rightToLeft: isRightToLeft(plain) };
    for (const line of wrapCells(plain, this.#cellsAt(scale))) this.#line(line, look);
  }

  /** How many times the normal font a text is. */
  #scale(text: string, size: TextSize): number {
    if (size === 'small') return small;
    if (size === 'normal') return 1;
    if (size === 'large') return 2;
    const fits = Math.floor(this.#paper.columns / Math.max(1, cellsOf(text)));
    return Math.min(mostHuge, Math.max(2, fits));
  }

  /** How many cells fit on a line. */
  #cellsAt(scale: number): number {
    return Math.floor(scale === small ? this.#paper.dots / 9 : this.#paper.columns / scale);
  }

  #line(line: string, look: Look): void {
    const text = line.replaceAll('\u00a0', ' ').trimEnd();
    const found = this.#bytesOf(text);
    if (found) {
      this.#print(found, look);
      return;
    }
    const key = JSON.stringify([text, look]);
    const drawn = this.#pictures.get(key);
    if (drawn) {
      this.#raw(rasterCommands(drawn, this.#paper.dots, sideOf(look)));
      return;
    }
    this.#makeshift = true;
    if (this.#pictures.has(key)) this.#plain(text, look);
    else this.#undrawn.set(key, { text, look });
  }

  /** Without the marks that no code page holds. */
  #plain(text: string, look: Look): void {
    const page = this.#page;
    const plain = Array.from(text, each => (encodeIn(page, each) ? each : withoutMarks(each))).join('');
    for (const piece of wrapCells(plain, this.#cellsAt(look.scale)))
      this.#print({ page, bytes: encodeIn(page, piece) ?? new Uint8Array() }, look);
  }

  #print({ page, bytes }: InPage, look: Look): void {
    const { on, off } = styleOf(look);
    this.#raw(on);
    if (page !== this.#page) this.#raw(pageCommand(page));
    this.#page = page;
    this.#raw(bytes);
    this.#raw(lineEnd);
    this.#raw(off);
  }

  /** Two texts on one line, or on two where they would touch. */
  #columns(left: string, right: string, bold: boolean): void {
    const gap = this.#paper.columns - cellsOf(left) - cellsOf(right);
    const rightToLeft = isRightToLeft(left);
    if (gap >= 1 && !`${left}${right}`.includes('\n')) {
      const line = `${left}${' '.repeat(gap)}${right}`;
      this.#line(line, { scale: 1, bold, align: 'left', rightToLeft });
      return;
    }
    this.#text(left, 'normal', bold, 'left');
    this.#text(right, 'normal', bold, rightToLeft ? 'left' : 'right');
  }

  /** In the page in use if it has every character, else in the first that has. */
  #bytesOf(line: string): InPage | undefined {
    for (const page of [this.#page, ...this.#pages]) {
      const bytes = encodeIn(page, line);
      if (bytes) return { page, bytes };
    }
    return undefined;
  }

  /** A text that no code on this paper can hold is printed to be read by a person. */
  #qr(text: string): void {
    if (text === '') return;
    const commands = qrCommands(text, this.#paper.dots);
    if (!commands) {
      this.#text(text, 'small', false, 'left');
      return;
    }
    const { on, off } = styleOf({ scale: 1, bold: false, align: 'center', rightToLeft: false });
    this.#raw(on);
    this.#raw(commands);
    this.#raw(lineEnd);
    this.#raw(off);
  }

  #raw(bytes: Uint8Array): void {
    this.#parts.push(bytes);
  }
}

/** ESC t n. */
function pageCommand({ number }: CodePage): Uint8Array {
  return Uint8Array.of(0x1b, 0x74, number);
}
