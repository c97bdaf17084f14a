import { PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import type { Align, Block, PrintDocument, TextSize } from '../../print-document';
import type { PaperWidth } from '../../ticket-printer';
import { type CodePage, commonCodePages, encodeIn } from './code-pages';
import { imageCommands, markCommands, ruleCommands } from './furniture';
import { cellsOf, plainText, wrapCells } from './plain-text';
import { rasterCommands } from './raster';
import { drawText } from './raster-text';

export interface EncodeOptions {
  readonly paper: PaperWidth;
  /** Pages that the printer has, in the order of preference; the common ones if left out. */
  readonly codePages?: readonly CodePage[];
}

/** Largest magnification that still looks like a number and not like a poster. */
const mostHuge = 6;

/**
 * The bytes of a document, without the initialisation before and the cut after it. Begins by choosing what it depends on, leaves every
 * style as it was, and ends with the line buffer empty.
 */
export async function encodeDocument(document: PrintDocument, options: EncodeOptions): Promise<Uint8Array> {
  const encoder = new Encoder(options);
  for (const block of document) await encoder.add(block);
  return encoder.bytes;
}

/** What a block became, and under which circumstances. */
interface Encoded {
  readonly before: CodePage | undefined;
  readonly paper: PaperWidth;
  readonly pages: readonly CodePage[];
  readonly bytes: Uint8Array;
  readonly after: CodePage | undefined;
}

const kept = new WeakMap<Block, Encoded>();

class Encoder {
  readonly #builder: ThermalPrinter;
  readonly #parts: Uint8Array[] = [];
  readonly #paper: PaperWidth;
  readonly #pages: readonly CodePage[];
  #page: CodePage | undefined;

  constructor({ paper, codePages = commonCodePages }: EncodeOptions) {
    this.#paper = paper;
    this.#pages = codePages;
    this.#builder = byteBuilder(paper);
  }

  get bytes(): Uint8Array {
    return Buffer.concat(this.#parts);
  }

  /** Encodes a block, or takes what the same block became before under the same circumstances. */
  async add(block: Block): Promise<void> {
    const known = kept.get(block);
    if (known && known.before === this.#page && known.paper === this.#paper && known.pages === this.#pages) {
      this.#parts.push(known.bytes);
      this.#page = known.after;
      return;
    }
    const before = this.#page;
    const from = this.#parts.length;
    await this.#encode(block);
    this.#takeBuilt();
    const bytes = Buffer.concat(this.#parts.slice(from));
    kept.set(block, { before, paper: this.#paper, pages: this.#pages, bytes, after: this.#page });
  }

  async #encode(block: Block): Promise<void> {
    const { dots } = this.#paper;
    switch (block.block) {
      case 'text':
        await this.#text(block.text, block.size ?? 'normal', block.bold ?? false, block.align ?? 'left');
        break;
      case 'columns':
        await this.#columns(plainText(block.left), plainText(block.right), block.bold ?? false);
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
        this.#qr(block.text);
        break;
      case 'feed':
        for (let line = 0; line < block.lines; line++) this.#builder.newLine();
        break;
    }
  }

  async #text(text: string, size: TextSize, bold: boolean, align: Align): Promise<void> {
    const plain = plainText(text);
    const { cells, scale } = this.#cells(plain, size);
    for (const line of wrapCells(plain, cells)) await this.#line(line.trimEnd(), size, scale, bold, align);
  }

  /** How many cells of a size fit on a line, and how many times the normal font it is. */
  #cells(text: string, size: TextSize): { cells: number; scale: number } {
    const { columns, dots } = this.#paper;
    if (size === 'small') return { cells: Math.floor(dots / 9), scale: 1 };
    if (size === 'normal') return { cells: columns, scale: 1 };
    const scale =
      size === 'large'
        ? 2
        : Math.min(mostHuge, Math.max(2, Math.floor(columns / Math.max(1, cellsOf(text)))));
    return { cells: Math.floor(columns / scale), scale };
  }

  async #line(line: string, size: TextSize, scale: number, bold: boolean, align: Align): Promise<void> {
    const page = this.#pageFor(line);
    if (!page) {
      this.#raw(rasterCommands(await drawText(line, scale, bold), this.#paper.dots, align));
      return;
    }
    const builder = this.#builder;
    if (align === 'center') builder.alignCenter();
    if (align === 'right') builder.alignRight();
    if (size === 'small') builder.setTypeFontB();
    if (bold) builder.bold(true);
    if (scale > 1) builder.setTextSize(scale - 1, scale - 1);
    this.#put(page, line);
    builder.newLine();
    if (scale > 1) builder.setTextSize(0, 0);
    if (bold) builder.bold(false);
    if (size === 'small') builder.setTypeFontA();
    if (align !== 'left') builder.alignLeft();
  }

  /** Two texts on one line, or on two where they would touch. */
  async #columns(left: string, right: string, bold: boolean): Promise<void> {
    const gap = this.#paper.columns - cellsOf(left) - cellsOf(right);
    if (gap >= 1) return this.#line(`${left}${' '.repeat(gap)}${right}`, 'normal', 1, bold, 'left');
    await this.#text(left, 'normal', bold, 'left');
    return this.#text(right, 'normal', bold, 'right');
  }

  /** The page in use if it has every character, else the first that has. */
  #pageFor(line: string): CodePage | undefined {
    const pages = this.#page ? [this.#page, ...this.#pages] : this.#pages;
    return pages.find(page => encodeIn(page, line) !== undefined);
  }

  #put(page: CodePage, line: string): void {
    if (page !== this.#page) this.#raw(Uint8Array.of(0x1b, 0x74, page.number));
    this.#page = page;
    this.#raw(encodeIn(page, line) ?? new Uint8Array());
  }

  /** GS ( k, model 2. The library counts characters where the printer counts bytes, so the commands are made here. */
  #qr(text: string): void {
    const data = Buffer.from(text, 'utf8');
    const size = this.#paper.roll === 80 ? 6 : 5;
    const store = data.length + 3;
    this.#builder.alignCenter();
    this.#raw(Uint8Array.of(0x1d, 0x28, 0x6b, 4, 0, 0x31, 0x41, 0x32, 0));
    this.#raw(Uint8Array.of(0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x43, size));
    this.#raw(Uint8Array.of(0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x45, 0x31));
    this.#raw(Uint8Array.of(0x1d, 0x28, 0x6b, store & 0xff, store >> 8, 0x31, 0x50, 0x30));
    this.#raw(data);
    this.#raw(Uint8Array.of(0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30));
    this.#builder.newLine();
    this.#builder.alignLeft();
  }

  #raw(bytes: Uint8Array): void {
    this.#takeBuilt();
    this.#parts.push(bytes);
  }

  /** The library copies all it has with every byte that is added: it is emptied before it holds much. */
  #takeBuilt(): void {
    const built = this.#builder.getBuffer();
    if (built && built.length > 0) this.#parts.push(built);
    this.#builder.setBuffer(Buffer.alloc(0));
  }
}

/** The library as what it is good for: the bytes of styles. It never sees a printer, and no text goes through its encoding. */
function byteBuilder(paper: PaperWidth): ThermalPrinter {
  return new ThermalPrinter({
    type: PrinterTypes.EPSON,
    interface: { isPrinterConnected: async () => false, execute: async () => Buffer.alloc(0) } as never,
    width: paper.columns,
  });
}
