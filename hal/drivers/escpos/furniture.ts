import type { Bitmap } from '../../print-document';
import { blankBitmap, fillRectangle, rasterCommands } from './raster';

/** Parts of a ticket that are the same on each: drawn once and kept. */

/** Dots: the mark and the white below it; the line of a rule and the white around it. */
const mark = { height: 10, white: 8 };
const rule = { white: 10, line: 2 };

const rules = new Map<number, Uint8Array>();
const marks = new Map<string, Uint8Array>();
const images = new WeakMap<Bitmap, Uint8Array>();

/** A thin line over the width of the paper. */
export function ruleCommands(paperDots: number): Uint8Array {
  const known = rules.get(paperDots);
  if (known) return known;
  const line = blankBitmap(paperDots, rule.white * 2 + rule.line);
  fillRectangle(line, 0, rule.white, paperDots, rule.line);
  const commands = rasterCommands(line, paperDots);
  rules.set(paperDots, commands);
  return commands;
}

/** A thick bar in the middle. @param share of the paper, 0-1 */
export function markCommands(paperDots: number, share: number): Uint8Array {
  const wanted = Number.isNaN(share) ? 1 : Math.min(1, Math.max(0, share));
  const width = Math.max(8, Math.round((paperDots * wanted) / 8) * 8);
  const key = `${paperDots} ${width}`;
  const known = marks.get(key);
  if (known) return known;
  const bar = blankBitmap(width, mark.height + mark.white);
  fillRectangle(bar, 0, 0, width, mark.height);
  const commands = rasterCommands(bar, paperDots, 'center');
  marks.set(key, commands);
  return commands;
}

export function imageCommands(image: Bitmap, paperDots: number): Uint8Array {
  const known = images.get(image);
  if (known) return known;
  const commands = rasterCommands(image, paperDots, 'center');
  images.set(image, commands);
  return commands;
}
