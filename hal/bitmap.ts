import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { messageOf, TiskiError } from './platform/error';
import type { Bitmap } from './print-document';

/** Light grey and darker is white or black on thermal paper: the middle. */
const threshold = 128;

/** Milliseconds in which even a slow box has read a picture. */
const patience = 30_000;

/** Writes size and shades of a picture to its standard output. */
const reader = `
const [sharp, file, width, height] = process.argv.slice(1);
require(sharp)(file)
  .resize({ width: Number(width), height: Number(height), fit: 'inside', withoutEnlargement: true })
  .flatten({ background: '#fff' })
  .greyscale()
  .raw()
  .toBuffer({ resolveWithObject: true })
  .then(
    ({ data, info }) => process.stdout.write(Buffer.concat([Buffer.from(JSON.stringify(info) + '\\n'), data])),
    error => {
      process.stderr.write(error.message);
      process.exitCode = 1;
    },
  );
`;

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly shades: Buffer;
}

/**
 * A picture file (PNG or SVG) as dots, no wider than `maxWidth` and at most `maxHeight` dots high; never enlarged, `width` and
 * `height` of an SVG are dots. Read by a process of its own: what reads pictures takes 15 MiB, which a box would never get back.
 * @throws TiskiError `picture-unreadable`
 */
export async function loadBitmap(file: string, maxWidth: number, maxHeight: number): Promise<Bitmap> {
  try {
    const { width, height, channels, shades } = await read(file, maxWidth, maxHeight);
    const row = Math.ceil(width / 8);
    const dots = new Uint8Array(row * height);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (shades.readUInt8((y * width + x) * channels) >= threshold) continue;
        const at = y * row + (x >> 3);
        dots[at] = (dots[at] ?? 0) | (0x80 >> (x & 7));
      }
    }
    return { width, height, data: dots };
  } catch (cause) {
    throw new TiskiError('picture-unreadable', `${file}: ${reasonOf(cause)}`, { cause });
  }
}

async function read(file: string, maxWidth: number, maxHeight: number): Promise<Picture> {
  const words = ['-e', reader, require.resolve('sharp'), file, String(maxWidth), String(maxHeight)];
  const options = { encoding: 'buffer', timeout: patience, maxBuffer: 2 ** 24 } as const;
  const { stdout } = await promisify(execFile)(process.execPath, words, options);
  const end = stdout.indexOf('\n');
  const info: Omit<Picture, 'shades'> = JSON.parse(stdout.toString('utf8', 0, end));
  return { ...info, shades: stdout.subarray(end + 1) };
}

/** What the reader says, where it says something. */
function reasonOf(cause: unknown): string {
  const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : '';
  return said || messageOf(cause);
}
