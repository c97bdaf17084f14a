import type { Sharp } from 'sharp';
import { type Dots, renderItems } from '../../simulator/printer';

/** Each letter is told from all the others. */
const alphabet = [...'aábcčdđefghijklmnŋoprsštŧuvzžåäöAÁBCČDĐEFGHIJKLMNŊOPRSŠTŦUVZŽÅÄÖ€0123456789-'];

/** Font A of the printer. */
const cell = { width: 12, height: 24 };

/** How the simulator frames the paper in its pictures: shadow, edge of the roll, and what lies between head and blade. */
const frame = { left: 20 + 32, top: 20 + 56 };

/** Share of a dot that is black, 0-1. */
type Ink = (x: number, y: number) => number;

/**
 * Reads a centred line that came to the printer as a picture: each cell is compared with every letter of the alphabet as the
 * simulator draws it from the font, and the likest wins. So a letter drawn wrong, cut off or in the wrong place is found out.
 * @param line.left where the picture begins on the paper, in dots
 */
export async function readDrawnLine(
  image: Dots,
  line: { left: number; dots: number; cells: number; scale: number; bold: boolean },
): Promise<string> {
  const { cells, scale } = line;
  const letters = await lettersOf(scale, line.bold);
  const width = cell.width * scale;
  const start = Math.round((line.dots - cells * width) / 2) - line.left;
  const ink = inkOf(image);
  let best = { text: '', likeness: 0 };
  for (let right = -1; right <= 1; right++) {
    for (let down = 2 * scale; down <= 4 * scale; down++) {
      let text = '';
      let sum = 0;
      for (let at = 0; at < cells; at++) {
        const found = likest((x, y) => ink(start + right + at * width + x, down + y), letters, scale);
        text += found.letter;
        sum += found.likeness;
      }
      if (sum > best.likeness) best = { text, likeness: sum };
    }
  }
  return best.text;
}

function likest(
  ink: Ink,
  letters: ReadonlyMap<string, Ink>,
  scale: number,
): { letter: string; likeness: number } {
  const size = total(ink, scale);
  if (size === 0) return { letter: ' ', likeness: 1 };
  let best = { letter: '', likeness: -1 };
  for (const [letter, drawn] of letters) {
    const apart = total((x, y) => Math.abs(ink(x, y) - drawn(x, y)), scale);
    const likeness = 1 - apart / (size + total(drawn, scale));
    if (likeness > best.likeness) best = { letter, likeness };
  }
  return best;
}

function total(ink: Ink, scale: number): number {
  let sum = 0;
  for (let y = 0; y < cell.height * scale; y++) {
    for (let x = 0; x < cell.width * scale; x++) sum += ink(x, y);
  }
  return sum;
}

function inkOf(image: Dots): Ink {
  const stride = Math.ceil(image.width / 8);
  return (x, y) => {
    if (x < 0 || y < 0 || x >= image.width || y >= image.height) return 0;
    return (image.data[y * stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7)) ? 1 : 0;
  };
}

/** The alphabet as the simulator prints it. */
async function lettersOf(scale: number, bold: boolean): Promise<ReadonlyMap<string, Ink>> {
  const width = cell.width * scale;
  const height = cell.height * scale;
  const dots = alphabet.length * width;
  const style = { font: 'a', width: scale, height: scale, bold, underline: 0, inverse: false } as const;
  const text = alphabet.join('');
  const png = await renderItems(
    [
      {
        item: 'line',
        offset: 0,
        text,
        align: 'left',
        height,
        advance: height,
        parts: [{ part: 'text', text, x: 0, pitch: width, style }],
      },
    ],
    { dots },
  );
  const sharp: (input: Buffer) => Sharp = require('sharp');
  const pixels = await sharp(png)
    .extract({ ...frame, width: dots, height })
    .greyscale()
    .raw()
    .toBuffer();
  const channels = pixels.length / (dots * height);
  return new Map(
    alphabet.map((letter, at) => [
      letter,
      (x: number, y: number) => 1 - (pixels[(y * dots + at * width + x) * channels] ?? 255) / 255,
    ]),
  );
}
