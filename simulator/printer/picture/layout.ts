import {
  advanceOf,
  type BarcodeItem,
  type DecodedItem,
  type Dots,
  type LineItem,
  type QrItem,
} from '../language/items';
import { shiftOf } from '../language/print-line';
import { cellOf } from '../language/print-settings';
import { encodeQr } from '../language/qr-code';
import { letterPath } from './glyphs';

export interface PlacedDots {
  readonly x: number;
  readonly y: number;
  readonly dots: Dots;
  /** Dots of paper per dot of the image. */
  readonly scale: number;
}

/** One piece of paper laid out: everything in dots from the top left corner of the printable area. */
export interface Piece {
  readonly height: number;
  readonly isCut: boolean;
  /** SVG path data of all that is black. */
  readonly ink: string;
  /** SVG path data of what is white on black. */
  readonly knockout: string;
  readonly images: readonly PlacedDots[];
}

/** Cuts the strip into pieces and places what stands on each. */
export function layOut(items: readonly DecodedItem[], width: number): Piece[] {
  const pieces: Piece[] = [];
  let piece = new PieceLayout(width);
  for (const item of items) {
    piece.add(item);
    if (item.item === 'cut') {
      pieces.push(piece.finish(true));
      piece = new PieceLayout(width);
    }
  }
  if (piece.hasPrint) pieces.push(piece.finish(false));
  return pieces;
}

class PieceLayout {
  hasPrint = false;
  private readonly width: number;
  private y = 0;
  private ink: string[] = [];
  private knockout: string[] = [];
  private images: PlacedDots[] = [];

  constructor(width: number) {
    this.width = width;
  }

  add(item: DecodedItem): void {
    if (item.item === 'line') this.line(item);
    else if (item.item === 'qr') this.qr(item);
    else if (item.item === 'barcode') this.barcode(item);
    else if (item.item === 'raster') this.images.push({ x: item.x, y: this.y, dots: item.image, scale: 1 });
    this.hasPrint ||= item.item !== 'cut' && item.item !== 'pulse' && item.item !== 'feed';
    this.y += advanceOf(item);
  }

  finish(isCut: boolean): Piece {
    const { y: height, images } = this;
    return { height, isCut, ink: this.ink.join(''), knockout: this.knockout.join(''), images };
  }

  private line(line: LineItem): void {
    const bottom = this.y + line.height;
    for (const part of line.parts) {
      if (part.part === 'image') {
        this.images.push({ x: part.x, y: bottom - part.image.height, dots: part.image, scale: 1 });
        continue;
      }
      const { style, pitch } = part;
      const letters = [...part.text];
      const top = bottom - cellOf(style.font).height * style.height;
      const paths = letters.map((letter, index) => letterPath(letter, style, part.x + index * pitch, top));
      const width = letters.length * pitch;
      if (style.inverse) {
        this.ink.push(rectangle(part.x, top, width, bottom - top));
        this.knockout.push(...paths);
      } else this.ink.push(...paths);
      if (style.underline > 0)
        this.ink.push(rectangle(part.x, bottom - style.underline, width, style.underline));
    }
  }

  private qr(item: QrItem): void {
    const dots = encodeQr(item.data, item.level);
    if (!dots) return;
    const x = shiftOf(item.align, this.width - dots.width * item.module);
    this.images.push({ x, y: this.y, dots, scale: item.module });
  }

  /** The bars are not drawn: a frame with the text shows where they would be. */
  private barcode(item: BarcodeItem): void {
    const width = Math.min(this.width, Math.max(120, item.text.length * 22));
    const x = shiftOf(item.align, this.width - width);
    this.ink.push(frame(x, this.y, width, item.height));
    const style = { font: 'a', width: 1, height: 1, bold: false, underline: 0, inverse: false } as const;
    const start = x + (width - item.text.length * 12) / 2;
    for (const [index, letter] of [...item.text].entries()) {
      this.ink.push(letterPath(letter, style, start + index * 12, this.y + item.height / 2 - 12));
    }
  }
}

function rectangle(x: number, y: number, width: number, height: number): string {
  return `M${x} ${y}h${width}v${height}h${-width}Z`;
}

/** Outside clockwise, inside the other way round, so that the middle stays white. */
function frame(x: number, y: number, width: number, height: number): string {
  return `${rectangle(x, y, width, height)}M${x + 2} ${y + 2}v${height - 4}h${width - 4}v${4 - height}Z`;
}
