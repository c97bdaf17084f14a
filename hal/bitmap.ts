import { messageOf, TiskiError } from './platform/error';
import type { Bitmap } from './print-document';

/** Light grey and darker is white or black on thermal paper: the middle. */
const threshold = 128;

/**
 * A picture file (PNG or SVG) as dots, no wider than `maxWidth` and at most `maxHeight` dots high; never enlarged, `width` and
 * `height` of an SVG are dots. sharp is loaded at the first call.
 * @throws TiskiError `picture-unreadable`
 */
export async function loadBitmap(file: string, maxWidth: number, maxHeight: number): Promise<Bitmap> {
  const sharp = require('sharp') as typeof import('sharp');
  try {
    const { data, info } = await sharp(file)
      .resize({ width: maxWidth, height: maxHeight, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const row = Math.ceil(info.width / 8);
    const dots = new Uint8Array(row * info.height);
    for (let y = 0; y < info.height; y++) {
      for (let x = 0; x < info.width; x++) {
        if ((data[(y * info.width + x) * info.channels] ?? 255) >= threshold) continue;
        const at = y * row + (x >> 3);
        dots[at] = (dots[at] ?? 0) | (0x80 >> (x & 7));
      }
    }
    return { width: info.width, height: info.height, data: dots };
  } catch (cause) {
    throw new TiskiError('picture-unreadable', `${file}: ${messageOf(cause)}`, { cause });
  }
}
