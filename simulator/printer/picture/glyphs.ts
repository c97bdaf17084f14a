import type { TextStyle } from '../language/items';
import { cellOf } from '../language/print-settings';
import { type Outline, TrueTypeFont } from './truetype';

/** DejaVu Sans Mono, in font units: every letter is 1233 wide, 1901 above and 483 below the base line. */
const metrics = { advance: 1233, ascent: 1901, descent: 483 };

let regular: TrueTypeFont | undefined;
let bold: TrueTypeFont | undefined;

function fontFor(style: TextStyle): TrueTypeFont {
  if (style.bold) {
    bold ??= new TrueTypeFont(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono-Bold.ttf'));
    return bold;
  }
  regular ??= new TrueTypeFont(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf'));
  return regular;
}

/** SVG path data of one letter whose cell has its top left corner at x, y. */
export function letterPath(letter: string, style: TextStyle, x: number, y: number): string {
  const cell = cellOf(style.font);
  const scaleX = (cell.width * style.width) / metrics.advance;
  const scaleY = (cell.height * style.height) / (metrics.ascent + metrics.descent);
  return pathOf(fontFor(style).outlineOf(letter), x, y + metrics.ascent * scaleY, scaleX, scaleY);
}

const round = (value: number): number => Math.round(value * 10) / 10;

function pathOf(outline: Outline, left: number, base: number, scaleX: number, scaleY: number): string {
  const x = (value: number) => round(left + value * scaleX);
  const y = (value: number) => round(base - value * scaleY);
  let path = '';
  for (const stroke of outline) {
    if (stroke[0] === 'Z') path += 'Z';
    else if (stroke[0] === 'Q') path += `Q${x(stroke[1])} ${y(stroke[2])} ${x(stroke[3])} ${y(stroke[4])}`;
    else path += `${stroke[0]}${x(stroke[1])} ${y(stroke[2])}`;
  }
  return path;
}
