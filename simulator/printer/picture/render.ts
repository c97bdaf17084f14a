import type { OverlayOptions, Sharp } from 'sharp';
import { decode, defaultDots } from '../language/decode';
import type { DecodedItem } from '../language/items';
import { layOut, type Piece, type PlacedDots } from './layout';

export interface RenderOptions {
  /** Width of the printable area: 576 (80 mm roll) or 384 (58 mm roll). 576 when absent. */
  readonly dots?: number;
  /** PNG when absent; WebP, as lossless, takes a third of its bytes. */
  readonly format?: 'png' | 'webp';
}

/** Blank paper left and right of the printable area: rolls of 80 and 58 mm, print of 72 and 48 mm, 8 dots per mm. */
const sideMargin = (dots: number): number => (dots <= 384 ? 40 : 32);

/** Blank paper above the print: between head and blade. */
const topMargin = 56;

/** Around the pieces, for the shadow. */
const surround = 20;
const gap = 28;

const tones = { paper: '#fdfcf8', edge: '#e3dfd3', ink: [38, 35, 40] as const };

/** A picture, one pixel per dot, of the paper that these bytes make, with a transparent surround. */
export async function renderTicket(bytes: Uint8Array, options: RenderOptions = {}): Promise<Buffer> {
  const { dots = defaultDots } = options;
  return renderItems(decode(bytes, { dots }), { ...options, dots });
}

/** The same for what has been decoded already, such as the items of a ticket. */
export async function renderItems(
  items: readonly DecodedItem[],
  options: RenderOptions = {},
): Promise<Buffer> {
  const { dots = defaultDots } = options;
  const pieces = layOut(items, dots);
  const margin = sideMargin(dots);
  const width = dots + 2 * margin;
  const placed: { piece: Piece; top: number; height: number }[] = [];
  let y = surround;
  for (const piece of pieces) {
    const height = topMargin + piece.height + (piece.isCut ? 0 : 40);
    placed.push({ piece, top: y, height });
    y += height + gap;
  }
  const total = Math.max(2 * surround, y - gap + surround);
  const drawn = placed.map(({ piece, top, height }) => pieceSvg(piece, surround, top, width, height, margin));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width + 2 * surround}" height="${total}">${drawn.join('')}</svg>`;
  const overlays = placed.flatMap(({ piece, top }) =>
    piece.images.map(image => overlay(image, surround + margin, top + topMargin)),
  );
  const sharp: (input: Buffer) => Sharp = require('sharp');
  const picture = sharp(Buffer.from(svg)).composite(overlays);
  const packed =
    options.format === 'webp' ? picture.webp({ lossless: true }) : picture.png({ compressionLevel: 6 });
  return packed.toBuffer();
}

function pieceSvg(
  piece: Piece,
  left: number,
  top: number,
  width: number,
  height: number,
  margin: number,
): string {
  const outline = paperOutline(left, top, width, height, piece.isCut);
  const ink = `rgb(${tones.ink.join(',')})`;
  const shadow = [5, 3.5, 2, 1]
    .map(
      grow =>
        `<path d="${outline}" transform="translate(0 ${grow})" stroke="#000" stroke-width="${grow * 2}" stroke-linejoin="round" fill="#000" opacity="0.035"/>`,
    )
    .join('');
  return (
    `${shadow}<path d="${outline}" fill="${tones.paper}" stroke="${tones.edge}" stroke-width="0.75"/>` +
    `<g transform="translate(${left + margin} ${top + topMargin})"><path d="${piece.ink}" fill="${ink}"/>` +
    `<path d="${piece.knockout}" fill="${tones.paper}"/></g>`
  );
}

/** A cut edge has the fine teeth of the blade; an edge that was never cut is torn. */
function paperOutline(left: number, top: number, width: number, height: number, isCut: boolean): string {
  const right = left + width;
  const bottom = top + height;
  let path = `M${left} ${top}`;
  for (let x = 0; x < width; x += 8) {
    const next = Math.min(width, x + 8);
    path += `L${left + x + (next - x) / 2} ${top + 2.5}L${left + next} ${top}`;
  }
  path += `L${right} ${bottom}`;
  const step = isCut ? 8 : 5;
  for (let x = width; x > 0; x -= step) {
    const next = Math.max(0, x - step);
    const depth = isCut ? 2.5 : tear(x);
    path += `L${left + next + (x - next) / 2} ${bottom - depth}L${left + next} ${bottom - (isCut ? 0 : tear(next + 1) / 2)}`;
  }
  return `${path}Z`;
}

/** The same tear every time: pictures are compared. */
function tear(x: number): number {
  return 5 + 4 * Math.sin(x * 0.045) + 2.5 * Math.sin(x * 0.31) + 1.5 * Math.sin(x * 1.7);
}

function overlay(placed: PlacedDots, left: number, top: number): OverlayOptions {
  const { dots, scale } = placed;
  const width = dots.width * scale;
  const height = dots.height * scale;
  const stride = Math.ceil(dots.width / 8);
  const pixels = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / scale) * stride;
    for (let x = 0; x < width; x++) {
      const column = Math.floor(x / scale);
      if (!((dots.data[row + (column >> 3)] ?? 0) & (0x80 >> (column & 7)))) continue;
      const at = (y * width + x) * 4;
      pixels.set(tones.ink, at);
      pixels[at + 3] = 255;
    }
  }
  return { input: pixels, raw: { width, height, channels: 4 }, left: left + placed.x, top: top + placed.y };
}
