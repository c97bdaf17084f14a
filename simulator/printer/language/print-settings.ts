import type { Alignment, QrItem, TextStyle } from './items';

/** The settings that `ESC @` puts back, with their defaults for a 203 dpi printer. */
export interface PrintSettings {
  codePage: number;
  international: number;
  style: TextStyle;
  /** Added to the right of each letter. */
  spacing: number;
  align: Alignment;
  lineSpacing: number;
  leftMargin: number;
  /** Undefined: all that is right of the margin. */
  areaWidth: number | undefined;
  /** Columns, counted in cells of font A. */
  tabs: readonly number[];
  barcodeHeight: number;
  qrModule: number;
  qrLevel: QrItem['level'];
}

/** One sixth of an inch is 33 dots; TM printers at 203 dpi start with 30. */
const defaultLineSpacing = 30;

export function defaultSettings(): PrintSettings {
  return {
    codePage: 0,
    international: 0,
    style: { font: 'a', width: 1, height: 1, bold: false, underline: 0, inverse: false },
    spacing: 0,
    align: 'left',
    lineSpacing: defaultLineSpacing,
    leftMargin: 0,
    areaWidth: undefined,
    tabs: Array.from({ length: 16 }, (_, index) => (index + 1) * 8),
    barcodeHeight: 162,
    qrModule: 3,
    qrLevel: 'L',
  };
}

export const sixthOfAnInch = defaultLineSpacing;

/** Width and height of a cell in dots, before multiples. */
export function cellOf(font: TextStyle['font']): { readonly width: number; readonly height: number } {
  return font === 'a' ? { width: 12, height: 24 } : { width: 9, height: 17 };
}
