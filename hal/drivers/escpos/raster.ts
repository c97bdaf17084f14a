import type { Align, Bitmap } from '../../print-document';

/** Rows of one `GS v 0`; small printers take no more at once. */
const bandHeight = 192;

export function blankBitmap(width: number, height: number): Bitmap {
  return { width, height, data: new Uint8Array(Math.ceil(width / 8) * height) };
}

export function setDot(bitmap: Bitmap, x: number, y: number): void {
  const at = y * Math.ceil(bitmap.width / 8) + (x >> 3);
  bitmap.data[at] = (bitmap.data[at] ?? 0) | (0x80 >> (x & 7));
}

/** The dots of a rectangle, black. */
export function fillRectangle(
  bitmap: Bitmap,
  left: number,
  top: number,
  width: number,
  height: number,
): void {
  for (let y = top; y < top + height; y++) for (let x = left; x < left + width; x++) setDot(bitmap, x, y);
}

/**
 * `GS v 0` commands for a picture. It is moved to its place by whole bytes of white rather than by the printer's alignment, which not
 * all makes apply to pictures. What is wider than the paper is cut off on the right.
 */
export function rasterCommands(bitmap: Bitmap, paperDots: number, align: Align = 'left'): Uint8Array {
  const rowBytes = Math.ceil(bitmap.width / 8);
  const free = Math.max(0, Math.floor(paperDots / 8) - rowBytes);
  const indent = align === 'left' ? 0 : align === 'center' ? free >> 1 : free;
  const width = Math.min(indent + rowBytes, Math.floor(paperDots / 8));
  /** Bits of the last byte of a row that are no dots. */
  const beyond = rowBytes * 8 - bitmap.width;
  const parts: Uint8Array[] = [];
  for (let top = 0; top < bitmap.height; top += bandHeight) {
    const rows = Math.min(bandHeight, bitmap.height - top);
    const band = new Uint8Array(8 + width * rows);
    band.set([0x1d, 0x76, 0x30, 0, width & 0xff, width >> 8, rows & 0xff, rows >> 8]);
    for (let row = 0; row < rows; row++) {
      const from = (top + row) * rowBytes;
      const to = 8 + row * width + indent;
      band.set(bitmap.data.subarray(from, from + width - indent), to);
      const last = to + rowBytes - 1;
      if (indent + rowBytes === width) band[last] = (band[last] ?? 0) & (0xff << beyond);
    }
    withoutStatusQueries(band.subarray(8));
    parts.push(band);
  }
  return Buffer.concat(parts);
}

/**
 * Printers answer `DLE EOT n` even inside a picture. Where dots happen to read so, one dot in the corner of the pattern is made black:
 * nobody sees it, and no answer comes that was not asked for.
 */
function withoutStatusQueries(dots: Uint8Array): void {
  for (let at = 0; at + 1 < dots.length; at++) {
    if (dots[at] === 0x10 && (dots[at + 1] === 0x04 || dots[at + 1] === 0x05 || dots[at + 1] === 0x14))
      dots[at] = 0x30;
  }
}
