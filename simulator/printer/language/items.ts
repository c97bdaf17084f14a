import { qrSide } from './qr-code';

/** What stands on the paper, in the order of printing. All lengths are dots of 1/203 inch (8 per mm). */
export type DecodedItem = LineItem | RasterItem | QrItem | BarcodeItem | FeedItem | CutItem | PulseItem;

export interface TextStyle {
  /** A is 12 x 24 dots, B is 9 x 17. */
  readonly font: 'a' | 'b';
  /** Multiples of the cell, 1-8. */
  readonly width: number;
  readonly height: number;
  readonly bold: boolean;
  /** Thickness of the underline in dots. */
  readonly underline: 0 | 1 | 2;
  /** White on black. */
  readonly inverse: boolean;
}

export interface TextPart {
  readonly part: 'text';
  readonly text: string;
  /** From the left edge of the printable area. */
  readonly x: number;
  /** Of one letter with its spacing. */
  readonly pitch: number;
  readonly style: TextStyle;
}

/** A bit image inside a line (`ESC *`): one bit per dot, rows from the top, each row padded to whole bytes, 1 is black. */
export interface ImagePart {
  readonly part: 'image';
  readonly x: number;
  readonly image: Dots;
}

export interface Dots {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export type Alignment = 'left' | 'center' | 'right';

interface Placed {
  /** Of the command, or of the first byte, that put it there. */
  readonly offset: number;
}

export interface LineItem extends Placed {
  readonly item: 'line';
  /** All letters of the line; gaps made by positioning appear as spaces. */
  readonly text: string;
  readonly align: Alignment;
  readonly parts: readonly (TextPart | ImagePart)[];
  /** Of the tallest part; all stand on the same bottom line. */
  readonly height: number;
  /** By how much the paper moves, at least `height`. */
  readonly advance: number;
}

export interface RasterItem extends Placed {
  readonly item: 'raster';
  readonly x: number;
  readonly image: Dots;
}

export interface QrItem extends Placed {
  readonly item: 'qr';
  readonly text: string;
  readonly data: Uint8Array;
  /** Error correction: about 7, 15, 25 or 30 per cent. */
  readonly level: 'L' | 'M' | 'Q' | 'H';
  /** Dots per module, 1-16. */
  readonly module: number;
  readonly align: Alignment;
}

/** A bar code: its text is known, its bars are not drawn. */
export interface BarcodeItem extends Placed {
  readonly item: 'barcode';
  /** The parameter m of `GS k`. */
  readonly symbology: number;
  readonly text: string;
  readonly height: number;
  readonly align: Alignment;
}

export interface FeedItem extends Placed {
  readonly item: 'feed';
  readonly dots: number;
}

export interface CutItem extends Placed {
  readonly item: 'cut';
  readonly cut: 'full' | 'partial';
  /** Fed before the cut, so that the last line is past the blade. */
  readonly feed: number;
}

/** A pulse for a cash drawer. */
export interface PulseItem extends Placed {
  readonly item: 'pulse';
}

/** Something that a printer would have forgiven, or not, and that the sender should put right. */
export interface Complaint extends Placed {
  readonly reason: string;
}

/** By how much an item moves the paper. */
export function advanceOf(item: DecodedItem): number {
  switch (item.item) {
    case 'line':
      return item.advance;
    case 'raster':
      return item.image.height;
    case 'barcode':
      return item.height;
    case 'feed':
      return item.dots;
    case 'cut':
      return item.feed;
    case 'qr':
      return qrSide(item.data.length, item.level) * item.module;
    case 'pulse':
      return 0;
  }
}
