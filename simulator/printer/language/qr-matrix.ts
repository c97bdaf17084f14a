import type { Dots } from './items';

/** The placing of modules in a QR symbol; section numbers are those of ISO/IEC 18004:2015. */

/** Modules along one side. */
export function sideOf(version: number): number {
  return 17 + 4 * version;
}

/** Table 10: whether a mask turns the module at row y, column x. */
const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  x => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** The matrix of modules while it is filled. */
export class QrMatrix {
  private readonly version: number;
  private readonly side: number;
  private readonly dark: boolean[];
  private readonly isFunction: boolean[];

  constructor(version: number) {
    this.version = version;
    this.side = sideOf(version);
    this.dark = new Array<boolean>(this.side * this.side).fill(false);
    this.isFunction = [...this.dark];
  }

  /** 6.3: finders, separators, timing, alignment, version. */
  drawFunctionPatterns(): void {
    const { side, version } = this;
    for (let index = 0; index < side; index++) {
      this.put(6, index, index % 2 === 0);
      this.put(index, 6, index % 2 === 0);
    }
    for (const [x, y] of [
      [3, 3],
      [side - 4, 3],
      [3, side - 4],
    ] as const) {
      this.square(x, y, 4, ring => ring !== 2 && ring !== 4);
    }
    const centres = alignmentCentres(version);
    const last = centres.length - 1;
    for (const [column, x] of centres.entries()) {
      for (const [row, y] of centres.entries()) {
        const isFinder = (column === 0 && (row === 0 || row === last)) || (column === last && row === 0);
        if (!isFinder) this.square(x, y, 2, ring => ring !== 1);
      }
    }
    if (version >= 7) this.drawVersion();
  }

  /** 7.9: level and mask with their BCH code, twice. */
  drawFormat(level: number, mask: number): void {
    const { side } = this;
    const data = (level << 3) | mask;
    const bits = ((data << 10) | bch(data, 10, 0x537)) ^ 0x5412;
    const isSet = (bit: number) => ((bits >> bit) & 1) === 1;
    const first = [0, 1, 2, 3, 4, 5, 7, 8];
    for (const [bit, y] of first.entries()) this.put(8, y, isSet(bit));
    for (const [index, x] of [7, 5, 4, 3, 2, 1, 0].entries()) this.put(x, 8, isSet(8 + index));
    for (let bit = 0; bit < 8; bit++) this.put(side - 1 - bit, 8, isSet(bit));
    for (let bit = 8; bit < 15; bit++) this.put(8, side - 15 + bit, isSet(bit));
    this.put(8, side - 8, true);
  }

  /** 7.7.3 and 7.8: upwards and downwards in columns of two, from the right, under the mask. */
  drawCodewords(codewords: Uint8Array, mask: number): void {
    const { side } = this;
    const { [mask]: turns = () => false } = masks;
    let at = 0;
    for (let right = side - 1, upwards = true; right >= 1; right -= 2, upwards = !upwards) {
      if (right === 6) right = 5;
      for (let step = 0; step < side; step++) {
        const y = upwards ? side - 1 - step : step;
        for (const x of [right, right - 1]) {
          if (this.isFunction[y * side + x]) continue;
          const bit = ((codewords[at >> 3] ?? 0) & (0x80 >> (at & 7))) !== 0;
          this.dark[y * side + x] = bit !== turns(x, y);
          at += 1;
        }
      }
    }
  }

  /** 7.8.3, features 1, 2 and 4; any mask can be read, this only chooses a good one. */
  penalty(): number {
    const { side, dark } = this;
    let points = 0;
    let darkCount = 0;
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const here = dark[y * side + x];
        if (here) darkCount += 1;
        if (x >= 4 && [1, 2, 3, 4].every(back => dark[y * side + x - back] === here)) points += 1;
        if (y >= 4 && [1, 2, 3, 4].every(back => dark[(y - back) * side + x] === here)) points += 1;
        const isBlock =
          x > 0 &&
          y > 0 &&
          dark[y * side + x - 1] === here &&
          dark[(y - 1) * side + x] === here &&
          dark[(y - 1) * side + x - 1] === here;
        if (isBlock) points += 3;
      }
    }
    return points + Math.floor(Math.abs((darkCount * 20) / (side * side) - 10)) * 10;
  }

  toDots(): Dots {
    const { side } = this;
    const stride = Math.ceil(side / 8);
    const data = new Uint8Array(stride * side);
    for (const [index, isDark] of this.dark.entries()) {
      const x = index % side;
      const at = Math.floor(index / side) * stride + (x >> 3);
      if (isDark) data[at] = (data[at] ?? 0) | (0x80 >> (x & 7));
    }
    return { width: side, height: side, data };
  }

  /** 7.10: versions 7 and up say which they are, twice. */
  private drawVersion(): void {
    const bits = (this.version << 12) | bch(this.version, 12, 0x1f25);
    for (let bit = 0; bit < 18; bit++) {
      const along = Math.floor(bit / 3);
      const across = this.side - 11 + (bit % 3);
      this.put(along, across, ((bits >> bit) & 1) === 1);
      this.put(across, along, ((bits >> bit) & 1) === 1);
    }
  }

  private square(centreX: number, centreY: number, radius: number, isDark: (ring: number) => boolean): void {
    for (let y = -radius; y <= radius; y++) {
      for (let x = -radius; x <= radius; x++) {
        this.put(centreX + x, centreY + y, isDark(Math.max(Math.abs(x), Math.abs(y))));
      }
    }
  }

  private put(x: number, y: number, isDark: boolean): void {
    if (x < 0 || y < 0 || x >= this.side || y >= this.side) return;
    this.dark[y * this.side + x] = isDark;
    this.isFunction[y * this.side + x] = true;
  }
}

/** Annex E. */
function alignmentCentres(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const centres = Array.from({ length: count - 1 }, (_, index) => sideOf(version) - 7 - index * step);
  return [6, ...centres.reverse()];
}

/** Remainder of a BCH code: `bits` is its length, `generator` its polynomial. */
function bch(data: number, bits: number, generator: number): number {
  let rest = data;
  for (let step = 0; step < bits; step++) rest = (rest << 1) ^ ((rest >> (bits - 1)) * generator);
  return rest;
}
