import type { Sharp } from 'sharp';
import type { Bitmap } from '../../print-document';
import { blankBitmap, setDot } from './raster';

/** Share of the font's size that a character advances, and that the bar `|` reaches below the baseline: DejaVu Sans Mono. */
const advance = 0.602;
const barBelow = 0.236;

/** Font size whose characters advance one cell of the printer's font A, in dots. */
const cell = { width: 12, height: 24 };
const fontSize = cell.width / advance;

/** Dots from the top of a line to its baseline, so that accented capitals and descenders have room. */
const baseline = 22;
const lineHeight = 32;

/** Lines that were drawn lately; a ticket's words repeat all day. */
const kept = new Map<string, Bitmap>();
const mostKept = 200;

/**
 * Draws one line of text as dots, for letters that no code page of the printer has. Cells are as wide as the printer's own font, so a
 * drawn line stands among printed ones without a break. sharp is loaded at the first such line.
 * @param scale 1 for the normal font, 2 for double size …
 */
export async function drawText(text: string, scale: number, bold: boolean): Promise<Bitmap> {
  const key = `${scale}${bold}${text}`;
  const known = kept.get(key);
  if (known) return known;
  const drawn = await draw(text, scale, bold);
  if (kept.size >= mostKept) kept.delete(kept.keys().next().value ?? '');
  kept.set(key, drawn);
  return drawn;
}

/**
 * sharp returns no more than the inked part of a text. A bar at either end therefore frames it: the bars tell where the baseline is and
 * where the text begins and ends, and are cut off again.
 */
async function draw(text: string, scale: number, bold: boolean): Promise<Bitmap> {
  const sharp = require('sharp') as typeof import('sharp');
  const file = require.resolve(`dejavu-fonts-ttf/ttf/DejaVuSansMono${bold ? '-Bold' : ''}.ttf`);
  const size = fontSize * scale;
  const font = `DejaVu Sans Mono ${bold ? 'Bold ' : ''}${size.toFixed(2)}`;
  const image: Sharp = sharp({
    text: { text: `|${escaped(text)}|`, font, fontfile: file, dpi: 72, rgba: false },
  });
  const { data, info } = await image.extractChannel(0).raw().toBuffer({ resolveWithObject: true });

  const inked = (x: number, y: number) => (data[y * info.width + x] ?? 0) > 110;
  const rows = Array.from({ length: info.height }, (_, y) => y);
  const columns = Array.from({ length: info.width }, (_, x) => x);
  const hasInk = (x: number) => rows.some(y => inked(x, y));
  const bar = columns.findIndex(hasInk);
  const barEnd = columns.findIndex(x => x > bar && !hasInk(x));
  const barMiddle = (bar + barEnd) / 2;
  const barBottom = rows.findLastIndex(y => inked(Math.floor(barMiddle), y)) + 1;

  const left = Math.round(barMiddle + (cell.width * scale) / 2);
  const width = Math.max(1, info.width - 2 * left);
  const shift = Math.round(baseline * scale - (barBottom - barBelow * size));
  const bitmap = blankBitmap(width, lineHeight * scale);
  for (let y = 0; y < info.height; y++) {
    const row = y + shift;
    if (row < 0 || row >= bitmap.height) continue;
    for (let x = 0; x < width; x++) if (inked(x + left, y)) setDot(bitmap, x, row);
  }
  return bitmap;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
