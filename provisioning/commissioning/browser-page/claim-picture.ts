import decodeQR from 'qr/decode.js';

/** Pixels of the longer side: enough for a code that fills a third of a picture, and quick on an old phone. */
const mostPixels = 1200;

/** What a QR code in a picture says; nothing if there is none to be read. */
export async function codeInPicture(file: File): Promise<string | undefined> {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, mostPixels / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const context = canvas.getContext('2d');
    if (!context) return undefined;
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const { width, height, data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return decodeQR({ width, height, data });
  } catch {
    return undefined;
  }
}
