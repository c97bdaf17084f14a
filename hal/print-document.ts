/**
 * What is to stand on paper, before any printer's language. Text is Unicode; the driver decides by what bytes, in which code
 * page, or as a raster when no code page of the printer has a letter.
 */
export type Block =
  | {
      readonly block: 'text';
      readonly text: string;
      readonly size?: TextSize;
      readonly bold?: boolean;
      readonly align?: Align;
    }
  /** Two texts on one line, the second at the right edge. */
  | { readonly block: 'columns'; readonly left: string; readonly right: string; readonly bold?: boolean }
  /** A thin line over the width of the paper. */
  | { readonly block: 'rule' }
  /** A thick bar under a ticket code, so that 66 and 99 cannot be read upside down. `width`: share of the paper, 0-1. */
  | { readonly block: 'orientation-mark'; readonly width: number }
  | { readonly block: 'image'; readonly image: Bitmap }
  | { readonly block: 'qr'; readonly text: string }
  /** Empty lines of normal height. */
  | { readonly block: 'feed'; readonly lines: number };

export type Align = 'left' | 'center' | 'right';

/** Multiples of the normal character cell: small is the printer's font B; huge is for the ticket code. */
export type TextSize = 'small' | 'normal' | 'large' | 'huge';

export type PrintDocument = readonly Block[];

/** One bit per dot, rows from the top, each row padded to whole bytes, most significant bit leftmost, 1 is black. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}
