import { Composer } from './composer';
import { Framer } from './framer';
import type { Complaint, DecodedItem } from './items';

export interface DecodeOptions {
  /** Width of the printable area; 576 when absent. */
  readonly dots?: number;
  readonly onComplaint?: (complaint: Complaint) => void;
}

/** Width of the printable area of an 80 mm roll. */
export const defaultDots = 576;

/**
 * Reads ESC/POS bytes as a freshly switched-on printer would and says what they put on paper. Text left in the line buffer at the
 * end is not printed and therefore not returned; a last, unfinished command and such text are complained about.
 */
export function decode(bytes: Uint8Array, options: DecodeOptions = {}): DecodedItem[] {
  const composer = new Composer({ dots: options.dots ?? defaultDots, onComplaint: options.onComplaint });
  const framer = new Framer();
  const items: DecodedItem[] = [];
  for (const byte of bytes) {
    const frame = framer.next(byte);
    if (frame) items.push(...composer.apply(frame));
  }
  if (!framer.isIdle)
    options.onComplaint?.({ offset: bytes.length, reason: 'the last command is not complete' });
  if (!composer.line.isEmpty) {
    options.onComplaint?.({ offset: bytes.length, reason: 'text left in the line buffer is never printed' });
  }
  return items;
}

/** What the strict reader finds wrong with the bytes; empty for a clean job. */
export function complaintsAbout(bytes: Uint8Array, options: { readonly dots?: number } = {}): Complaint[] {
  const complaints: Complaint[] = [];
  decode(bytes, { ...options, onComplaint: complaint => complaints.push(complaint) });
  return complaints;
}

/** The lines that a person could read, without trailing spaces; pictures as `[image 384x96]`, QR codes as `[QR https://…]`. */
export function ticketText(bytes: Uint8Array): string[] {
  return textOfItems(decode(bytes));
}

export function textOfItems(items: readonly DecodedItem[]): string[] {
  return items.flatMap(item => {
    if (item.item === 'line') return [item.text.trimEnd()];
    if (item.item === 'raster') return [`[image ${item.image.width}x${item.image.height}]`];
    if (item.item === 'qr') return [`[QR ${item.text}]`];
    return item.item === 'barcode' ? [`[bar code ${item.text}]`] : [];
  });
}
