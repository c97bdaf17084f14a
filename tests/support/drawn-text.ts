import type { Sharp } from 'sharp';
import { type Dots, renderItems } from '../../simulator/printer';

/** Each letter is told from all the others. */
const alphabet = [...'aábcčdđefghijklmnŋoprsštŧuvzžåäöAÁBCČDĐEFGHIJKLMNŊOPRSŠTŦUVZŽÅÄÖ€0123456789-'];

/** Font A of the printer. */
const cell = { width: 12, height: 24 };

/** How the simulator frames the paper in its pictures: shadow, edge of the roll, and what lies between head and blade. */
const frame = { left: 20 + 32, top: 20 + 56 };

/** Share of each dot of a cell that is black, 0-1, rows from the top. */
type Cell = Float32Array;

/**
 * Reads a centred line that came to the printer as a picture: each cell is compared with every letter of the alphabet as the
 * simulator draws it from the font, and the likest wins. So a letter drawn wrong, cut off or in the wrong place is found out.
 * Pictures begin at whole bytes, so the line may stand up to 8 dots left of the middle.
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
  let best = { text: '', likeness: 0 };
  for (let right = -8; right <= 1; right++) {
    for (let down = 2 * scale; down <= 4 * scale; down++) {
      let text = '';
      let sum = 0;
      for (let at = 0; at < cells; at++) {
        const found = likest(cellAt(image, start + right + at * width, down, scale), letters);
        text += found.letter;
        sum += found.likeness;
      }
      if (sum > best.likeness) best = { text, likeness: sum };
    }
  }
  return best.text;
}

function likest(seen: Cell, letters: ReadonlyMap<string, Cell>): { letter: string; likeness: number } {
  const ink = inkOf(seen);
  if (ink === 0) return { letter: ' ', likeness: 1 };
  let best = { letter: '', likeness: -1 };
  for (const [letter, drawn] of letters) {
    let apart = 0;
    for (let at = 0; at < drawn.length; at++) apart += Math.abs((seen[at] ?? 0) - (drawn[at] ?? 0));
    const likeness = 1 - apart / (ink + inkOf(drawn));
    if (likeness > best.likeness) best = { letter, likeness };
  }
  return best;
}

function inkOf(seen: Cell): number {
  let sum = 0;
  for (const share of seen) sum += share;
  return sum;
}

function cellAt(image: Dots, left: number, top: number, scale: number): Cell {
  const stride = Math.ceil(image.width / 8);
  return cellOf(scale, (x, y) => {
    const column = left + x;
    if (column < 0 || column >= image.width) return 0;
    return (image.data[(top + y) * stride + (column >> 3)] ?? 0) & (0x80 >> (column & 7)) ? 1 : 0;
  });
}

function cellOf(scale: number, share: (x: number, y: number) => number): Cell {
  const width = cell.width * scale;
  const height = cell.height * scale;
  const made = new Float32Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) made[y * width + x] = share(x, y);
  return made;
}

/** The alphabet as the simulator prints it. */
async function lettersOf(scale: number, bold: boolean): Promise<ReadonlyMap<string, Cell>> {
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
      cellOf(scale, (x, y) => 1 - (pixels[(y * dots + at * width + x) * channels] ?? 255) / 255),
    ]),
  );
}
