import { qrModules } from './qr-size';

/** Dots by which a line of normal text moves the paper: what printers at 203 dpi begin with. */
const lineDots = 30;

/** Height of a letter of font A in dots, before multiples. */
const letterDots = 24;

/** Length of the commands that this driver sends and that move no paper. */
const lengths: Readonly<Record<number, Readonly<Record<string, number>>>> = {
  27: { '@': 2, t: 3, a: 3, E: 3, M: 3, '!': 3, R: 3, '2': 2 },
  28: { '.': 2 },
  29: { '!': 3, r: 3, a: 3, V: 4 },
};

/**
 * By how many dots a document moves the paper: lines, pictures, QR codes and feeds. Knows the commands of this driver and no others, which
 * is enough to count what it has printed itself.
 */
export function paperLength(document: Uint8Array): number {
  let dots = 0;
  /** Of the tallest letter of the line so far, and of the next letter. */
  let line = 0;
  let letter = letterDots;
  let module = 0;
  let symbol = 0;
  let at = 0;
  const byte = (offset: number) => document[at + offset] ?? 0;
  const word = (offset: number) => byte(offset) + byte(offset + 1) * 256;
  while (at < document.length) {
    const leader = byte(0);
    const name = String.fromCharCode(byte(1));
    if (leader === 0x0a) {
      dots += Math.max(lineDots, line);
      line = 0;
      at += 1;
    } else if (leader === 29 && name === 'v') {
      dots += word(6);
      at += 8 + word(4) * word(6);
    } else if (leader === 29 && name === '(') {
      const does = byte(6);
      if (does === 0x43) module = byte(7);
      if (does === 0x50) symbol = word(3) - 3;
      if (does === 0x51) dots += qrModules(symbol) * module;
      at += 5 + word(3);
    } else {
      const length = lengths[leader]?.[name];
      if (leader === 29 && name === '!') letter = letterDots * ((byte(2) & 7) + 1);
      if (length === undefined) line = Math.max(line, letter);
      at += length ?? 1;
    }
  }
  return dots;
}
