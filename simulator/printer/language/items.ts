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
      return qrModules(item.data.length, item.level) * item.module;
    case 'pulse':
      return 0;
  }
}

/** Bytes that versions 1-40 hold in byte mode (ISO/IEC 18004, table 7), by level. */
const capacity: Readonly<Record<QrItem['level'], readonly number[]>> = {
  L: [17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425, 458, 520, 586, 644, 718, 792, 858],
  M: [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666],
  Q: [11, 20, 32, 46, 60, 74, 86, 108, 130, 151, 177, 203, 241, 258, 292, 322, 364, 394, 442, 482],
  H: [7, 14, 24, 34, 44, 58, 64, 84, 98, 119, 137, 155, 177, 194, 220, 250, 280, 310, 338, 382],
};

/** Modules along one side of the smallest symbol (up to version 20) that holds so many bytes; 0 when none does. */
export function qrModules(bytes: number, level: QrItem['level']): number {
  const version = capacity[level].findIndex(most => bytes <= most) + 1;
  return version === 0 ? 0 : 17 + 4 * version;
}
