import type { Sharp } from 'sharp';
import type { Bitmap } from '../../print-document';
import { blankBitmap, setDot } from './raster';

/** Share of the font's size that a character advances, and that the bar `|` reaches below the baseline: DejaVu Sans Mono. */
const advance = 0.602;
const barBelow = 0.236;

/** Font size whose characters advance one cell of the printer's font A, in dots. */
const cell = { width: 12, height: 24 };
const fontSize = cell.width / advance;

/** Dots from the top of a line to its baseline, so that accented capitals and descenders have room; what printers feed per line. */
const baseline = 22;
const lineHeight = 32;
const leastHeight = 30;

/** Of 255: darker is black. A little below the middle, so that thin strokes do not break. */
const threshold = 110;

/** Lines that were drawn lately, oldest first; a ticket's words repeat all day. */
const kept = new Map<string, Bitmap>();
const mostKept = 200;

export interface TextStyle {
  /** 1 for the printer's font A, 0.75 for its font B, 2 for double size … */
  readonly scale: number;
  readonly bold: boolean;
  /** Whether the text that the line is of is written from the right, whatever the line begins with. */
  readonly rightToLeft: boolean;
}

/** U+200F, right-to-left mark: seen by nobody, obeyed by the layout. */
const fromTheRight = '\u200f';

/**
 * Draws one line of text as dots, for letters that no code page of the printer has. Cells are as wide as the printer's own font, so a
 * drawn line stands among printed ones without a break. What turns out wider than `mostDots`, because its letters come from another font,
 * is broken into more lines: nothing is cut off. sharp is loaded at the first such line.
 * @throws whatever sharp throws when it cannot be loaded or finds no font
 */
export async function drawText(text: string, style: TextStyle, mostDots: number): Promise<Bitmap> {
  const key = `${style.scale} ${style.bold} ${style.rightToLeft} ${mostDots} ${text}`;
  const known = kept.get(key);
  if (known) {
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  const line = await drawLine(text, style);
  const drawn = line.width <= mostDots ? line : await drawBroken(text, style, mostDots);
  const [oldest] = kept.keys();
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
  kept.set(key, drawn);
  return drawn;
}

/**
 * sharp returns no more than the inked part of a text. A bar at either end therefore frames it: the bars tell where the baseline is and
 * where the text begins and ends, and are cut off again.
 */
async function drawLine(text: string, style: TextStyle): Promise<Bitmap> {
  const { scale } = style;
  const ink = await inkOf(`|${text}|`, style);
  const columns = Array.from({ length: ink.width }, (_, x) => x);
  const rows = Array.from({ length: ink.height }, (_, y) => y);
  const hasInk = (x: number) => rows.some(y => ink.at(x, y));
  const bar = columns.findIndex(hasInk);
  const barEnd = columns.findIndex(x => x > bar && !hasInk(x));
  const barMiddle = (bar + barEnd) / 2;
  const barBottom = rows.findLastIndex(y => ink.at(Math.floor(barMiddle), y)) + 1;

  const left = Math.round(barMiddle + (cell.width * scale) / 2);
  const width = Math.max(1, ink.width - 2 * left);
  const shift = Math.round(baseline * scale - (barBottom - barBelow * fontSize * scale));
  return copied(ink, { left, width, shift, height: Math.max(leastHeight, lineHeight * scale) });
}

/** As many lines as it takes, broken by the rules of the script. */
async function drawBroken(text: string, style: TextStyle, mostDots: number): Promise<Bitmap> {
  const ink = await inkOf(text, style, mostDots);
  const white = Math.round(((lineHeight - cell.height) * style.scale) / 2);
  const width = Math.min(ink.width, mostDots);
  return copied(ink, { left: 0, width, shift: white, height: ink.height + 2 * white });
}

interface Ink {
  readonly width: number;
  readonly height: number;
  at(x: number, y: number): boolean;
}

async function inkOf(text: string, style: TextStyle, breakAt?: number): Promise<Ink> {
  const { scale, bold, rightToLeft } = style;
  const sharp = require('sharp') as typeof import('sharp');
  const fontfile = require.resolve(`dejavu-fonts-ttf/ttf/DejaVuSansMono${bold ? '-Bold' : ''}.ttf`);
  const font = `DejaVu Sans Mono ${bold ? 'Bold ' : ''}${(fontSize * scale).toFixed(2)}`;
  const broken = breakAt === undefined ? {} : ({ width: breakAt, wrap: 'word-char' } as const);
  const ordered = rightToLeft ? `${fromTheRight}${text}` : text;
  const image: Sharp = sharp({
    text: { text: withoutMarkup(ordered), font, fontfile, dpi: 72, rgba: false, ...broken },
  });
  const { data, info } = await image.extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return { width, height, at: (x, y) => (data[y * width + x] ?? 0) > threshold };
}

function copied(ink: Ink, part: { left: number; width: number; shift: number; height: number }): Bitmap {
  const bitmap = blankBitmap(part.width, part.height);
  for (let y = 0; y < ink.height; y++) {
    const row = y + part.shift;
    if (row < 0 || row >= bitmap.height) continue;
    for (let x = 0; x < part.width; x++) if (ink.at(x + part.left, y)) setDot(bitmap, x, row);
  }
  return bitmap;
}

/** sharp reads texts as Pango markup. */
function withoutMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
