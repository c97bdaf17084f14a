import type { Dots, QrItem } from './items';
import { QrMatrix, sideOf } from './qr-matrix';

/**
 * QR symbols in byte mode, versions 1-40, as a printer makes them from `GS ( k`. Section numbers are those of
 * ISO/IEC 18004:2015.
 */

type Level = QrItem['level'];

const mostVersion = 40;

const words = (list: string): readonly number[] => list.split(' ').map(Number);

/** Table 9: error correction codewords per block, versions 1-40. */
const correctionPerBlock: Readonly<Record<Level, readonly number[]>> = {
  L: words(
    '7 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28 28 28 30 30 26 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30',
  ),
  M: words(
    '10 16 26 18 24 16 18 22 22 26 30 22 22 24 24 28 28 26 26 26 26 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28',
  ),
  Q: words(
    '13 22 18 26 18 24 18 22 20 24 28 26 24 20 30 24 28 28 26 30 28 30 30 30 30 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30',
  ),
  H: words(
    '17 28 22 16 22 28 26 26 24 28 24 28 22 24 24 30 28 28 26 28 30 24 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30',
  ),
};

/** Table 9: number of blocks, versions 1-40. */
const blockCounts: Readonly<Record<Level, readonly number[]>> = {
  L: words(
    '1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 21 22 24 25',
  ),
  M: words(
    '1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16 17 17 18 20 21 23 25 26 28 29 31 33 35 37 38 40 43 45 47 49',
  ),
  Q: words(
    '1 1 2 2 4 4 6 6 8 8 8 10 12 16 12 17 16 18 21 20 23 23 25 27 29 34 34 35 38 40 43 45 48 51 53 56 59 62 65 68',
  ),
  H: words(
    '1 1 2 4 4 4 5 6 8 8 11 11 16 16 18 16 19 21 25 25 25 34 30 32 35 37 40 42 45 48 51 54 57 60 63 66 70 74 77 81',
  ),
};

/** Table 12. */
const levelBits: Readonly<Record<Level, number>> = { L: 1, M: 0, Q: 3, H: 2 };

/** 7.1, table 1: all codewords of a symbol: its modules without the function patterns. */
function codewordCount(version: number): number {
  let modules = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const along = Math.floor(version / 7) + 2;
    modules -= (25 * along - 10) * along - 55;
  }
  if (version >= 7) modules -= 36;
  return Math.floor(modules / 8);
}

/** @param version 1-40 */
function blocksOf(version: number, level: Level): { blockCount: number; correctionLength: number } {
  const [blockCount = 1] = blockCounts[level].slice(version - 1);
  const [correctionLength = 0] = correctionPerBlock[level].slice(version - 1);
  return { blockCount, correctionLength };
}

function dataCount(version: number, level: Level): number {
  const { blockCount, correctionLength } = blocksOf(version, level);
  return codewordCount(version) - correctionLength * blockCount;
}

/** Bits of the character count indicator in byte mode (table 3). */
function countBits(version: number): number {
  return version < 10 ? 8 : 16;
}

function versionFor(bytes: number, level: Level): number | undefined {
  for (let version = 1; version <= mostVersion; version++) {
    if (4 + countBits(version) + bytes * 8 <= dataCount(version, level) * 8) return version;
  }
  return undefined;
}

/** Modules along one side of the smallest symbol that holds so many bytes; 0 when none does. */
export function qrSide(bytes: number, level: Level): number {
  const version = versionFor(bytes, level);
  return version === undefined ? 0 : sideOf(version);
}

/** One dot per module, without quiet zone; undefined when the data is too long. */
export function encodeQr(data: Uint8Array, level: Level): Dots | undefined {
  const version = versionFor(data.length, level);
  if (version === undefined) return undefined;
  const codewords = interleave(dataCodewords(data, version, level), version, level);
  let best: QrMatrix | undefined;
  for (let mask = 0; mask < 8; mask++) {
    const symbol = new QrMatrix(version);
    symbol.drawFunctionPatterns();
    symbol.drawFormat(levelBits[level], mask);
    symbol.drawCodewords(codewords, mask);
    if (!best || symbol.penalty() < best.penalty()) best = symbol;
  }
  return best?.toDots();
}

/** 7.4: mode, count, data, terminator, padding. */
function dataCodewords(data: Uint8Array, version: number, level: Level): Uint8Array {
  const codewords = new Uint8Array(dataCount(version, level));
  let at = 0;
  const put = (value: number, bits: number) => {
    for (let bit = bits - 1; bit >= 0; bit--, at++) {
      if ((value >> bit) & 1) codewords[at >> 3] = (codewords[at >> 3] ?? 0) | (0x80 >> (at & 7));
    }
  };
  put(0b0100, 4);
  put(data.length, countBits(version));
  for (const byte of data) put(byte, 8);
  put(0, Math.min(4, codewords.length * 8 - at));
  at = Math.ceil(at / 8) * 8;
  for (let pad = 0xec; at < codewords.length * 8; pad ^= 0xec ^ 0x11) put(pad, 8);
  return codewords;
}

/** 7.5 and 7.6: blocks, each with its Reed-Solomon codewords, interleaved. */
function interleave(data: Uint8Array, version: number, level: Level): Uint8Array {
  const { blockCount, correctionLength } = blocksOf(version, level);
  const total = codewordCount(version);
  const shortLength = Math.floor(total / blockCount) - correctionLength;
  const shortCount = blockCount - (total % blockCount);
  const generator = generatorPolynomial(correctionLength);
  const blocks: { data: Uint8Array; correction: Uint8Array }[] = [];
  let at = 0;
  for (let block = 0; block < blockCount; block++) {
    const length = shortLength + (block < shortCount ? 0 : 1);
    const part = data.subarray(at, at + length);
    blocks.push({ data: part, correction: remainder(part, generator) });
    at += length;
  }
  const result: number[] = [];
  for (let index = 0; index <= shortLength; index++) {
    for (const block of blocks) result.push(...block.data.subarray(index, index + 1));
  }
  for (let index = 0; index < correctionLength; index++) {
    for (const block of blocks) result.push(...block.correction.subarray(index, index + 1));
  }
  return Uint8Array.from(result);
}

/** Product in GF(256) with the polynomial 11DH. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ (product & 0x80 ? 0x11d : 0);
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
}

function generatorPolynomial(degree: number): Uint8Array {
  const coefficients = new Uint8Array(degree);
  coefficients[degree - 1] = 1;
  let root = 1;
  for (let step = 0; step < degree; step++) {
    for (let index = 0; index < degree; index++) {
      const [own = 0, next = 0] = coefficients.subarray(index, index + 2);
      coefficients[index] = multiply(own, root) ^ next;
    }
    root = multiply(root, 2);
  }
  return coefficients;
}

function remainder(data: Uint8Array, generator: Uint8Array): Uint8Array {
  const result = new Uint8Array(generator.length);
  for (const byte of data) {
    const factor = byte ^ (result[0] ?? 0);
    result.copyWithin(0, 1);
    result[result.length - 1] = 0;
    for (const [index, coefficient] of generator.entries()) {
      result[index] = (result[index] ?? 0) ^ multiply(coefficient, factor);
    }
  }
  return result;
}
