/** Size of the flash of an ATmega328P, bytes. */
const flashSize = 32 * 1024;

/**
 * The words of a program in Intel HEX (data and end-of-file records; more is not needed below 64 KiB).
 * @throws Error naming the line that is broken
 */
export function parseIntelHex(text: string): Uint16Array {
  const words = new Uint16Array(flashSize / 2);
  const flash = new Uint8Array(words.buffer);
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '') continue;
    const record = Buffer.from(line.slice(1), 'hex');
    const [length = 0, high = 0, low = 0, type] = record;
    const sum = record.reduce((total, byte) => total + byte, 0) & 0xff;
    if (line[0] !== ':' || record.length !== length + 5 || sum !== 0 || (type !== 0 && type !== 1)) {
      throw new Error(`line ${index + 1} of the image is not a record of Intel HEX`);
    }
    if (type === 0) flash.set(record.subarray(4, 4 + length), (high << 8) | low);
  }
  return words;
}
